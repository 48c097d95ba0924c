import { Injectable } from '@nestjs/common';
import type { RuleDossier } from '../../domain/kpi/qd766.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Row, type Tx } from '../../platform/database/sql.js';

export interface SupplementedDossier extends RuleDossier {
  readonly id: string;
  readonly unitCode: string;
}

/** The changes of some units together. */
export interface KeptChange {
  readonly through: PlainDate;
  readonly part: number;
  readonly whole: number;
}

export interface UnitChange {
  readonly unitCode: string;
  readonly part: number;
  readonly whole: number;
}

const PAGE = 2_000;
/** Marks that a period was counted. */
const NOBODY = '';

/** Reads the view that the dossiers feature declares, and keeps what was counted. */
@Injectable()
export class Qd766RuleRepository {
  constructor(private readonly database: Database) {}

  /** All that were asked for a supplement and not finished before the day, a page at a time: for the night only. */
  async *supplemented(since: PlainDate): AsyncGenerator<SupplementedDossier> {
    let after = '';
    let held: Row[] = [];
    for (;;) {
      const rows = await this.database.query(
        `SELECT * FROM "supplement_fact"
          WHERE "id" IN (SELECT DISTINCT "id" FROM "supplement_fact"
                          WHERE "id" > $1 AND ("finishedDay" IS NULL OR "finishedDay" >= $2) ORDER BY "id" LIMIT ${String(PAGE)})
          ORDER BY "id", "askedAt"`,
        [after, since],
      );
      for (const row of rows) {
        if (held.length > 0 && held[0]?.['id'] !== row['id']) {
          yield dossierOf(held);
          held = [];
        }
        held.push(row);
      }
      if (held.length > 0) yield dossierOf(held);
      held = [];
      const last = rows.at(-1)?.['id'];
      if (typeof last !== 'string') return;
      after = last;
    }
  }

  /** @returns null while no night has counted the period */
  async kept(period: string, unitCodes: readonly string[]): Promise<KeptChange | null> {
    const rows = await this.database.query<UnitChange & { readonly through: PlainDate }>(
      `SELECT "unitCode", "through", "part", "whole" FROM "qd766_rule"
        WHERE "period" = $1 AND "unitCode" IN (${placeholders(unitCodes.length + 1, 2)})`,
      [period, NOBODY, ...unitCodes],
    );
    const mark = rows.find(({ unitCode }) => unitCode === NOBODY);
    if (!mark) return null;
    const sum = (of: 'part' | 'whole'): number => rows.reduce((total, row) => total + row[of], 0);
    return { through: mark.through, part: sum('part'), whole: sum('whole') };
  }

  async replace(tx: Tx, period: string, through: PlainDate, changes: readonly UnitChange[]): Promise<void> {
    await tx.execute('DELETE FROM "qd766_rule" WHERE "period" = $1', [period]);
    for (const change of [{ unitCode: NOBODY, part: 0, whole: 0 }, ...changes]) {
      const { sql, params } = insert('qd766_rule', { period, through, ...change });
      await tx.execute(sql, params);
    }
  }
}

/** @param rows of one dossier, a request each, the oldest first */
function dossierOf(rows: readonly Row[]): SupplementedDossier {
  const row = rows[0] ?? {};
  return {
    id: String(row['id']),
    unitCode: String(row['responsibleUnitCode']),
    acceptedDay: row['acceptedDay'] as PlainDate,
    finishedDay: row['finishedDay'] as PlainDate | null,
    timeliness: row['timeliness'] as SupplementedDossier['timeliness'],
    lateFromDay: row['lateFromDay'] as PlainDate | null,
    requests: rows.map((one) => {
      const received = readInstantOrNull(one['receivedAt']);
      return {
        askedDay: localDate(readInstant(one['askedAt'])),
        receivedDay: received === null ? null : localDate(received),
      };
    }),
  };
}
