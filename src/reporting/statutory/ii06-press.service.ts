import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { formWorkbook } from '../../platform/spreadsheet/form-sheet.js';
import { ReportPress } from '../printed/report-press.service.js';
import { ii06Html, ii06Sheet, type Ii06Closed } from './ii06-sheet.view.js';
import type { Ii06Report } from './statutory.service.js';

/** Puts form II.06 on paper, A4 across, and into a workbook. The same figures at the same moment give the same bytes. */
@Injectable()
export class Ii06Press {
  constructor(private readonly press: ReportPress) {}

  /** @param at stands on the paper and in the file as its date */
  pdf(reports: readonly Ii06Report[], closed: Ii06Closed | null, at: Instant): Promise<Buffer> {
    return this.press.paper((templates, printed) => ii06Html(templates, reports, closed, printed), {
      ...{ title: titleOf(reports), author: reports[0]?.unit.name ?? '', at },
    });
  }

  xlsx(reports: readonly Ii06Report[], at: Instant): Promise<Buffer> {
    return formWorkbook(reports.map(ii06Sheet), titleOf(reports), at);
  }
}

function titleOf(reports: readonly Ii06Report[]): string {
  const [first] = reports;
  return first ? `II.06 ${first.period.code}, ${first.unit.name}` : 'II.06';
}
