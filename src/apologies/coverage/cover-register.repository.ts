import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { CoverLine } from '../../domain/apology/coverage.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull } from '../../platform/database/instant-column.js';
import type { Row } from '../../platform/database/sql.js';
import { columnList, lineOf, liveLines, type LineRow } from './cover-sql.js';

/** An obligation as the register of its month says it. */
export interface RegisterLine extends CoverLine {
  readonly dossierCode: string;
  readonly since: Instant;
  /** of its letter, ours or another agency's; null while there is none */
  readonly number: string | null;
  readonly date: PlainDate | null;
  readonly signer: string | null;
  /** how the letter came into the citizen's hands */
  readonly channel: string | null;
  readonly arrivedOn: PlainDate | null;
  readonly waiverReason: string | null;
}

const HANDED = (column: string): string =>
  `(SELECT g."${column}" FROM "letter_delivery" g WHERE g."letterId" = c."letterId" ORDER BY g."at", g."id" LIMIT 1)`;

const SENT = (column: string): string =>
  `(SELECT ${column} FROM "message" m WHERE m."subjectId" = c."letterId" AND m."kind" LIKE 'apology%'
     AND m."state" IN ('delivered', 'presumed_delivered') ORDER BY m."state", m."createdAt", m."id" LIMIT 1)`;

/** Every obligation of a unit, by day of opening. */
@Injectable()
export class CoverRegisterRepository {
  constructor(private readonly database: Database) {}

  /** @param after the last one seen; null: from the beginning */
  async page(
    unitCode: string,
    { from, to }: DayRange,
    after: CoverLine | null,
    limit: number,
  ): Promise<RegisterLine[]> {
    const place = after === null ? '' : ' AND (o."openedDay", o."id") > ($4, $5)';
    const mine = `o."unitCode" = $1 AND o."openedDay" BETWEEN $2 AND $3${place}`;
    const rows = await this.database.query<Row & LineRow>(
      `SELECT ${columnList('c.')}, f."dossierCode", f."since", f."outsideNumber", f."outsideDate", f."waiverReason",
              l."numberText", l."letterDate", l."facts", ${HANDED('channel')} AS "handedBy", ${HANDED('at')} AS "handedAt",
              ${SENT('m."channel"')} AS "sentBy", ${SENT('COALESCE(m."deliveredAt", m."sentAt")')} AS "arrivedAt"
         FROM (${liveLines(mine)}) AS c
         JOIN "obligation_fact" f ON f."id" = c."obligationId"
         LEFT JOIN "letter" l ON l."id" = c."letterId" AND l."state" IN ('numbered', 'issued')
        ORDER BY c."day", c."obligationId" LIMIT ${String(limit)}`,
      [unitCode, from, to, ...(after === null ? [] : [after.day, after.obligationId])],
    );
    return rows.map(registerLine);
  }
}

function registerLine(row: Row & LineRow): RegisterLine {
  const facts = typeof row['facts'] === 'string' ? (JSON.parse(row['facts']) as LetterFacts) : null;
  const arrivedAt = readInstantOrNull(row['handedAt']) ?? readInstantOrNull(row['arrivedAt']);
  return {
    ...lineOf(row),
    dossierCode: row['dossierCode'] as string,
    since: readInstant(row['since']),
    number: (row['outsideNumber'] ?? row['numberText'] ?? null) as string | null,
    date: (row['outsideDate'] ?? row['letterDate'] ?? null) as PlainDate | null,
    signer: facts === null ? null : (facts.signer.name ?? facts.signer.title),
    channel: (row['handedBy'] ?? row['sentBy'] ?? null) as string | null,
    arrivedOn: arrivedAt === null ? null : localDate(arrivedAt),
    waiverReason: (row['waiverReason'] ?? null) as string | null,
  };
}
