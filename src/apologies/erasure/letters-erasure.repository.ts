import { Injectable } from '@nestjs/common';
import { FORGOTTEN } from '../../domain/dossier/party.js';
import { Database } from '../../platform/database/database.js';
import { placeholders, type Queries, type Tx } from '../../platform/database/sql.js';
import { CallsRepository } from '../calls/calls.repository.js';
import { OutboxRepository } from '../../platform/outbox/outbox.repository.js';

export interface KeptLetter {
  readonly id: string;
  readonly state: string;
  readonly facts: string | null;
  readonly fileHash: string | null;
}

/** A message about a letter or an obligation of the dossier. */
export interface KeptMessage {
  readonly id: string;
  /** it has not left the house, or nobody knows whether it has */
  readonly waits: boolean;
}

const WAITING = ['queued', 'claimed', 'transmitting', 'uncertain'];

@Injectable()
export class LettersErasureRepository {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxRepository,
    private readonly calls: CallsRepository,
  ) {}

  async letters(dossierId: string): Promise<KeptLetter[]> {
    return this.database.query<KeptLetter>(
      'SELECT "id", "state", "facts", "fileHash" FROM "letter" WHERE "dossierId" = $1 ORDER BY "id"',
      [dossierId],
    );
  }

  async messages(dossierId: string): Promise<KeptMessage[]> {
    const rows = await this.database.query<{ id: string; state: string; arrived: number | boolean }>(
      `SELECT m."id", m."state", EXISTS (SELECT 1 FROM "letter_way" w
                WHERE w."letterId" = m."subjectId" AND w."endedAt" IS NOT NULL) AS "arrived"
         FROM "message" m
        WHERE m."subjectId" IN (SELECT l."id" FROM "letter" l WHERE l."dossierId" = $1)
           OR m."subjectId" IN (SELECT o."id" FROM "obligation_end" o WHERE o."dossierId" = $1)
           OR m."subjectId" = $1
        ORDER BY m."id"`,
      [dossierId],
    );
    // A way that nobody needs any more, because the letter came by another, waits for nothing.
    return rows.map(({ id, state, arrived }) => ({ id, waits: WAITING.includes(state) && !arrived }));
  }

  /** Pictures, scans and signatures that show that letters of the dossier went, or came. */
  async proofs(dossierId: string): Promise<string[]> {
    const rows = await this.database.query<{ hash: string }>(
      `SELECT p."proofHash" AS "hash" FROM "letter" l JOIN "message" p ON p."subjectId" = l."id"
        WHERE l."dossierId" = $1 AND p."proofHash" IS NOT NULL
        UNION SELECT p."proofHash" FROM "letter" l JOIN "letter_delivery" p ON p."letterId" = l."id"
        WHERE l."dossierId" = $1 AND p."proofHash" IS NOT NULL`,
      [dossierId],
    );
    return rows.map(({ hash }) => hash);
  }

  /** @param facts what stays of the snapshot */
  async empty(tx: Tx, letterId: string, facts: string | null): Promise<void> {
    const deliveries = await tx.query<{ id: string }>('SELECT "id" FROM "letter_delivery" WHERE "letterId" = $1', [
      letterId,
    ]);
    await tx.vouch('letter', letterId);
    await tx.vouch('letter_delivery', ...deliveries.map(({ id }) => id));
    await tx.execute(
      `UPDATE "letter" SET "reason" = NULL, "comment" = NULL, "sentence" = NULL, "facts" = $1, "version" = "version" + 1 WHERE "id" = $2`,
      [facts, letterId],
    );
    await tx.execute('UPDATE "letter_delivery" SET "proof" = NULL WHERE "letterId" = $1', [letterId]);
  }

  /** What citizens wished and officers noted when they called. */
  async emptyCalls(tx: Tx, dossierId: string): Promise<void> {
    await this.calls.forget(tx, dossierId);
  }

  async emptyMessages(tx: Tx, ids: readonly string[]): Promise<void> {
    await this.outbox.forget(tx, ids, FORGOTTEN);
  }

  /** Which of these files a letter about another dossier still is. */
  async needed(from: Queries, hashes: readonly string[], exceptDossierId: string): Promise<string[]> {
    if (hashes.length === 0) return [];
    const among = (from: string, column: string): string =>
      `SELECT x."${column}" AS "hash" FROM ${from} WHERE x."${column}" IN (${placeholders(hashes.length)})
          AND l."dossierId" <> $${String(hashes.length + 1)}`;
    const rows = await from.query<{ hash: string }>(
      [
        among('"letter" x JOIN "letter" l ON l."id" = x."id"', 'fileHash'),
        among('"message" x JOIN "letter" l ON l."id" = x."subjectId"', 'proofHash'),
        among('"letter_delivery" x JOIN "letter" l ON l."id" = x."letterId"', 'proofHash'),
      ].join(' UNION '),
      [...hashes, exceptDossierId],
    );
    return rows.map(({ hash }) => hash);
  }
}
