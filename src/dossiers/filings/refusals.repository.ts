import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { addDays, startOfDay } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import type { ListPlace } from '../../platform/database/list-cursor.js';
import { insert, type Row, type SqlValue, type Tx } from '../../platform/database/sql.js';

/** Somebody was turned away at the counter. */
export interface Refusal {
  readonly id: string;
  readonly unitCode: string;
  readonly procedureCode: string;
  readonly kind: '02' | '03';
  readonly refusedAt: Instant;
  readonly refusedDay: PlainDate;
  readonly refusedBy: string;
  /** null once erased by rule */
  readonly reason: string | null;
  readonly applicantName: string | null;
  /** what was missing; empty where nobody said it paper by paper, and once erased */
  readonly items: readonly string[];
}

export interface RefusalFilter {
  readonly unitCode: string;
  readonly from: PlainDate | undefined;
  readonly to: PlainDate | undefined;
}

@Injectable()
export class RefusalsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, refusal: Refusal): Promise<void> {
    const { sql, params } = insert('counter_refusal', {
      ...refusal,
      items: refusal.items.length === 0 ? null : JSON.stringify(refusal.items),
      refusedAt: writeInstant(refusal.refusedAt),
    });
    await tx.execute(sql, params);
    tx.born('counter_refusal', refusal.id);
  }

  async byId(id: string): Promise<Refusal | null> {
    const [row] = await this.database.query('SELECT * FROM "counter_refusal" WHERE "id" = $1', [id]);
    return row ? fromRow(row) : null;
  }

  /** The latest first. */
  async page(filter: RefusalFilter, limit: number, after: ListPlace | null): Promise<Refusal[]> {
    const { where, params } = conditions(filter);
    const place = after
      ? `AND ("refusedAt", "id") < ($${String(params.push(after.at))}, $${String(params.push(after.id))})`
      : '';
    const rows = await this.database.query(
      `SELECT * FROM "counter_refusal" WHERE ${where} ${place}
        ORDER BY "refusedAt" DESC, "id" DESC LIMIT ${String(limit)}`,
      params,
    );
    return rows.map(fromRow);
  }

  /** How many of each form. */
  async counts(filter: RefusalFilter): Promise<Readonly<Record<Refusal['kind'], number>>> {
    const { where, params } = conditions(filter);
    const rows = await this.database.query<{ kind: Refusal['kind']; n: number }>(
      `SELECT "kind", CAST(count(*) AS integer) AS "n" FROM "counter_refusal" WHERE ${where} GROUP BY "kind"`,
      params,
    );
    return { '02': 0, '03': 0, ...Object.fromEntries(rows.map(({ kind, n }) => [kind, n])) };
  }
}

function conditions({ unitCode, from, to }: RefusalFilter): { where: string; params: SqlValue[] } {
  const params: SqlValue[] = [unitCode];
  const parts = ['"unitCode" = $1'];
  if (from) parts.push(`"refusedAt" >= $${String(params.push(writeInstant(startOfDay(from))))}`);
  if (to) parts.push(`"refusedAt" < $${String(params.push(writeInstant(startOfDay(addDays(to, 1)))))}`);
  return { where: parts.join(' AND '), params };
}

function fromRow(row: Row): Refusal {
  return {
    ...(row as unknown as Omit<Refusal, 'refusedAt' | 'items'>),
    items: row['items'] === null ? [] : (JSON.parse(row['items'] as string) as string[]),
    refusedAt: readInstant(row['refusedAt']),
  };
}
