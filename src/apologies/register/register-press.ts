import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import { PDF_LINES } from './register-book.service.js';
import { registerHtml, registerTitle, type RegisterSheetFacts } from './register-sheet.view.js';

/** Puts the register on paper, A4 across. */
@Injectable()
export class RegisterPress {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly templates: Templates,
    private readonly renderer: PdfRenderer,
  ) {}

  pdf({
    part,
    ...facts
  }: Omit<RegisterSheetFacts, 'before' | 'printedAt' | 'illustration'> & { readonly part: number }): Promise<Buffer> {
    const printedAt = this.clock.now();
    const illustration = this.config.ILLUSTRATION === '1';
    const before = (part - 1) * PDF_LINES;
    const html = registerHtml(this.templates, { ...facts, before, printedAt, illustration });
    return this.renderer.render(html, {
      title: registerTitle(facts),
      author: facts.unit.letterheadAgency,
      date: printedAt,
      size: 'a4-landscape',
      watermark: illustration ? WATERMARK : null,
    });
  }
}
