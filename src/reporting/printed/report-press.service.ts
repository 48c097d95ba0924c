import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { formWorkbook } from '../../platform/spreadsheet/form-sheet.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import type { PrintedReport } from './printed-report.js';
import { printedHtml, printedSheets } from './printed-report.view.js';

/** Puts reports on paper, A4 across, and into workbooks. The same figures at the same moment give the same bytes. */
@Injectable()
export class ReportPress {
  constructor(
    private readonly config: AppConfig,
    private readonly templates: Templates,
    private readonly renderer: PdfRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param draw writes the paper; `illustration` says that it must not be taken for a real one
   * @param at stands in the file as its date
   */
  paper(
    draw: (templates: Templates, printed: { readonly at: Instant; readonly illustration: boolean }) => string,
    { title, author, at }: { readonly title: string; readonly author: string; readonly at: Instant },
  ): Promise<Buffer> {
    const illustration = this.config.ILLUSTRATION === '1';
    return this.renderer.render(draw(this.templates, { at, illustration }), {
      ...{ title, author, date: at, size: 'a4-landscape' },
      watermark: illustration ? WATERMARK : null,
    });
  }

  pdf(report: PrintedReport): Promise<Buffer> {
    const told = { title: titleOf(report), author: report.unitName, at: this.clock.now() };
    return this.paper((templates, printed) => printedHtml(templates, report, printed), told);
  }

  xlsx(report: PrintedReport): Promise<Buffer> {
    return formWorkbook(printedSheets(report), titleOf(report), this.clock.now());
  }
}

function titleOf({ title, unitName }: PrintedReport): string {
  return `${title.charAt(0)}${title.slice(1).toLocaleLowerCase('vi')}, ${unitName}`;
}
