import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { CAUSES, type Cause } from '../domain/apology/cause.js';
import type { LetterFacts, Matter } from '../domain/apology/letter-facts.js';
import type { AcceptedDossier } from '../domain/dossier/dossier.js';
import { daysLate, minutesLate } from '../domain/dossier/timeliness.js';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { LettersRepository } from './letters.repository.js';
import { OwedRepository, type ConfirmedFault } from './owed.repository.js';

/** The order in which a letter speaks of what it apologises for. */
const ORDER: readonly Cause[] = CAUSES;

/** What went wrong and how late it is, who answers the telephone, and who signs. */
@Injectable()
export class LatenessService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly accounts: AccountsService,
    private readonly database: Database,
    private readonly letters: LettersRepository,
    private readonly owed: OwedRepository,
  ) {}

  /** What a letter without a number apologises for: what of it is still owed; a forecast, the lateness it expects. */
  async matters(letterId: string): Promise<Matter[]> {
    const owed = await this.letters.owedBy(this.database, letterId);
    if (owed.every(({ cause }) => cause === 'late')) return [LATENESS];
    const faults = await this.owed.faults(owed.map(({ id }) => id));
    return ORDER.filter((cause) => owed.some((each) => each.cause === cause)).map((cause) =>
      cause === 'late' ? LATENESS : matterOf(cause, faults),
    );
  }

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

const LATENESS: Matter = { cause: 'late', kinds: [], detectedBy: null, correctedOn: null };

function matterOf(cause: Cause, all: readonly ConfirmedFault[]): Matter {
  const faults = all.filter((fault) => fault.cause === cause);
  const days = faults.flatMap(({ correctedOn }) => correctedOn ?? []).sort();
  return {
    cause,
    kinds: [...new Set(faults.map(({ kind }) => kind))],
    // What the citizen said comes first in a letter to them.
    detectedBy: faults.find(({ detectedBy }) => detectedBy === 'citizen')?.detectedBy ?? faults[0]?.detectedBy ?? null,
    correctedOn: days.length === faults.length ? (days.at(-1) ?? null) : null,
  };
}
