import { Injectable } from '@nestjs/common';
import type { LetterChannel, Pending, Sending } from '../../domain/apology/delivery-plan.js';
import { isLetterKind } from '../../domain/apology/message.js';
import type { Instant } from '../../domain/time/instant.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { insert, placeholders, type Queries, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';
import type { Message } from '../../platform/outbox/outbox.repository.js';

/** Where an issued letter stands: on its way because of something, or at its end. */
export type WayWhy = Pending | 'delivered' | 'presumed' | 'forgotten';

export interface LetterWay {
  readonly letterId: string;
  readonly dossierId: string;
  readonly unitCode: string;
  readonly why: WayWhy;
  /** of the last way that was taken */
  readonly channel: LetterChannel | null;
  readonly issuedAt: Instant;
  /** when the sweep looks at it; null: only when somebody did something */
  readonly lookAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** A letter that is not in the citizen's hands, with what its lists show. */
export interface OpenWay extends LetterWay {
  readonly number: string;
  readonly dossierCode: string;
}

export interface OpenQuestion {
  readonly unitCodes: readonly string[];
  /** null: whatever keeps them */
  readonly why: WayWhy | null;
  readonly after: ListPlace | null;
  readonly limit: number;
}

@Injectable()
export class LetterWaysRepository {
  /** @returns false when it stands there already */
  async begin(tx: Tx, way: LetterWay, linkHash: string): Promise<boolean> {
    const { sql, params } = insert('letter_way', { ...columns(way), linkHash });
    return (await tx.execute(`${sql} ON CONFLICT ("letterId") DO NOTHING`, params)) === 1;
  }

  async set(tx: Tx, { letterId, why, channel, lookAt, endedAt }: LetterWay): Promise<void> {
    await tx.execute(
      `UPDATE "letter_way" SET "why" = $1, "channel" = $2, "lookAt" = $3, "endedAt" = $4 WHERE "letterId" = $5`,
      [why, channel, writeInstant(lookAt), writeInstant(endedAt), letterId],
    );
  }

  /** The sweep looks at it, even if whoever makes this change does not live to do so. */
  async wake(tx: Tx, letterId: string, at: Instant): Promise<void> {
    await tx.execute('UPDATE "letter_way" SET "lookAt" = $1 WHERE "letterId" = $2', [writeInstant(at), letterId]);
  }

  /** Which letter a message carried; null for one that carried none. */
  async letterOf(from: Queries, messageId: string): Promise<string | null> {
    const [row] = await from.query(
      'SELECT w."letterId" FROM "message" m JOIN "letter_way" w ON w."letterId" = m."subjectId" WHERE m."id" = $1',
      [messageId],
    );
    return row ? (row['letterId'] as string) : null;
  }

  async one(from: Queries, letterId: string): Promise<LetterWay | null> {
    const [row] = await from.query('SELECT * FROM "letter_way" WHERE "letterId" = $1', [letterId]);
    return row ? wayOf(row) : null;
  }

  async byLink(from: Queries, linkHash: string): Promise<LetterWay | null> {
    const [row] = await from.query('SELECT * FROM "letter_way" WHERE "linkHash" = $1', [linkHash]);
    return row ? wayOf(row) : null;
  }

  /** Letters the sweep has to look at, in the order of their ids. */
  async due(from: Queries, now: Instant, after: string, limit: number): Promise<LetterWay[]> {
    const rows = await from.query(
      `SELECT * FROM "letter_way" WHERE "lookAt" <= $1 AND "letterId" > $2 ORDER BY "letterId" LIMIT ${String(limit)}`,
      [writeInstant(now), after],
    );
    return rows.map(wayOf);
  }

  /** Issued letters of which nothing is known: those of before there were ways. */
  async unknown(
    from: Queries,
    limit: number,
  ): Promise<
    { readonly id: string; readonly dossierId: string; readonly unitCode: string; readonly issuedAt: Instant }[]
  > {
    const rows = await from.query(
      `SELECT l."id", l."dossierId", l."unitCode", l."issuedAt" FROM "letter" l
         LEFT JOIN "letter_way" w ON w."letterId" = l."id"
        WHERE l."state" = 'issued' AND w."letterId" IS NULL ORDER BY l."id" LIMIT ${String(limit)}`,
    );
    return rows.map((row) => ({
      id: row['id'] as string,
      dossierId: row['dossierId'] as string,
      unitCode: row['unitCode'] as string,
      issuedAt: readInstant(row['issuedAt']),
    }));
  }

  /** The longest waiting first; one row more than asked for says that there are more. */
  async open(from: Queries, { unitCodes, why, after, limit }: OpenQuestion): Promise<OpenWay[]> {
    const params: SqlValue[] = [...unitCodes];
    const more: string[] = [];
    if (why !== null) more.push(`AND w."why" = $${String(params.push(why))}`);
    if (after !== null) {
      const [at, id] = [params.push(after.at), params.push(after.id)];
      more.push(`AND (w."issuedAt", w."letterId") > ($${String(at)}, $${String(id)})`);
    }
    const rows = await from.query(
      `SELECT w.*, l."numberText" AS "number", d."code" AS "dossierCode" FROM "letter_way" w
         JOIN "letter" l ON l."id" = w."letterId" JOIN "dossier_fact" d ON d."id" = w."dossierId"
        WHERE w."unitCode" IN (${placeholders(unitCodes.length)}) AND w."endedAt" IS NULL ${more.join(' ')}
        ORDER BY w."issuedAt", w."letterId" LIMIT ${String(limit + 1)}`,
      params,
    );
    return rows.map((row) => ({
      ...wayOf(row),
      number: row['number'] as string,
      dossierCode: row['dossierCode'] as string,
    }));
  }

  /** Has somebody said that the citizen has it? */
  async isHandedOver(from: Queries, letterId: string): Promise<boolean> {
    return (await from.query('SELECT 1 AS "one" FROM "letter_delivery" WHERE "letterId" = $1', [letterId])).length > 0;
  }
}

/** The ways a letter has taken, the earliest first. */
export function sendingsOf(
  messages: readonly Pick<Message, 'kind' | 'channel' | 'state' | 'sentAt' | 'sealed'>[],
): Sending[] {
  return messages
    .filter(({ kind }) => isLetterKind(kind))
    .map(({ channel, state, sentAt, sealed }) => ({
      // What went on paper before there were ways went by post, as far as anybody knows.
      channel: channel === 'print' ? 'post' : channel,
      state,
      sentAt,
      byHand: sealed === null && (channel === 'zalo' || channel === 'sms'),
    }));
}

function columns({ issuedAt, lookAt, endedAt, ...rest }: LetterWay): Record<string, SqlValue> {
  return {
    ...rest,
    issuedAt: writeInstant(issuedAt),
    lookAt: writeInstant(lookAt),
    endedAt: writeInstant(endedAt),
  };
}

function wayOf(row: Row): LetterWay {
  return {
    letterId: row['letterId'] as string,
    dossierId: row['dossierId'] as string,
    unitCode: row['unitCode'] as string,
    why: row['why'] as WayWhy,
    channel: row['channel'] as LetterChannel | null,
    issuedAt: readInstant(row['issuedAt']),
    lookAt: readInstantOrNull(row['lookAt']),
    endedAt: readInstantOrNull(row['endedAt']),
  };
}
