import { Inject, Injectable } from '@nestjs/common';
import { CoverageService } from '../../apologies/coverage/coverage.service.js';
import { LearningService, type Lessons } from '../../apologies/learning/learning.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitsService } from '../../units/units.service.js';
import { namedPeriod, soFar } from '../named-period.js';
import { OnTimeService, type GroupBy, type OnTimeReport } from '../on-time.service.js';
import type { NarrativeCover, NarrativeFacts, NarrativeRow } from './narrative-facts.js';
import { NarrativeHolders } from './narrative-holders.service.js';

export interface NarrativeAsked {
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
}

/** What the report in words is made of. Reads kept counts only. */
@Injectable()
export class NarrativeService {
  constructor(
    private readonly onTime: OnTimeService,
    private readonly coverage: CoverageService,
    private readonly learning: LearningService,
    private readonly holders: NarrativeHolders,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `request.invalid` for what is no period with a name, or has not begun; `auth.forbidden` or
   *         `not_found` for a unit out of reach; `internal` naming dossiers that cannot be counted honestly (R25)
   */
  async facts(actor: Actor, asked: NarrativeAsked): Promise<NarrativeFacts> {
    const today = localDate(this.clock.now());
    const period = namedPeriod(asked.period, today);
    const range = soFar(period, today);
    const unitCode = asked.unit ?? null;
    const report = (groupBy: GroupBy): Promise<OnTimeReport> =>
      this.onTime.report(actor, { ...range, groupBy, unitCode });
    // The first one checks the reader's reach; nothing else is asked before that.
    const fields = await report('field');
    const code = fields.unit.code;
    const [units, channels, unit, holders, cover, lessons] = await Promise.all([
      report('unit'),
      report('channel'),
      this.units.unit(code),
      this.holders.of(code, range),
      this.cover(code, range),
      this.learning.lessons({ unit: code, period: period.code }, actor),
    ]);
    return {
      ...{ unit, period, through: range.to, today, target: fields.target },
      ...fields.total,
      online: channels.rows.find(({ key }) => key === 'online')?.counts.received ?? 0,
      fields: fields.rows.map(named),
      units: units.rows.map(named),
      holders,
      reasons: reasonsOf(lessons),
      cover,
    };
  }

  private async cover(unitCode: string, { from, to }: DayRange): Promise<NarrativeCover> {
    const all = await this.coverage.of({ unitCode, below: true, from, to });
    const { opened, issued, waived, delivered, presumedDelivered, missingTotal } = all;
    return { opened, issued, waived, delivered: delivered + presumedDelivered, missing: missingTotal };
  }
}

function named({ key, name, counts }: OnTimeReport['rows'][number]): NarrativeRow {
  return { name: name ?? key, counts };
}

function reasonsOf({ reasons, words }: Lessons): NarrativeFacts['reasons'] {
  const counts = new Map<string | null, number>();
  for (const { unitCode, reasonKey, n } of reasons) {
    const known = words.get(unitCode)?.find(({ key }) => key === reasonKey);
    const text = known?.vi ?? reasonKey;
    counts.set(text, (counts.get(text) ?? 0) + n);
  }
  return [...counts].map(([text, n]) => ({ text, n })).sort((a, b) => b.n - a.n);
}
