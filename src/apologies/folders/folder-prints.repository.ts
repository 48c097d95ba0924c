import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Queries, type Row, type Tx } from '../../platform/database/sql.js';
import type { FolderPart, FolderPrint } from './folder.js';

/** Printings of folders and the parts they made: work, no record; what was printed stands with the letters. */
@Injectable()
export class FolderPrintsRepository {
  async add(tx: Tx, print: FolderPrint): Promise<void> {
    const { sql, params } = insert('folder_print', {
      ...print,
      askedAt: writeInstant(print.askedAt),
      endedAt: writeInstant(print.endedAt),
    });
    await tx.execute(sql, params);
  }

  async waiting(from: Queries): Promise<FolderPrint[]> {
    const rows = await from.query(
      `SELECT * FROM "folder_print" WHERE "state" = 'waiting' ORDER BY "askedAt", "id" LIMIT 20`,
    );
    return rows.map(printOf);
  }

  async latest(from: Queries, folderId: string): Promise<FolderPrint | null> {
    const [row] = await from.query(
      'SELECT * FROM "folder_print" WHERE "folderId" = $1 ORDER BY "askedAt" DESC, "id" DESC LIMIT 1',
      [folderId],
    );
    return row ? printOf(row) : null;
  }

  async parts(from: Queries, printId: string): Promise<FolderPart[]> {
    return from.query<FolderPart & Row>('SELECT * FROM "folder_part" WHERE "printId" = $1 ORDER BY "part"', [printId]);
  }

  /** @returns false when it was stopped meanwhile: then nothing is written */
  async addPart(tx: Tx, part: FolderPart, done: number): Promise<boolean> {
    const moved = await tx.execute(
      `UPDATE "folder_print" SET "done" = "done" + $1 WHERE "id" = $2 AND "state" = 'waiting'`,
      [done, part.printId],
    );
    if (moved === 0) return false;
    const { sql, params } = insert('folder_part', { ...part });
    await tx.execute(sql, params);
    return true;
  }

  /** @returns false when it had ended before */
  async end(
    tx: Tx,
    id: string,
    state: 'printed' | 'stopped' | 'failed',
    at: Instant,
    fault: string | null,
  ): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE "folder_print" SET "state" = $1, "endedAt" = $2, "fault" = $3 WHERE "id" = $4 AND "state" = 'waiting'`,
      [state, writeInstant(at), fault, id],
    );
    return changed === 1;
  }
}

function printOf(row: Row): FolderPrint {
  return {
    ...(row as unknown as FolderPrint),
    askedAt: readInstant(row['askedAt']),
    endedAt: readInstantOrNull(row['endedAt']),
  };
}
