import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { parameters, type Param } from './search/dossier-conditions.js';
import { TOTAL_CAP, type ListFilter } from './search/list-filter.js';
import { countOf, firstOf, orderOf, rangesOf, sampleOf, standsByLateness, type Ranges } from './search/list-ranges.js';
import { countedUpTo, listed, type Answer, type ListRow, type ListTotal } from './search/listed.js';
import { SoughtRepository } from './search/sought.repository.js';

export type { ListRow };

/** How many dossiers are looked at to say how many fulfil what no index knows. */
const LOOKED_AT = TOTAL_CAP + 1;

/** Lists whose first page costs the page: read from the lists that each act keeps, in their own order. */
@Injectable()
export class DossierListRepository {
  constructor(
    private readonly database: Database,
    private readonly sought: SoughtRepository,
  ) {}

  /** Its total is exact up to `TOTAL_CAP`, unless a condition must be asked of each dossier. */
  async answer(filter: ListFilter): Promise<Answer> {
    const { sought } = filter;
    if (sought !== null && (await this.sought.isFew(sought))) return this.sought.answer(filter, sought);
    const inOrder = standsByLateness(filter);
    const late = !inOrder && isLate(filter) ? await this.count(filter, true) : null;
    // Asked in another order, what is late is read from its own index and sorted, unless there is so much of it that the
    // order of a list pays.
    const byLateness = inOrder || late?.more === false;
    const { params, p } = parameters();
    const ranges = this.ranges(filter, byLateness, p);
    if (ranges === null) return { rows: [], end: null, total: { count: 0, more: false } };
    const counting =
      ranges.onDossier === null ? (late ?? this.count(filter, inOrder)) : this.sample(filter, inOrder || late !== null);
    const sql = firstOf(ranges, filter, filter.limit + 1, this.database.engine, p);
    const { direction } = orderOf(filter);
    const [page, total] = await Promise.all([
      listed(this.database, { sql, params, direction, limit: filter.limit }),
      counting,
    ]);
    return { ...page, total };
  }

  /** What stands in the ranges, whatever else is asked of the dossiers. */
  private async count(filter: ListFilter, byLateness: boolean): Promise<ListTotal> {
    const { params, p } = parameters();
    const ranges = rangesOf(filter, byLateness, p);
    if (ranges === null) return { count: 0, more: false };
    return countedUpTo(this.database, countOf(ranges, TOTAL_CAP + 1, this.database.engine, p), params);
  }

  private async sample(filter: ListFilter, byLateness: boolean): Promise<ListTotal> {
    const { params, p } = parameters();
    const ranges = this.ranges(filter, byLateness, p);
    if (ranges === null) return { count: 0, more: false };
    const sql = sampleOf(ranges, filter, LOOKED_AT, this.database.engine, p);
    const [row] = await this.database.query<{ looked: number; n: number }>(sql, params);
    const { looked, n } = row ?? { looked: 0, n: 0 };
    return { count: Math.min(n, TOTAL_CAP), more: n > TOTAL_CAP || looked >= LOOKED_AT };
  }

  private ranges(filter: ListFilter, byLateness: boolean, p: Param): Ranges | null {
    const ranges = rangesOf(filter, byLateness, p);
    if (ranges === null || filter.sought?.kind !== 'code') return ranges;
    const { prefix } = filter.sought;
    return {
      ...ranges,
      onDossier: (param) => [...(ranges.onDossier?.(param) ?? []), this.sought.codeBegins(prefix, param)],
    };
  }
}

function isLate({ timeliness, sort }: ListFilter): boolean {
  return sort !== 'finished' && (timeliness === 'overdue' || timeliness === 'due_soon');
}
