import { Injectable } from '@nestjs/common';
import type { Instant } from '../domain/time/instant.js';
import { Database } from '../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import { insert, placeholders, type Queries, type Row, type SqlValue, type Tx } from '../platform/database/sql.js';
import type { ImportFile, ImportState } from './import-file.js';
import type { Mapping } from './mapping.js';

type Changes = Partial<
  Pick<
    ImportFile,
    | 'headings'
    | 'units'
    | 'skipDefective'
    | 'fault'
    | 'faultWhere'
    | 'passedOver'
    | 'acceptedAt'
    | 'acceptedBy'
    | 'finishedAt'
  >
>;

/** The files that came in. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, file: ImportFile): Promise<void> {
    const { mapping, headings, units, asOf, createdAt, acceptedAt, finishedAt, ...columns } = file;
    const { sql, params } = insert('import_file', {
      ...columns,
      mapping: mapping && JSON.stringify(mapping),
      headings: headings && JSON.stringify(headings),
      units: units && JSON.stringify(units),
      chunks: 0,
      asOf: writeInstant(asOf),
      createdAt: writeInstant(createdAt),
      acceptedAt: writeInstant(acceptedAt),
      finishedAt: writeInstant(finishedAt),
    });
    await tx.execute(sql, params);
    tx.born('import_file', file.id);
  }

  async find(id: string, from: Queries = this.database): Promise<ImportFile | null> {
    const [row] = await from.query('SELECT * FROM "import_file" WHERE "id" = $1', [id]);
    return row ? toFile(row) : null;
  }

  /** The newest first. @param before id the page begins after */
  async page(units: readonly string[], before: string | null, limit: number): Promise<ImportFile[]> {
    const older = before === null ? '' : ` AND "id" < $${String(units.length + 1)}`;
    const rows = await this.database.query(
      `SELECT * FROM "import_file" WHERE "unitCode" IN (${placeholders(units.length)})${older}
        ORDER BY "id" DESC LIMIT ${String(limit)}`,
      before === null ? units : [...units, before],
    );
    return rows.map(toFile);
  }

  /** What the job has to do, the oldest first. */
  async waiting(): Promise<ImportFile[]> {
    const rows = await this.database.query(
      `SELECT * FROM "import_file" WHERE "state" IN ('received', 'applying') ORDER BY "createdAt", "id" LIMIT 20`,
    );
    return rows.map(toFile);
  }

  /** @returns false when it was not in one of the states it may leave */
  async move(
    tx: Tx,
    id: string,
    from: readonly ImportState[],
    to: ImportState,
    changes: Changes = {},
  ): Promise<boolean> {
    const columns = { state: to, ...changed(changes) };
    const names = Object.keys(columns);
    const set = names.map((name, i) => `"${name}" = $${String(i + 2)}`).join(', ');
    const states = placeholders(from.length, names.length + 2);
    await tx.vouch('import_file', id);
    const rows = await tx.execute(`UPDATE "import_file" SET ${set} WHERE "id" = $1 AND "state" IN (${states})`, [
      id,
      ...Object.values(columns),
      ...from,
    ]);
    return rows === 1;
  }

  /** Holds the file to the end of the transaction, so that one chunk is written at a time. @returns false when stopped */
  async beginChunk(tx: Tx, id: string): Promise<boolean> {
    await tx.vouch('import_file', id);
    const sql = `UPDATE "import_file" SET "chunks" = "chunks" + 1 WHERE "id" = $1 AND "state" = 'applying'`;
    return (await tx.execute(sql, [id])) === 1;
  }

  /** In the transaction that lets the mirrors follow up to this line. */
  async passed(tx: Tx, id: string, line: number): Promise<void> {
    await tx.vouch('import_file', id);
    await tx.execute('UPDATE "import_file" SET "mirroredLine" = $1 WHERE "id" = $2', [line, id]);
  }

  /** Ids of files whose rows need not be kept any longer. */
  async settledBefore(at: Instant): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT "id" FROM "import_file" WHERE "createdAt" < $1 AND "state" NOT IN ('received', 'applying')
          AND EXISTS (SELECT 1 FROM "import_row" r WHERE r."importId" = "import_file"."id" AND r."body" IS NOT NULL)`,
      [writeInstant(at)],
    );
    return rows.map(({ id }) => id);
  }
}

function changed({ headings, units, acceptedAt, finishedAt, ...plain }: Changes): Record<string, SqlValue> {
  return {
    ...plain,
    ...(headings !== undefined && { headings: headings && JSON.stringify(headings) }),
    ...(units !== undefined && { units: units && JSON.stringify(units) }),
    ...(acceptedAt !== undefined && { acceptedAt: writeInstant(acceptedAt) }),
    ...(finishedAt !== undefined && { finishedAt: writeInstant(finishedAt) }),
  };
}

function toFile(row: Row): ImportFile {
  const mapping = row['mapping'] as string | null;
  const headings = row['headings'] as string | null;
  const units = row['units'] as string | null;
  const createdAt = readInstant(row['createdAt']);
  const { id, unitCode, format, mappingName, fileHash, bytes, state, fault, faultWhere, passedOver } =
    row as unknown as ImportFile;
  const { createdBy, acceptedBy, mode, mirroredLine } = row as unknown as ImportFile;
  return {
    ...{
      id,
      unitCode,
      format,
      mappingName,
      fileHash,
      bytes,
      state,
      fault,
      faultWhere,
      passedOver,
      createdBy,
      acceptedBy,
      mode,
      mirroredLine,
    },
    wholeTree: Boolean(row['wholeTree']),
    dryRun: Boolean(row['dryRun']),
    skipDefective: Boolean(row['skipDefective']),
    mapping: mapping === null ? null : (JSON.parse(mapping) as Mapping),
    headings: headings === null ? null : (JSON.parse(headings) as string[]),
    units: units === null ? null : (JSON.parse(units) as string[]),
    createdAt,
    asOf: readInstantOrNull(row['asOf']) ?? createdAt,
    acceptedAt: readInstantOrNull(row['acceptedAt']),
    finishedAt: readInstantOrNull(row['finishedAt']),
  };
}
