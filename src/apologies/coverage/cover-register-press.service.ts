import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { translator } from '../../platform/templates/i18n.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import { UnitsService } from '../../units/units.service.js';
import type { CoverRegister, NamedLine } from './cover-register.service.js';
import { registerHtml } from './cover-register.view.js';

/** Lines of one paper: some sixty sheets. Who has more reads them in a spreadsheet. */
const MOST = 2_000;

/** Puts the register of a month on paper, A4 across. */
@Injectable()
export class CoverRegisterPress {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly units: UnitsService,
    private readonly templates: Templates,
    private readonly pdfs: PdfRenderer,
  ) {}

  /** @throws DomainError `request.invalid` for a register that is too long for paper */
  async pdf(register: CoverRegister): Promise<Buffer> {
    const lines: NamedLine[] = [];
    for await (const line of register.lines) {
      lines.push(line);
      if (lines.length <= MOST) continue;
      const message = 'Sổ dài quá 2.000 dòng: xin tải bản Excel, hoặc chọn từng đơn vị.';
      throw new DomainError('request.invalid', 'too long for paper', {}, [{ field: 'period', message }]);
    }
    const unit = await this.units.unit(register.frame.unitCode);
    const printedAt = this.clock.now();
    const illustration = this.config.ILLUSTRATION === '1';
    const paper = { agency: unit.letterheadAgency, printedAt, illustration };
    const html = registerHtml(register, lines, paper, this.templates, translator('vi'));
    return this.pdfs.render(html, {
      title: `Sổ theo dõi xin lỗi ${register.month.code}, ${unit.name}`,
      author: unit.name,
      date: printedAt,
      size: 'a4-landscape',
      watermark: illustration ? WATERMARK : null,
    });
  }
}
