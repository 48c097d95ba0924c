import { Injectable } from '@nestjs/common';
import type { DueCell, LateCell } from '../domain/kpi/open-stock.js';
import type { DayRange } from '../domain/kpi/period.js';
import type { Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { OpenStockRepository } from './open-stock.repository.js';

/** How many dossiers stand open, by the day promised and by how long they are late: of any units, at this moment. */
@Injectable()
export class OpenStockService {
  constructor(private readonly stock: OpenStockRepository) {}

  /** Open and not late, by the day they are promised for; who waits for the citizen with the last date they were told. */
  due(unitCodes: readonly string[], days: DayRange, now: Instant): Promise<DueCell[]> {
    return this.stock.due(unitCodes, days, now);
  }

  /** @param since first days of the spans, the latest first; one span more is of what became late before the last */
  late(unitCodes: readonly string[], since: readonly PlainDate[], now: Instant): Promise<LateCell[]> {
    return this.stock.late(unitCodes, since, now);
  }
}
