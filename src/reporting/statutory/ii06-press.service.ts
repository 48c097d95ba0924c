import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { formWorkbook } from '../../platform/spreadsheet/form-sheet.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import { ii06Html, ii06Sheet, type Ii06Closed } from './ii06-sheet.view.js';
import type { Ii06Report } from './statutory.service.js';

/** Puts form II.06 on paper, A4 across, and into a workbook. The same figures at the same moment give the same bytes. */
@Injectable()
export class Ii06Press {
  constructor(
    private readonly config: AppConfig,
    private readonly templates: Templates,
    private readonly renderer: PdfRenderer,
  ) {}

  /** @param at stands on the paper and in the file as its date */
  pdf(reports: readonly Ii06Report[], closed: Ii06Closed | null, at: Instant): Promise<Buffer> {
    const illustration = this.config.ILLUSTRATION === '1';
    const html = ii06Html(this.templates, reports, closed, { at, illustration });
    return this.renderer.render(html, {
      title: titleOf(reports),
      author: reports[0]?.unit.name ?? '',
      date: at,
      size: 'a4-landscape',
      watermark: illustration ? WATERMARK : null,
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
