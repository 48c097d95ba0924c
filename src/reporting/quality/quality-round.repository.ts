import { Injectable } from '@nestjs/common';
import type { CountedHistory, DefectKind, LikePeople } from '../../domain/kpi/data-quality.js';
import type { Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, placeholders, type Row, type Tx } from '../../platform/database/sql.js';

/** A dossier as the round looks at it. */
export interface QualityFacts extends CountedHistory {
  readonly id: string;
  readonly code: string;
  readonly responsibleUnitCode: string;
  readonly acceptedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export interface NewDefect {
  readonly dossierId: string;
  readonly kind: DefectKind;
  readonly unitCode: string;
  readonly code: string;
  readonly otherCode: string | null;
  readonly expected: number | null;
  readonly found: number | null;
}

/** Where the round of a day is; `after` null: it is over. */
export interface Lap {
  readonly lapDay: PlainDate;
  readonly after: string | null;
}

export interface Pair extends LikePeople {
  readonly otherCode: string;
}

const MARK = 'quality';
/** A telephone that half the town left has too many pairs to look at each. */
const MOST_PAIRS = 50;

/** What the nightly round reads and keeps. Names are compared and kept nowhere. */
@Injectable()
export class QualityRoundRepository {
  constructor(private readonly database: Database) {}

  async lap(): Promise<Lap | null> {
    const [row] = await this.database.query<Lap>('SELECT "lapDay", "after" FROM "quality_mark" WHERE "id" = $1', [
      MARK,
    ]);
    return row ?? null;
  }

  async next(after: string, limit: number): Promise<QualityFacts[]> {
    const rows = await this.database.query(
      `SELECT * FROM "quality_fact" WHERE "id" > $1 ORDER BY "id" LIMIT ${String(limit)}`,
      [after],
    );
    return rows.map(factsOf);
  }

  /** Those in which something was found before, by their ids. */
  async standing(after: string, limit: number): Promise<QualityFacts[]> {
    const rows = await this.database.query(
      `SELECT * FROM "quality_fact" WHERE "id" IN (
         SELECT DISTINCT "dossierId" FROM "data_defect" WHERE "dossierId" > $1 ORDER BY "dossierId" LIMIT ${String(limit)})
        ORDER BY "id"`,
      [after],
    );
    return rows.map(factsOf);
  }

  /** When each next holder took the papers, in the order in which they were sent. */
  async taken(ids: readonly string[]): Promise<Map<string, Instant[]>> {
    const rows = await this.database.query<{ dossierId: string; takenAt: unknown }>(
      `SELECT "dossierId", "takenAt" FROM "stage_taken_fact" WHERE "dossierId" IN (${placeholders(ids.length)})
        ORDER BY "dossierId", "sentAt", "id"`,
      ids,
    );
    const found = new Map<string, Instant[]>();
    for (const { dossierId, takenAt } of rows) {
      found.set(dossierId, [...(found.get(dossierId) ?? []), readInstant(takenAt)]);
    }
    return found;
  }

  /** Earlier people of the register who share a paper or a telephone with the applicant. */
  async pairs(dossierId: string): Promise<Pair[]> {
    const rows = await this.database.query(
      `SELECT * FROM "namesake_fact" WHERE "dossierId" = $1 LIMIT ${String(MOST_PAIRS)}`,
      [dossierId],
    );
    return rows.map((row) => ({
      ...(row as unknown as Pair),
      sameId: Boolean(row['sameId']),
      samePhone: Boolean(row['samePhone']),
    }));
  }

  /** What is wrong with these dossiers, and nothing else: what was mended goes. */
  async keep(tx: Tx, ids: readonly string[], defects: readonly NewDefect[], at: Instant): Promise<void> {
    const held = await tx.query<{ dossierId: string; kind: DefectKind }>(
      `SELECT "dossierId", "kind" FROM "data_defect" WHERE "dossierId" IN (${placeholders(ids.length)})`,
      ids,
    );
    for (const { dossierId, kind } of held) {
      if (defects.some((defect) => defect.dossierId === dossierId && defect.kind === kind)) continue;
      await tx.execute('DELETE FROM "data_defect" WHERE "dossierId" = $1 AND "kind" = $2', [dossierId, kind]);
    }
    for (const defect of defects) {
      const { sql, params } = insert('data_defect', { ...defect, foundAt: writeInstant(at) });
      await tx.execute(`${sql} ON CONFLICT ("dossierId", "kind") DO NOTHING`, params);
    }
  }

  async mark(tx: Tx, { lapDay, after }: Lap): Promise<void> {
    await tx.execute(
      `INSERT INTO "quality_mark" ("id", "lapDay", "after") VALUES ($1, $2, $3)
       ON CONFLICT ("id") DO UPDATE SET "lapDay" = excluded."lapDay", "after" = excluded."after"`,
      [MARK, lapDay, after],
    );
  }
}

function factsOf(row: Row): QualityFacts {
  return {
    ...(row as unknown as QualityFacts),
    acceptedAt: readInstantOrNull(row['acceptedAt']),
    finishedAt: readInstantOrNull(row['finishedAt']),
  };
}
