import { Injectable } from '@nestjs/common';
import { OpenStockService } from '../../counting/open-stock.service.js';
import { AGE_BANDS, lateDaysOf } from '../../domain/kpi/ageing.js';
import type { DueCell } from '../../domain/kpi/open-stock.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { OpenScope } from '../reporting.repository.js';
import { BoardRepository } from './board.repository.js';

/** How many dossiers are open: from the figures of whole units; for who sees but what concerns theirs, walked through. */
@Injectable()
export class OpenCountsService {
  constructor(
    private readonly stock: OpenStockService,
    private readonly walked: BoardRepository,
  ) {}

  /** Open and not late, by unit and the day they are promised for. */
  due({ unitCodes, concerning }: OpenScope, days: DayRange, now: Instant): Promise<DueCell[]> {
    if (concerning === null) return this.stock.due(unitCodes, days, now);
    return this.walked.due({ unitCodes, concerning }, days, now);
  }

  /** The same of all units and days together. */
  async dueIn(scope: OpenScope, days: DayRange, now: Instant): Promise<number> {
    return (await this.due(scope, days, now)).reduce((sum, { n }) => sum + n, 0);
  }

  /** Open and late, by band of `AGE_BANDS`. */
  async ageing({ unitCodes, concerning }: OpenScope, now: Instant): Promise<number[]> {
    const today = localDate(now);
    const since = AGE_BANDS.map((band) => lateDaysOf(band, today).since).filter((day) => day !== null);
    const cells = await (concerning === null
      ? this.stock.late(unitCodes, since, now)
      : this.walked.late({ unitCodes, concerning }, since, now));
    const sums = AGE_BANDS.map(() => 0);
    for (const { span, n } of cells) sums[span] = (sums[span] ?? 0) + n;
    return sums;
  }
}
