import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Queries, type Tx } from '../../platform/database/sql.js';

/** A closed period: its figures as they were handed in. */
export interface Closing {
  readonly id: string;
  readonly unitCode: string;
  readonly period: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** JSON, the bytes that `figuresHash` is of */
  readonly figures: string;
  readonly figuresHash: string;
  readonly xlsxHash: string;
  readonly pdfHash: string;
  readonly defects: number;
  readonly owed: number;
  /** JSON: `{ defects: string[], owed: string[] }` */
  readonly attached: string;
  readonly signerName: string;
  readonly signerTitle: string;
  readonly note: string | null;
  readonly at: Instant;
  readonly by: string;
}

@Injectable()
export class ClosingsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, closing: Closing): Promise<void> {
    const { sql, params } = insert('period_closing', { ...closing, at: writeInstant(closing.at) });
    tx.born('period_closing', closing.id);
    await tx.execute(sql, params);
  }

  async find(unitCode: string, period: string, queries: Queries = this.database): Promise<Closing | null> {
    const rows = await queries.query('SELECT * FROM "period_closing" WHERE "unitCode" = $1 AND "period" = $2', [
      unitCode,
      period,
    ]);
    return rows.map(closingOf)[0] ?? null;
  }

  /** The latest first. */
  async of(unitCodes: readonly string[], limit: number): Promise<Closing[]> {
    const rows = await this.database.query(
      `SELECT * FROM "period_closing" WHERE "unitCode" IN (${placeholders(unitCodes.length, 2)})
        ORDER BY "to" DESC, "at" DESC, "id" LIMIT $1`,
      [limit, ...unitCodes],
    );
    return rows.map(closingOf);
  }
}

function closingOf(row: Record<string, unknown>): Closing {
  return { ...(row as unknown as Closing), at: readInstant(row['at']) };
}
