import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import type { AcceptedDossier } from '../domain/dossier/dossier.js';
import { daysLate, minutesLate } from '../domain/dossier/timeliness.js';
import type { Instant } from '../domain/time/instant.js';

/** How late, who answers the telephone, and who signs. */
@Injectable()
export class LatenessService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly accounts: AccountsService,
  ) {}

  async of(dossier: AcceptedDossier, at: Instant): Promise<{ daysLate: number; minutesLate: number }> {
    const calendar = await this.calendar.workingCalendar(dossier.responsibleUnitCode);
    const { lateFrom, limit, statutoryDueAt } = dossier;
    return {
      daysLate: daysLate(calendar, { lateFrom, unit: limit.unit }, at),
      minutesLate: minutesLate(calendar, statutoryDueAt, lateFrom, at),
    };
  }

  /** The head of the desk, when one is named and the desk has a telephone. */
  async contact(unitCode: string, phone: string | null): Promise<LetterFacts['contact']> {
    const [head] = phone === null ? [] : await this.accounts.staff(unitCode, 'desk_head');
    return head && phone !== null ? { name: head.fullName, title: 'Trưởng Bộ phận Một cửa', phone } : null;
  }

  /** Who approved the letter, and for which unit they sign; null while nobody has. */
  async signatory(approvedBy: string | null): Promise<{ fullName: string; unitCode: string } | null> {
    return approvedBy === null ? null : this.accounts.signatory(approvedBy);
  }
}
