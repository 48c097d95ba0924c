import { Injectable } from '@nestjs/common';
import type { Letter } from '../domain/apology/letter.js';
import { DomainError } from '../domain/errors.js';
import type { Cause } from '../domain/apology/cause.js';
import type { Instant } from '../domain/time/instant.js';
import type { ListPlace } from '../platform/database/list-cursor.js';
import { readInstant, writeInstant } from '../platform/database/instant-column.js';
import { insert, placeholders, type Queries, type SqlValue, type Tx } from '../platform/database/sql.js';
import { letterColumns, letterOf } from './letter.row.js';

@Injectable()
export class LettersRepository {
  /** @throws DomainError `not_found` */
  async byId(from: Queries, id: string): Promise<Letter> {
    const [row] = await from.query('SELECT * FROM "letter" WHERE "id" = $1', [id]);
    if (!row) throw new DomainError('not_found', 'there is no such letter');
    return letterOf(row);
  }

  /** The letter whose QR code says so; null when none does. */
  async byMark(from: Queries, mark: string): Promise<Letter | null> {
    const [row] = await from.query('SELECT * FROM "letter" WHERE "mark" = $1', [mark]);
    return row ? letterOf(row) : null;
  }

  /** For a paper that is printed before its number is taken. The mark of a letter is always the same one. */
  async setMark(tx: Tx, letterId: string, mark: string): Promise<void> {
    await tx.vouch('letter', letterId);
    await tx.execute('UPDATE "letter" SET "mark" = $1 WHERE "id" = $2', [mark, letterId]);
  }

  /** A new letter with the obligations it is to settle; an obligation has one living letter at most. */
  async create(tx: Tx, letter: Letter, obligationIds: readonly string[]): Promise<void> {
    await tx.batch([
      insert('letter', {
        id: letter.id,
        dossierId: letter.dossierId,
        unitCode: letter.unitCode,
        draftedAt: writeInstant(letter.draftedAt),
        draftedBy: letter.draftedBy,
        ...letterColumns(letter),
        version: letter.version,
      }),
      ...obligationIds.map((obligationId) =>
        insert('letter_obligation', { letterId: letter.id, obligationId, living: true }),
      ),
    ]);
    tx.born('letter', letter.id);
    tx.born('letter_obligation', ...obligationIds.map((id) => [letter.id, id] as const));
  }

  /** @throws DomainError `letter.action_refused` when somebody else acted on it first */
  async update(tx: Tx, before: Letter, after: Letter): Promise<void> {
    const columns = Object.entries(letterColumns(after));
    const sets = columns.map(([name], i) => `"${name}" = $${String(i + 4)}`).join(', ');
    await tx.vouch('letter', before.id);
    const changed = await tx.execute(`UPDATE "letter" SET "version" = $3, ${sets} WHERE "id" = $1 AND "version" = $2`, [
      before.id,
      before.version,
      before.version + 1,
      ...columns.map(([, value]) => value),
    ]);
    if (changed !== 1) {
      throw new DomainError('letter.action_refused', 'somebody else acted on this letter meanwhile: look at it again', {
        state: before.state,
      });
    }
  }

  async isNumberTaken(tx: Tx, unitCode: string, year: number, text: string): Promise<boolean> {
    const rows = await tx.query(
      'SELECT 1 AS "one" FROM "letter" WHERE "unitCode" = $1 AND "numberYear" = $2 AND "numberText" = $3',
      [unitCode, year, text],
    );
    return rows.length > 0;
  }

  /** A void or lapsed letter frees its obligations for another one. */
  async end(tx: Tx, letterId: string, at: Instant, by: string): Promise<void> {
    const obligations = await this.obligationIds(tx, letterId);
    await tx.vouch('letter', letterId);
    await tx.vouch('letter_obligation', ...obligations.map((id) => [letterId, id] as const));
    await tx.batch([
      {
        sql: 'UPDATE "letter" SET "endedAt" = $1, "endedBy" = $2 WHERE "id" = $3',
        params: [writeInstant(at), by, letterId],
      },
      { sql: 'UPDATE "letter_obligation" SET "living" = FALSE WHERE "letterId" = $1', params: [letterId] },
    ]);
  }

  /** The newest letter about a dossier; null when none was ever begun. */
  async latestAbout(from: Queries, dossierCode: string): Promise<string | null> {
    const [row] = await from.query<{ id: string }>(
      `SELECT l."id" FROM "letter" l
         JOIN "letter_obligation" lo ON lo."letterId" = l."id"
         JOIN "obligation_fact" o ON o."id" = lo."obligationId"
        WHERE o."dossierCode" = $1 ORDER BY l."draftedAt" DESC, l."id" DESC LIMIT 1`,
      [dossierCode],
    );
    return row?.id ?? null;
  }

  /** The desk that received the dossier a letter is about: there the citizen asks for it. */
  async deskOf(from: Queries, dossierId: string): Promise<string | null> {
    const [row] = await from.query<{ unitCode: string }>('SELECT "unitCode" FROM "dossier_fact" WHERE "id" = $1', [
      dossierId,
    ]);
    return row?.unitCode ?? null;
  }

  async obligationIds(from: Queries, letterId: string): Promise<string[]> {
    const rows = await from.query<{ obligationId: string }>(
      'SELECT "obligationId" FROM "letter_obligation" WHERE "letterId" = $1 ORDER BY "obligationId"',
      [letterId],
    );
    return rows.map(({ obligationId }) => obligationId);
  }

