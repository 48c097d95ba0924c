import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull } from '../../platform/database/instant-column.js';
import type { Row } from '../../platform/database/sql.js';

/** A file that belongs to a dossier; without a name and bytes once it was erased by rule. */
export interface DossierFile {
  readonly id: string;
  readonly fileHash: string;
  readonly contentType: string;
  readonly name: string | null;
  readonly bytes: number;
  readonly addedAt: Instant;
  readonly addedBy: string;
  /** taken off the list; the bytes are kept */
  readonly removedAt: Instant | null;
  readonly removedBy: string | null;
}

@Injectable()
export class DossierFilesRepository {
  constructor(private readonly database: Database) {}

  async of(dossierId: string): Promise<DossierFile[]> {
    const rows = await this.database.query(
      'SELECT * FROM "dossier_file" WHERE "dossierId" = $1 ORDER BY "addedAt", "id"',
      [dossierId],
    );
    return rows.map(fileOf);
  }

  /** @throws DomainError `not_found`, also for a file of another dossier */
  async one(dossierId: string, id: string): Promise<DossierFile> {
    const [row] = await this.database.query('SELECT * FROM "dossier_file" WHERE "dossierId" = $1 AND "id" = $2', [
      dossierId,
      id,
    ]);
    if (!row) throw new DomainError('not_found', 'the dossier has no such file');
    return fileOf(row);
  }
}

function fileOf(row: Row): DossierFile {
  const addedAt = readInstant(row['addedAt']);
  const removedAt = readInstantOrNull(row['removedAt']);
  return { ...(row as Row & Omit<DossierFile, 'addedAt' | 'removedAt'>), addedAt, removedAt };
}
