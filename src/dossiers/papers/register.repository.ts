import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../domain/dossier/dossier.js';
import type { RegisterRow } from '../../domain/dossier/register-row.js';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { placeholders, type Queries, type Row } from '../../platform/database/sql.js';

/** Dossiers that a desk received from one moment to before another. */
export interface RegisterRange {
  readonly unitCode: string;
  readonly from: Instant;
  readonly until: Instant;
}

const COLUMNS = `d."id", d."code", v."name" AS "procedureName", d."summary", d."copies", d."acceptedAt", d."originalDueAt",
  d."finishedAt", d."returnedAt", d."voidedAt", d."outcome", d."resultNumber", d."feeVnd", d."resultVia",
  p."name" AS "applicantName", p."address", p."phoneMasked"`;
const JOINS = `JOIN "procedure_version" v ON v."id" = d."procedureVersionId"
  LEFT JOIN "dossier_party" p ON p."dossierId" = d."id" AND p."role" = 'applicant'`;

/** Reads registers from the lists that each act keeps (`dossier_concern`), in the order in which dossiers came. */
@Injectable()
export class RegisterRepository {
  constructor(private readonly database: Database) {}

  /** @param limit rows at most */
  async rows(
    { unitCode, from, until }: RegisterRange,
    after: ListPlace | null,
    limit: number,
  ): Promise<(RegisterRow & { readonly listedAt: Instant })[]> {
    const params = [unitCode, writeInstant(from), writeInstant(until)];
    const behind = after ? `AND (k."listedAt", k."dossierId") > ($4, $5)` : '';
    if (after) params.push(after.at, after.id);
    const rows = await this.database.query(
      `SELECT ${COLUMNS}, k."listedAt" AS "placeAt" FROM "dossier_concern" k CROSS JOIN "dossier" d ${JOINS}
        WHERE k."unitCode" = $1 AND k."listedAt" >= $2 AND k."listedAt" < $3 ${behind}
          AND d."id" = k."dossierId" AND d."unitCode" = $1 AND d."acceptedAt" IS NOT NULL
        ORDER BY k."listedAt", k."dossierId" LIMIT ${String(limit)}`,
      params,
    );
    return rows.map((row) => ({ ...registerRow(row), listedAt: readInstant(row['placeAt']) }));
  }

  /** How many the desk has received in the range before a place: what the numbers of a page count on from. */
  async countBefore({ unitCode, from, until }: RegisterRange, place: ListPlace | null): Promise<number> {
    const params = [unitCode, writeInstant(from), writeInstant(until)];
    const before = place ? `AND (k."listedAt", k."dossierId") <= ($4, $5)` : '';
    if (place) params.push(place.at, place.id);
    const [row] = await this.database.query<{ n: number }>(
      `SELECT CAST(count(*) AS integer) AS "n" FROM "dossier_concern" k CROSS JOIN "dossier" d
        WHERE k."unitCode" = $1 AND k."listedAt" >= $2 AND k."listedAt" < $3 ${before}
          AND d."id" = k."dossierId" AND d."unitCode" = $1 AND d."acceptedAt" IS NOT NULL`,
      params,
    );
    return row?.n ?? 0;
  }

  /** Results of an agency that the desk received on a day, in the order of their codes. */
  async results(deskUnitCode: string, agencyCode: string, day: PlainDate, limit: number): Promise<RegisterRow[]> {
    const rows = await this.database.query(
      `SELECT ${COLUMNS} FROM "dossier" d ${JOINS}
        WHERE d."responsibleUnitCode" = $1 AND d."finishedDay" = $2 AND d."unitCode" = $3 AND d."ending" = 'completed'
        ORDER BY d."code" LIMIT ${String(limit)}`,
      [agencyCode, day, deskUnitCode],
    );
    return rows.map(registerRow);
  }

  /** Sealed numbers of the applicants, by dossier. Only beside an audit row. */
  async phones(from: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await from.query<{ dossierId: string; phoneEncrypted: string }>(
      `SELECT "dossierId", "phoneEncrypted" FROM "dossier_party"
        WHERE "dossierId" IN (${placeholders(ids.length)}) AND "role" = 'applicant' AND "phoneEncrypted" IS NOT NULL`,
      ids,
    );
    return new Map(rows.map(({ dossierId, phoneEncrypted }) => [dossierId, phoneEncrypted]));
  }
}

function registerRow(row: Row): RegisterRow {
  const text = (name: string): string | null => row[name] as string | null;
  const procedure = text('procedureName') ?? '';
  const summary = text('summary');
  return {
    id: row['id'] as string,
    code: row['code'] as string,
    content: summary === null ? procedure : `${procedure}; ${summary}`,
    copies: row['copies'] as number,
    name: text('applicantName') ?? '',
    address: text('address'),
    phone: text('phoneMasked'),
    acceptedAt: readInstant(row['acceptedAt']),
    dueAt: readInstant(row['originalDueAt']),
    finishedAt: readInstantOrNull(row['finishedAt']),
    returnedAt: readInstantOrNull(row['returnedAt']),
    isVoid: row['voidedAt'] !== null,
    outcome: row['outcome'] as Outcome | null,
    resultNumber: text('resultNumber'),
    feeVnd: row['feeVnd'] as number,
    byPost: row['resultVia'] === 'postal',
  };
}
