import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { liftCounter } from '../../platform/database/counter.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { insert, type Queries, type Row, type Tx } from '../../platform/database/sql.js';

/** A register was continued from one on paper. */
export interface RegisterStart {
  readonly id: string;
  readonly unitCode: string;
  readonly year: number;
  /** the last number ours had given */
  readonly after: number;
  readonly next: number;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}

export interface RegisterClosing {
  readonly unitCode: string;
  readonly year: number;
  readonly lastSerial: number;
  readonly letters: number;
  readonly voided: number;
  readonly at: Instant;
  readonly by: string;
}

/** One number of a register, whatever became of its letter. */
export interface RegisterLine {
  readonly letterId: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly number: string;
  /** null: typed from another register */
  readonly serial: number | null;
  readonly date: PlainDate;
  readonly state: 'numbered' | 'issued' | 'void';
  readonly form: string;
  readonly recipient: string;
  readonly signedHow: string | null;
  readonly awaits: string | null;
  /** why it is void */
  readonly comment: string | null;
  readonly numberedAt: Instant;
}

export function registerScope(unitCode: string, year: number): string {
  return `letter:${unitCode}:${String(year)}`;
}

@Injectable()
export class RegisterRepository {
  /** Nobody else takes a number of this register, or closes it, until the transaction ends. */
  async lock(tx: Tx, unitCode: string, year: number): Promise<void> {
    await liftCounter(tx, registerScope(unitCode, year), 0);
  }

  async lastSerial(from: Queries, unitCode: string, year: number): Promise<number> {
    const [row] = await from.query<{ value: number }>('SELECT "value" FROM "counter" WHERE "scope" = $1', [
      registerScope(unitCode, year),
    ]);
    return row?.value ?? 0;
  }

  /** Day of the newest number that the register itself gave; reads ix_letter_register from its end. */
  async lastOwnDay(from: Queries, unitCode: string, year: number): Promise<PlainDate | null> {
    const [row] = await from.query<{ day: PlainDate }>(
      `SELECT "letterDate" AS "day" FROM "letter"
        WHERE "unitCode" = $1 AND "numberYear" = $2 AND "numberSerial" IS NOT NULL
        ORDER BY "numberedAt" DESC, "id" DESC LIMIT 1`,
      [unitCode, year],
    );
    return row?.day ?? null;
  }

  async closing(from: Queries, unitCode: string, year: number): Promise<RegisterClosing | null> {
    const [row] = await from.query('SELECT * FROM "register_closing" WHERE "unitCode" = $1 AND "year" = $2', [
      unitCode,
      year,
    ]);
    return row ? { ...(row as unknown as RegisterClosing), at: readInstant(row['at']) } : null;
  }

  async close(tx: Tx, closing: RegisterClosing): Promise<void> {
    const { sql, params } = insert('register_closing', { ...closing, at: writeInstant(closing.at) });
    await tx.vouch('register_closing', [closing.unitCode, closing.year]);
    await tx.execute(sql, params);
  }

  /** Registers of past years that are still open: few, and fewer each year. */
  async open(from: Queries, before: number): Promise<{ readonly unitCode: string; readonly year: number }[]> {
    return from.query(
      `SELECT DISTINCT l."unitCode", l."numberYear" AS "year" FROM "letter" l
        WHERE l."numberYear" < $1 AND NOT EXISTS (
          SELECT 1 FROM "register_closing" c WHERE c."unitCode" = l."unitCode" AND c."year" = l."numberYear")
        ORDER BY 1, 2`,
      [before],
    );
  }

  async counts(
    from: Queries,
    unitCode: string,
    year: number,
  ): Promise<{ readonly letters: number; readonly voided: number }> {
    const [row] = await from.query<{ letters: number; voided: number }>(
      `SELECT CAST(count(*) AS integer) AS "letters",
              CAST(count(CASE WHEN "state" = 'void' THEN 1 END) AS integer) AS "voided"
         FROM "letter" WHERE "unitCode" = $1 AND "numberYear" = $2`,
      [unitCode, year],
    );
    return row ?? { letters: 0, voided: 0 };
  }

  async addStart(tx: Tx, start: RegisterStart): Promise<void> {
    await liftCounter(tx, registerScope(start.unitCode, start.year), start.next - 1);
    const { sql, params } = insert('register_start', { ...start, at: writeInstant(start.at) });
    await tx.execute(sql, params);
    tx.born('register_start', start.id);
  }

  async starts(from: Queries, unitCode: string, year: number): Promise<RegisterStart[]> {
    const rows = await from.query(
      'SELECT * FROM "register_start" WHERE "unitCode" = $1 AND "year" = $2 ORDER BY "next"',
      [unitCode, year],
    );
    return rows.map((row) => ({ ...(row as unknown as RegisterStart), at: readInstant(row['at']) }));
  }

  /** Years in which these units took a number, the newest first. */
  async years(from: Queries, unitCode: string): Promise<number[]> {
    const rows = await from.query<{ year: number }>(
      'SELECT DISTINCT "numberYear" AS "year" FROM "letter" WHERE "unitCode" = $1 AND "numberYear" IS NOT NULL ORDER BY 1 DESC',
      [unitCode],
    );
    return rows.map(({ year }) => year);
  }

  /** In the order in which the numbers were taken; one row more than asked for says that there are more. */
  async lines(from: Queries, { unitCode, year, after, limit, skip = 0 }: RegisterQuestion): Promise<RegisterLine[]> {
    const beyond = after === null ? '' : 'AND (l."numberedAt", l."id") > ($3, $4)';
    const rows = await from.query(
      `SELECT l."id" AS "letterId", l."dossierId", d."code" AS "dossierCode", l."numberText" AS "number",
              l."numberSerial" AS "serial", l."letterDate" AS "date", l."state", l."facts", l."signedHow", l."awaits",
              l."comment", l."numberedAt"
         FROM "letter" l JOIN "dossier_fact" d ON d."id" = l."dossierId"
        WHERE l."unitCode" = $1 AND l."numberYear" = $2 ${beyond}
        ORDER BY l."numberedAt", l."id" LIMIT ${String(limit + 1)} OFFSET ${String(skip)}`,
      [unitCode, year, ...(after === null ? [] : [after.at, after.id])],
    );
    return rows.map(lineOf);
  }
}

/** Lines of one register, from a place or a count on. */
export interface RegisterQuestion {
  readonly unitCode: string;
  readonly year: number;
  readonly after: ListPlace | null;
  readonly limit: number;
  readonly skip?: number;
}

function lineOf(row: Row): RegisterLine {
  const { facts, numberedAt, ...rest } = row;
  const { form, recipient } = JSON.parse(facts as string) as LetterFacts;
  const line = rest as unknown as Omit<RegisterLine, 'form' | 'recipient' | 'numberedAt'>;
  return { ...line, form, recipient: recipient.name, numberedAt: readInstant(numberedAt) };
}
