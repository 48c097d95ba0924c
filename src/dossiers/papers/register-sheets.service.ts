import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { formOn } from '../../domain/dossier/paper-forms.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { shortDate } from '../../platform/templates/vietnamese.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { PaperPress } from './paper-press.js';
import { registerHtml, resultSlipHtml } from './register.view.js';
import { RegistersService, type RegisterPage } from './registers.service.js';

interface Sheets {
  readonly html: string;
  readonly title: string;
  readonly author: string;
  readonly isEmpty: boolean;
}

/** Puts registers and slips of many dossiers on paper, A4 across. */
@Injectable()
export class RegisterSheetsService {
  constructor(
    private readonly config: AppConfig,
    private readonly units: UnitsService,
    private readonly registers: RegistersService,
    private readonly press: PaperPress,
  ) {}

  async register(page: RegisterPage, by: Actor): Promise<Sheets> {
    const unit = await this.units.unit(page.unitCode);
    const facts = {
      ...page,
      letterhead: letterheadOf(unit),
      printedAt: this.press.now(),
      illustration: this.invented(),
    };
    const name = formOn('register', page.to).title;
    return {
      html: registerHtml(this.press.templates, facts, await this.press.look(by, 'a4', null)),
      title: `${sentence(name)}, ${unit.name}, ${shortDate(page.from)} - ${shortDate(page.to)}`,
      author: unit.name,
      isEmpty: page.rows.length === 0,
    };
  }

  /** @throws DomainError `not_found` for a unit that there is not */
  async results(agencyCode: string, day: PlainDate, by: Actor): Promise<Sheets> {
    const [agency, desk] = [await this.units.unit(agencyCode), await this.units.unit(by.unitCode)];
    const rows = await this.registers.results(agencyCode, day, by);
    const facts = {
      letterhead: letterheadOf(desk),
      day,
      giver: agency.name,
      receiver: `Bộ phận Tiếp nhận và Trả kết quả ${desk.name}`,
      rows,
      printedAt: this.press.now(),
      illustration: this.invented(),
    };
    const name = formOn('result_slip', day).title;
    return {
      html: resultSlipHtml(this.press.templates, facts, await this.press.look(by, 'a4', null)),
      title: `${sentence(name)}, ${agency.name}, ${shortDate(day)}`,
      author: desk.name,
      isEmpty: rows.length === 0,
    };
  }

  pdf({ html, title, author }: Sheets): Promise<Buffer> {
    const date = this.press.now();
    return this.press.pdf(html, { title, author, date, size: 'a4-landscape', illustration: this.invented() });
  }

  private invented(): boolean {
    return this.config.ILLUSTRATION === '1';
  }
}

function letterheadOf(unit: Unit): { superior: string; agency: string; place: string } {
  return { superior: unit.letterheadAgency, agency: 'Bộ phận Tiếp nhận và Trả kết quả', place: unit.place };
}

function sentence(capitals: string): string {
  return capitals.charAt(0) + capitals.slice(1).toLocaleLowerCase('vi');
}
