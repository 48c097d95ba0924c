import { instant, type Clock, type Instant } from '../../src/domain/time/instant.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { CalendarRepository } from '../../src/calendar/calendar.repository.js';
import { CalendarService } from '../../src/calendar/calendar.service.js';
import { openTestDatabase, type TestDatabase } from './database.js';

export interface ReferenceWorld extends TestDatabase {
  readonly clock: Clock & { set(text: string): void };
  readonly transactor: Transactor;
  readonly calendar: CalendarService;
  readonly calendarImports: CalendarImportService;
}

/** The services of units, calendar and procedures on an empty database, without the web. */
export async function openReferenceWorld(now = '2023-05-17T08:00+07:00'): Promise<ReferenceWorld> {
  const test = await openTestDatabase();
  let at: Instant = instant(now);
  const clock = { now: () => at, set: (text: string) => void (at = instant(text)) };
  const transactor = new Transactor(test.database);
  const audit = new AuditLog();
  const rows = new CalendarRepository();
  const { database } = test;
  return {
    ...test,
    clock,
    transactor,
    calendar: new CalendarService(database, transactor, rows, audit, clock),
    calendarImports: new CalendarImportService(database, transactor, rows, audit, clock),
  };
}

/** Every row of a table, for "nothing was written" and "the same as before". */
export async function rowsOf(test: TestDatabase, table: string): Promise<readonly string[]> {
  const rows = await test.database.query(`SELECT * FROM "${table}"`);
  return rows.map((row) => JSON.stringify(row)).sort();
}
