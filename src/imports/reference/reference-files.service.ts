import { Injectable } from '@nestjs/common';
import { CalendarImportService } from '../../calendar/calendar-import.service.js';
import { CalendarPreviewService } from '../../calendar/calendar-preview.service.js';
import type { ImportPreview } from '../../platform/csv/import-diff.js';
import { demandApplied, type ImportReport } from '../../platform/csv/import-report.js';
import { ProceduresImportService } from '../../procedures/procedures-import.service.js';
import { UnitsImportService } from '../../units/units-import.service.js';
import type { ReferenceKind } from './reference-kinds.js';

/** Files of reference data by their kind: each room judges and writes its own. */
@Injectable()
export class ReferenceFilesService {
  constructor(
    private readonly units: UnitsImportService,
    private readonly procedures: ProceduresImportService,
    private readonly calendar: CalendarImportService,
    private readonly calendarPreviews: CalendarPreviewService,
  ) {}

  /** @throws DomainError `request.too_large` */
  preview(kind: ReferenceKind, text: string): Promise<ImportPreview> {
    if (kind === 'units') return this.units.preview(text);
    if (kind === 'procedures') return this.procedures.preview(text);
    return this.calendarPreviews.preview(kind === 'holidays' ? 'days-off' : 'weekly-hours', text);
  }

  /** All or nothing. @throws DomainError `import.rejected` */
  async load(kind: ReferenceKind, text: string, by: string): Promise<ImportReport> {
    const options = { dryRun: false, by };
    if (kind === 'units') return demandApplied(await this.units.importCsv(text, options));
    if (kind === 'procedures') return demandApplied(await this.procedures.importCsv(text, options));
    const calendarKind = kind === 'holidays' ? 'days-off' : 'weekly-hours';
    return demandApplied(await this.calendar.importCsv(calendarKind, text, options));
  }
}
