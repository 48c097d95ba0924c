import { Injectable } from '@nestjs/common';
import type { DetectedBy } from '../../domain/apology/fault-kinds.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { Cause, FaultCause } from '../../domain/apology/obligation.js';
import { HANDLING, type ReportedFault } from '../../domain/dossier/acts/judge.js';
import { DomainError } from '../../domain/errors.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { readInstant, readInstantOrNull } from '../../platform/database/instant-column.js';
import { placeholders, type Queries, type Row } from '../../platform/database/sql.js';
import type { DelayWords, FaultRecord } from './fault-record.js';

@Injectable()
export class FaultsRepository {
  /** The faults of a dossier, in the order in which they were reported. */
  async of(from: Queries, dossierId: string): Promise<FaultRecord[]> {
    const body = (seq: string): string =>
      `(SELECT p."body" FROM "dossier_event_payload" p WHERE p."dossierId" = f."dossierId" AND p."seq" = f."${seq}")`;
    const rows = await from.query(
      `SELECT f.*, ${body('reportedSeq')} AS "reported", ${body('judgedSeq')} AS "judged",
              ${body('correctedSeq')} AS "corrected"
         FROM "dossier_fault" f WHERE f."dossierId" = $1 ORDER BY f."reportedAt", f."id"`,
      [dossierId],
    );
    return rows.map(recordOf);
  }

  /** @throws DomainError `not_found` */
  async one(from: Queries, dossierId: string, id: string): Promise<ReportedFault> {
    const [row] = await from.query('SELECT * FROM "dossier_fault" WHERE "id" = $1 AND "dossierId" = $2', [
      id,
      dossierId,
    ]);
    if (!row) throw new DomainError('not_found', 'no such fault was reported for this dossier');
    return {
      id,
      cause: row['cause'] as FaultCause,
      kind: row['kind'] as string,
      state: row['state'] as ReportedFault['state'],
      reportedAt: readInstant(row['reportedAt']),
      detectedOn: row['detectedOn'] as PlainDate | null,
      mended: row['correctedSeq'] !== null,
    };
  }

  /** The obligation of a cause, whatever became of it. */
  async obligationOf(from: Queries, dossierId: string, cause: Cause): Promise<string | null> {
    const [row] = await from.query<{ id: string }>(
      'SELECT "id" FROM "obligation" WHERE "dossierId" = $1 AND "cause" = $2',
      [dossierId, cause],
    );
    return row?.id ?? null;
  }

  /** Usernames that worked on the dossier. */
  async handlers(from: Queries, dossierId: string): Promise<string[]> {
    const rows = await from.query<{ actor: string }>(
      `SELECT DISTINCT "actor" FROM "dossier_event"
        WHERE "dossierId" = $1 AND "act" IN (${placeholders(HANDLING.length, 2)})`,
      [dossierId, ...HANDLING],
    );
    return rows.map(({ actor }) => actor);
  }

  /** The last delay notice of each of some dossiers that has one. */
  async delays(from: Queries, dossierIds: readonly string[]): Promise<Map<string, DelayWords>> {
    if (dossierIds.length === 0) return new Map();
    const rows = await from.query(
      `SELECT n."dossierId", n."fault", n."newDueAt", n."declaredBy", p."body" FROM "delay_notice" n
         LEFT JOIN "dossier_event_payload" p ON p."dossierId" = n."dossierId" AND p."seq" = n."declaredSeq"
        WHERE n."dossierId" IN (${placeholders(dossierIds.length)}) ORDER BY n."declaredSeq"`,
      dossierIds,
    );
    return new Map(
      rows.map((row) => {
        const said = wordsOf(row['body']);
        const words: DelayWords = {
          reason: said('reason'),
          sentence: said('sentence'),
          reasonKey: said('reasonKey'),
          fault: row['fault'] as Fault,
          newDueAt: readInstantOrNull(row['newDueAt']),
          declaredBy: row['declaredBy'] as string,
        };
        return [row['dossierId'] as string, words];
      }),
    );
  }

  /** Was a file with this content put with the dossier? */
  async hasFile(from: Queries, dossierId: string, hash: string): Promise<boolean> {
    const rows = await from.query(
      'SELECT 1 AS "one" FROM "dossier_file" WHERE "dossierId" = $1 AND "fileHash" = $2 LIMIT 1',
      [dossierId, hash],
    );
    return rows.length > 0;
  }
}

function recordOf(row: Row): FaultRecord {
  return {
    id: row['id'] as string,
    cause: row['cause'] as FaultCause,
    kind: row['kind'] as string,
    state: row['state'] as FaultRecord['state'],
    detectedBy: row['detectedBy'] as DetectedBy,
    detectedOn: row['detectedOn'] as PlainDate | null,
    reportedAt: readInstant(row['reportedAt']),
    reportedBy: row['reportedBy'] as string,
    judgedAt: readInstantOrNull(row['judgedAt']),
    judgedBy: row['judgedBy'] as string | null,
    fault: row['fault'] as Fault | null,
    obligationId: row['obligationId'] as string | null,
    correctedOn: row['correctedOn'] as PlainDate | null,
    costsVnd: row['costsVnd'] as number | null,
    description: wordsOf(row['reported'])('description'),
    dismissalReason: wordsOf(row['judged'])('reason'),
    correctionResult: wordsOf(row['corrected'])('result'),
  };
}

/** What a payload says under a name; null when it says nothing, or was erased by rule. */
function wordsOf(body: unknown): (name: string) => string | null {
  const said = typeof body === 'string' ? (JSON.parse(body) as Row) : {};
  return (name) => {
    const words = said[name];
    return typeof words === 'string' && words !== '' ? words : null;
  };
}
