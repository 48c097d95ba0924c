import type { CountsRepository } from '../../src/counting/counts.repository.js';
import { addCounts, NO_COUNTS, type Counts } from '../../src/domain/kpi/on-time-rate.js';
import type { DayRange } from '../../src/domain/kpi/period.js';
import { countIn, type CountedDossier } from '../../src/domain/kpi/population.js';
import type { Instant } from '../../src/domain/time/instant.js';
import { readInstantOrNull } from '../../src/platform/database/instant-column.js';
import type { Queries } from '../../src/platform/database/sql.js';
import type { UnitTree } from '../../src/units/unit-tree.js';

/** What the figures of a unit and all below it are by the definition, from the dossiers themselves. */
export async function defined(
  database: Queries,
  unitCodes: readonly string[],
  period: DayRange,
  now: Instant,
): Promise<Counts> {
  const rows = await database.query<CountedDossier & { responsibleUnitCode: string }>(
    `SELECT "responsibleUnitCode", "acceptedDay", "finishedDay", "timeliness", "ending", "outcome", "lateFrom", "lateFromDay"
       FROM "dossier_fact"`,
  );
  const own = rows.filter(({ responsibleUnitCode }) => unitCodes.includes(responsibleUnitCode));
  return countIn(
    own.map((row) => ({ ...row, lateFrom: readInstantOrNull(row.lateFrom) })),
    period,
    now,
  );
}

/** The same as the service counts it: from balance, bins and tail. */
export async function reported(
  counts: CountsRepository,
  tree: UnitTree,
  unitCode: string,
  period: DayRange,
  now: Instant,
): Promise<Counts> {
  const branches = new Map(tree.subtree(unitCode).map((code) => [code, code]));
  const periods = [{ ...period, code: 'x' }];
  const rows = await counts.count({ unitCode, branches, grouping: 'period', periods, now });
  return rows.map(({ key: _, sameDay: __, ...figures }) => figures).reduce<Counts>(addCounts, NO_COUNTS);
}
