import { Injectable } from '@nestjs/common';
import type { Channel } from '../../domain/dossier/status.js';
import type { OurDossier } from '../../domain/kpi/reconcile-facts.js';
import type { DayRange } from '../../domain/kpi/period.js';
import { pausesOf } from '../../dossiers/dossier.row.js';
import { Database } from '../../platform/database/database.js';
import { readInstantOrNull } from '../../platform/database/instant-column.js';
import { placeholders, type Row, type SqlValue } from '../../platform/database/sql.js';

/** What is on record of a dossier, and where it stands in a sheet. */
export interface PlacedDossier extends OurDossier {
  readonly responsibleUnitCode: string;
  readonly fieldCode: string;
  readonly channel: Channel;
}

/** Rows in one answer, while a whole period is walked in the background. */
const AT_ONCE = 500;

/** The ways into a period, each by an index; no dossier comes by two of them. */
const WAYS = [
  { where: '"acceptedDay" BETWEEN $2 AND $3', by: '"acceptedDay"' },
  { where: '"acceptedDay" < $2 AND "finishedDay" >= $2 AND "acceptedDay" <= $3', by: '"finishedDay"' },
  { where: '"acceptedDay" < $2 AND "finishedAt" IS NULL AND "acceptedDay" <= $3', by: '"acceptedDay"' },
] as const;

/** Reads the view of frozen facts that the dossiers feature declares, for comparing: nobody's name. */
@Injectable()
export class OurDossiersRepository {
  constructor(private readonly database: Database) {}

  /** @param codes of one batch of a file. @returns by code; a code that is not ours is missing */
  async byCode(codes: readonly string[]): Promise<ReadonlyMap<string, PlacedDossier>> {
    if (codes.length === 0) return new Map();
    const rows = await this.database.query(
      `SELECT * FROM "reconcile_fact" WHERE "code" IN (${placeholders(codes.length)})`,
      codes,
    );
    return new Map(rows.map((row) => [String(row['code']), toDossier(row)]));
  }

  /** Every dossier that the units count in the period, in batches: received in it, or carried into it. */
  async *countedIn(unitCodes: readonly string[], { from, to }: DayRange): AsyncGenerator<PlacedDossier[]> {
    for (const unit of unitCodes) {
      for (const { where, by } of WAYS) {
        let after: readonly SqlValue[] = ['', ''];
        for (;;) {
          const rows = await this.database.query(
            `SELECT * FROM "reconcile_fact" WHERE "responsibleUnitCode" = $1 AND ${where} AND "voidedAt" IS NULL
                AND (${by}, "id") > ($4, $5) ORDER BY ${by}, "id" LIMIT ${String(AT_ONCE)}`,
            [unit, from, to, ...after],
          );
          if (rows.length > 0) yield rows.map(toDossier);
          const last = rows.at(-1);
          if (!last || rows.length < AT_ONCE) break;
          after = [String(last[by.slice(1, -1)]), String(last['id'])];
        }
      }
    }
  }
}

function toDossier(row: Row): PlacedDossier {
  const at = (name: string): ReturnType<typeof readInstantOrNull> => readInstantOrNull(row[name]);
  const { code, status, responsibleUnitCode, fieldCode, channel, extraAmount, dayZero, timeliness, ending } =
    row as unknown as PlacedDossier;
  const { limitUnit: unit, limitAmount: amount } = row as {
    limitUnit: OurDossier['limit']['unit'];
    limitAmount: number;
  };
  return {
    ...{ code, status, responsibleUnitCode, fieldCode, channel, extraAmount, dayZero, timeliness, ending },
    voided: row['voidedAt'] !== null,
    limit: { amount, unit },
    pauses: pausesOf(row),
    filedAt: at('filedAt'),
    acceptedAt: at('acceptedAt'),
    startsAt: at('startsAt'),
    countedFrom: at('countedFrom'),
    originalDueAt: at('originalDueAt'),
    statutoryDueAt: at('statutoryDueAt'),
    extensionDueAt: at('extensionDueAt'),
    lateFrom: at('lateFrom'),
    finishedAt: at('finishedAt'),
    resultSentAt: at('resultSentAt'),
    returnedAt: at('returnedAt'),
  };
}
