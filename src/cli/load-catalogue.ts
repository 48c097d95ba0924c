import { CalendarImportService } from '../calendar/calendar-import.service.js';
import { ProceduresImportService } from '../procedures/procedures-import.service.js';
import { UnitsImportService } from '../units/units-import.service.js';
import { withApplication } from './with-application.js';

/** Loads what the project ships. Uncertain facts are marked in it; a person checks them before real use. */
export async function loadCatalogue(): Promise<void> {
  await withApplication(async (app) => {
    const units = await app.get(UnitsImportService, { strict: false }).loadShipped();
    const calendar = await app.get(CalendarImportService, { strict: false }).loadShipped();
    const procedures = await app.get(ProceduresImportService, { strict: false }).loadShipped();
    console.log(`units: ${units.accepted}; calendar: ${sum(calendar)} rows; procedures: ${procedures.accepted}`);
  });
}

function sum(reports: readonly { readonly accepted: number }[]): number {
  return reports.reduce((total, { accepted }) => total + accepted, 0);
}
