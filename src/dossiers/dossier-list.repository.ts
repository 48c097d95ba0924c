import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { parameters, type Param } from './search/dossier-conditions.js';
import { TOTAL_CAP, type ListFilter } from './search/list-filter.js';
import { countOf, firstOf, LIST_ORDER, rangesOf, sampleOf, type Ranges } from './search/list-ranges.js';
import { countedUpTo, listed, type Listed, type ListRow, type ListTotal } from './search/listed.js';
import { SoughtRepository } from './search/sought.repository.js';

export type { ListRow };

/** How many dossiers are looked at to say how many fulfil what no index knows. */
const LOOKED_AT = 3_000;

/** Lists whose first page costs the page: read from the lists that each act keeps, in their own order. */
@Injectable()
export class DossierListRepository {
  constructor(
    private readonly database: Database,
    private readonly sought: SoughtRepository,
  ) {}

  async page(filter: ListFilter): Promise<Listed> {
    const { sought, limit } = filter;
    if (sought !== null && (await this.sought.isFew(sought))) return this.sought.page(filter, sought);
    const { params, p } = parameters();
    const ranges = this.ranges(filter, await this.isLittle(filter), p);
    if (ranges === null) return { rows: [], end: null };
    const sql = firstOf(ranges, filter, limit + 1, this.database.engine, p);
    return listed(this.database, { sql, params, direction: LIST_ORDER[filter.sort].direction, limit });
  }

  /** At least so many: exact up to `TOTAL_CAP` unless a condition must be asked of each dossier. */
  async total(filter: ListFilter): Promise<ListTotal> {
    const { sought } = filter;
    if (sought !== null && (await this.sought.isFew(sought))) return this.sought.total(filter, sought);
    const { engine } = this.database;
    const { params, p } = parameters();
    const ranges = this.ranges(filter, isByLateness(filter), p);
    if (ranges === null) return { count: 0, more: false };
    if (ranges.onDossier === null) {
      return countedUpTo(this.database, countOf(ranges, TOTAL_CAP + 1, engine, p), params);
    }
    const sql = sampleOf(ranges, LOOKED_AT, engine, p);
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

  /** What is late is read from its own index and sorted, unless it is so much that the order of a list pays. */
  private async isLittle(filter: ListFilter): Promise<boolean> {
    if (!isByLateness(filter)) return false;
    const { params, p } = parameters();
    const ranges = rangesOf(filter, true, p);
    if (ranges === null) return false;
    const { more } = await countedUpTo(this.database, countOf(ranges, TOTAL_CAP + 1, this.database.engine, p), params);
    return !more;
  }
}

function isByLateness({ timeliness, sort }: ListFilter): boolean {
  return sort !== 'finished' && (timeliness === 'overdue' || timeliness === 'due_soon');
}
