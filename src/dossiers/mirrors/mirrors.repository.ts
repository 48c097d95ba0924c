import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { placeholders, type Tx } from '../../platform/database/sql.js';

/**
 * Which open dossiers are mirrored, and in the dossier's own row whether its lateness waits for a word of the source:
 * the index of broken promises leaves those out, so that a province of them costs the sweep nothing. Whoever writes
 * here locks the dossier first and its mirror second.
 *
 * Source: docs/decisions/0018.
 */
@Injectable()
export class MirrorsRepository {
  constructor(private readonly database: Database) {}

  /**
   * The source says of these dossiers that they were open at `until`: what is known never becomes older by it. What the
   * desk itself did after that moment, the source does not know of: it then begins no new mirror.
   *
   * @param codes a few hundred at most
   */
  async vouch(tx: Tx, codes: readonly string[], until: Instant): Promise<void> {
    if (codes.length === 0) return;
    await this.hold(tx, codes);
    await tx.execute(
      `INSERT INTO "dossier_mirror" ("dossierId", "unitCode", "vouchedUntil")
       SELECT d."id", d."unitCode", $1 FROM "dossier" d
        WHERE d."code" IN (${placeholders(codes.length, 2)})
          AND d."origin" = 'import' AND d."finishedAt" IS NULL AND d."voidedAt" IS NULL
          AND (d."lastEventAt" <= $1 OR EXISTS (SELECT 1 FROM "dossier_mirror" m WHERE m."dossierId" = d."id"))
       ON CONFLICT ("dossierId") DO UPDATE SET "vouchedUntil" = excluded."vouchedUntil"
        WHERE "dossier_mirror"."vouchedUntil" < excluded."vouchedUntil"`,
      [writeInstant(until), ...codes],
    );
    await this.agree(tx, codes);
  }

  /** Of these dossiers those that have ended need no mirror any more. */
  async settle(tx: Tx, codes: readonly string[]): Promise<void> {
    await this.remove(tx, codes, ' AND d."finishedAt" IS NOT NULL');
  }

  /** From now on these dossiers are worked here, and the clock speaks for itself. */
  async release(tx: Tx, codes: readonly string[]): Promise<void> {
    await this.remove(tx, codes, '');
  }

  /** The same for one of which the transaction holds the row already. */
  async end(tx: Tx, dossierId: string): Promise<void> {
    await tx.vouch('dossier_mirror', dossierId);
    const ended = await tx.execute('DELETE FROM "dossier_mirror" WHERE "dossierId" = $1', [dossierId]);
    if (ended > 0) await tx.execute('UPDATE "dossier" SET "awaitsSource" = FALSE WHERE "id" = $1', [dossierId]);
  }

  private async remove(tx: Tx, codes: readonly string[], only: string): Promise<void> {
    if (codes.length === 0) return;
    await this.hold(tx, codes);
    const ended = await tx.execute(
      `DELETE FROM "dossier_mirror" WHERE "dossierId" IN
        (SELECT d."id" FROM "dossier" d WHERE d."code" IN (${placeholders(codes.length)})${only})`,
      codes,
    );
    if (ended > 0) await this.agree(tx, codes);
  }

  /** An act of the desk on one of them comes before all of this or after it, on SQLite by itself. */
  private async hold(tx: Tx, codes: readonly string[]): Promise<void> {
    const lock = this.database.engine === 'postgres' ? ' FOR NO KEY UPDATE' : '';
    const rows = await tx.query<{ id: string; origin: string }>(
      `SELECT "id", "origin" FROM "dossier" WHERE "code" IN (${placeholders(codes.length)}) ORDER BY "id"${lock}`,
      codes,
    );
    await tx.vouch('dossier_mirror', ...rows.filter(({ origin }) => origin === 'import').map(({ id }) => id));
  }

  /**
   * Lateness waits for the source unless the source vouches for the moment at which it began. Only a file moves that:
   * what is vouched for lies in the past, and no act moves lateness that lies there.
   */
  private async agree(tx: Tx, codes: readonly string[]): Promise<void> {
    await tx.execute(
      `UPDATE "dossier" SET "awaitsSource" = NOT "awaitsSource"
        WHERE "code" IN (${placeholders(codes.length)}) AND "awaitsSource" <> EXISTS (
          SELECT 1 FROM "dossier_mirror" m WHERE m."dossierId" = "dossier"."id"
             AND ("dossier"."lateFrom" IS NULL OR "dossier"."lateFrom" > m."vouchedUntil"))`,
      codes,
    );
  }
}