  /** What was averted meanwhile is no matter of the letter any more: it will not speak of it. */
  async leaveOut(tx: Tx, letterId: string, owed: readonly string[]): Promise<void> {
    const others = (await this.obligationIds(tx, letterId)).filter((id) => !owed.includes(id));
    if (others.length === 0) return;
    await tx.vouch('letter_obligation', ...others.map((id) => [letterId, id] as const));
    await tx.execute(
      `UPDATE "letter_obligation" SET "living" = FALSE
        WHERE "letterId" = $1 AND "obligationId" IN (${placeholders(others.length, 2)})`,
      [letterId, ...others],
    );
  }

  /** What of it is still owed, for a letter that has no number yet. */
  async owedBy(from: Queries, letterId: string): Promise<{ readonly id: string; readonly cause: Cause }[]> {
    return from.query(
      `SELECT o."id", o."cause" FROM "letter_obligation" lo JOIN "obligation_fact" o ON o."id" = lo."obligationId"
        WHERE lo."letterId" = $1 AND lo."living" AND o."state" = 'owed' ORDER BY o."openedAt", o."id"`,
      [letterId],
    );
  }

  /** The paper of a letter as it was rendered, where another file is the one of record. */
  async keepPaper(tx: Tx, letterId: string, fileHash: string, at: Instant): Promise<void> {
    await tx.vouch('signing_paper', letterId);
    await tx.execute(
      `INSERT INTO "signing_paper" ("letterId", "fileHash", "at") VALUES ($1, $2, $3) ON CONFLICT ("letterId") DO NOTHING`,
      [letterId, fileHash, writeInstant(at)],
    );
  }

  /** Ids of letters in some states, the oldest first: what a crash or the standing approval left to be finished. */
  async idsIn(
    from: Queries,
    state: 'approved' | 'numbered',
    mode: 'auto' | null,
    { limit, skip }: { limit: number; skip: number },
  ): Promise<string[]> {
    const rows = await from.query<{ id: string }>(
      `SELECT "id" FROM "letter" WHERE "state" = $1 AND "awaits" IS NULL${mode ? ' AND "mode" = $2' : ''}
        ORDER BY "draftedAt", "id" LIMIT ${String(limit)} OFFSET ${String(skip)}`,
      mode ? [state, mode] : [state],
    );
    return rows.map(({ id }) => id);
  }

  async list(from: Queries, filter: LetterFilter): Promise<LetterLine[]> {
    const [where, params] = conditions(filter);
    const rows = await from.query(
      `SELECT l.*, d."code" AS "dossierCode", d."procedureCode",
              COALESCE((SELECT min(o."since") FROM "letter_obligation" lo
                          JOIN "obligation_fact" o ON o."id" = lo."obligationId" WHERE lo."letterId" = l."id"),
                       d."lateFrom", l."draftedAt") AS "since"
         FROM "letter" l JOIN "dossier_fact" d ON d."id" = l."dossierId"
        ${where} ORDER BY l."draftedAt" DESC, l."id" DESC LIMIT ${String(filter.limit + 1)}`,
      params,
    );
    return rows.map((row) => ({
      letter: letterOf(row),
      dossierCode: row['dossierCode'] as string,
      procedureCode: row['procedureCode'] as string,
      since: readInstant(row['since']),
    }));
  }

  async addDelivery(tx: Tx, delivery: DeliveryRow): Promise<void> {
    const { sql, params } = insert('letter_delivery', { ...delivery, at: writeInstant(delivery.at) });
    await tx.execute(sql, params);
    tx.born('letter_delivery', delivery.id);
  }

  /** @throws DomainError `not_found` when the message is about no letter */
  async letterOfMessage(from: Queries, messageId: string): Promise<string> {
    const [row] = await from.query<{ letterId: string }>(
      `SELECT COALESCE(
                (SELECT l."id" FROM "letter" l WHERE l."id" = m."subjectId"),
                (SELECT lo."letterId" FROM "letter_obligation" lo WHERE lo."obligationId" = m."subjectId" AND lo."living")
              ) AS "letterId" FROM "message" m WHERE m."id" = $1`,
      [messageId],
    );
    if (!row?.letterId) throw new DomainError('not_found', 'there is no such message');
    return row.letterId;
  }
}

/** One line of a list of letters. */
export interface LetterLine {
  readonly letter: Letter;
  readonly dossierCode: string;
  readonly procedureCode: string;
  readonly since: Instant;
}

export interface DeliveryRow {
  readonly id: string;
  readonly letterId: string;
  readonly channel: string;
  readonly proof: string | null;
  /** a file that shows it */
  readonly proofHash?: string | null;
  readonly at: Instant;
  readonly by: string;
}

export interface LetterFilter {
  readonly states: readonly string[];
  readonly unitCodes: readonly string[];
  /** null: letters and forecasts */
  readonly forecast: boolean | null;
  readonly after: ListPlace | null;
  readonly limit: number;
}

function conditions({ states, unitCodes, forecast, after }: LetterFilter): [string, SqlValue[]] {
  const params: SqlValue[] = [...unitCodes];
  const parts = [`l."unitCode" IN (${placeholders(unitCodes.length)})`];
  if (states.length > 0) {
    parts.push(`l."state" IN (${placeholders(states.length, params.length + 1)})`);
    params.push(...states);
  }
  if (forecast !== null) parts.push(forecast ? 'l."forecast"' : 'NOT l."forecast"');
  if (after) {
    parts.push(`(l."draftedAt", l."id") < ($${String(params.length + 1)}, $${String(params.length + 2)})`);
    params.push(after.at, after.id);
  }
  return [`WHERE ${parts.join(' AND ')}`, params];
}
