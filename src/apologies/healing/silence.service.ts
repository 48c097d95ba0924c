import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import { hasRole, seesBelow, type Actor } from '../../domain/accounts/roles.js';
import { silentDays, type Giving } from '../../domain/apology/silence.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitsService } from '../../units/units.service.js';
import { unlessNoCalendar } from '../forecast-horizon.js';
import { SilenceRepository } from './silence.repository.js';

/** A unit that owes apologies and has issued no letter for too long. */
export interface Silent extends Giving {
  readonly name: string;
  /** working days without a letter */
  readonly days: number;
}

export interface Gauge {
  readonly owed: number;
  readonly units: number;
  readonly silent: readonly Silent[];
}

/** Whether letters still go out: the alarm that must never ring. */
@Injectable()
export class SilenceService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly repository: SilenceRepository,
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
  ) {}

  /** Of the house. */
  async gauge(): Promise<Gauge> {
    const givings = await this.repository.givings(null);
    return {
      owed: givings.reduce((sum, { owed }) => sum + owed, 0),
      units: givings.length,
      silent: await this.silentOf(givings),
    };
  }

  /** The silent units that this person heads, or that stand below their own; nobody else is told. */
  async ringsFor(by: Actor): Promise<readonly Silent[]> {
    if (!hasRole(by, 'leader', 'division_head', 'desk_head')) return [];
    const unitCodes = seesBelow(by) ? await this.units.subtree(by.unitCode) : [by.unitCode];
    return this.silentOf(await this.repository.givings(unitCodes));
  }

  /** Where the days ahead are in no calendar nothing is counted, and nothing rings. */
  private async silentOf(givings: readonly Giving[]): Promise<Silent[]> {
    const today = localDate(this.clock.now());
    const tree = await this.units.tree();
    const found = await Promise.all(
      givings.map(async (giving): Promise<Silent[]> => {
        const { unitCode } = giving;
        const limit = await this.units.setting(unitCode, 'letter_alarm_days', today);
        const days = await unlessNoCalendar(async () =>
          silentDays(giving, today, await this.calendar.workingCalendar(unitCode)),
        );
        return days !== null && days >= limit ? [{ ...giving, name: tree.get(unitCode).name, days }] : [];
      }),
    );
    return found.flat();
  }
}
