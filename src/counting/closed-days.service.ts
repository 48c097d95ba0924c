import { Injectable } from '@nestjs/common';
import type { DayRange } from '../domain/kpi/period.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { Tx } from '../platform/database/sql.js';
import { ClosedRepository, type Adjustment } from './closed.repository.js';

export type { Adjustment };

/** Days that reports have closed: what is said of them later stands in an open period, as an adjustment (R27). */
@Injectable()
export class ClosedDaysService {
  constructor(private readonly rows: ClosedRepository) {}

  /** Closes the days of these units before `nextDay`, for good; acts under way that post figures are waited for. */
  close(tx: Tx, unitCodes: readonly string[], nextDay: PlainDate): Promise<void> {
    return this.rows.close(tx, unitCodes, nextDay);
  }

  /** What reports of these days show of days closed before, at most `limit`, the earliest first. */
  adjustments(unitCodes: readonly string[], range: DayRange, limit: number): Promise<Adjustment[]> {
    return this.rows.adjustments(unitCodes, range, limit);
  }
}
