import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { isUniqueViolation } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { FileStore, type StoredFile } from '../../platform/files/file-store.js';
import { newId } from '../../platform/ids/new-id.js';
import type { CheckedSignature } from '../../platform/signatures/check-signatures.js';
import { keepSignatures, type SigningWay } from './letter-signature.js';

/** A letter that was signed and not issued: something stopped in between. */
export interface Unfinished {
  readonly letterId: string;
  readonly file: StoredFile;
  readonly by: string;
}

/** Signed papers, kept before their letters are issued: after a crash the same signed file goes out. */
@Injectable()
export class SignedFiles {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly files: FileStore,
  ) {}

  /** @returns the file of record: the one that came first, when somebody else was quicker */
  async keep(
    letterId: string,
    content: Buffer,
    found: readonly CheckedSignature[],
    { way, by }: { readonly way: SigningWay; readonly by: Actor },
  ): Promise<StoredFile> {
    const earlier = await this.ofLetter(letterId);
    if (earlier) return earlier;
    const file = await this.files.write(content, 'application/pdf');
    const at = this.clock.now();
    const ids = found.map(() => newId(at));
    const signatures = found.map((each) => ({ ...each, way, fileHash: file.hash, at, by: by.username }));
    try {
      await this.transactor.run(async (tx) => {
        await this.files.record(tx, file, at);
        await keepSignatures(tx, letterId, ids, signatures);
      });
      return file;
    } catch (error) {
      const first = isUniqueViolation(error) ? await this.ofLetter(letterId) : null;
      if (first) return first;
      throw error;
    }
  }

  async ofLetter(letterId: string): Promise<StoredFile | null> {
    const [row] = await this.database.query(
      `SELECT f."hash", f."mediaType", f."bytes" FROM "letter_signature" s
         JOIN "stored_file" f ON f."hash" = s."fileHash" WHERE s."letterId" = $1 AND s."position" = 1`,
      [letterId],
    );
    return row ? fileOf(row) : null;
  }

  /** The oldest first. At most 100. */
  async unfinished(): Promise<Unfinished[]> {
    const rows = await this.database.query(
      `SELECT l."id", s."by", f."hash", f."mediaType", f."bytes" FROM "letter" l
         JOIN "letter_signature" s ON s."letterId" = l."id" AND s."position" = 1
         JOIN "stored_file" f ON f."hash" = s."fileHash"
        WHERE l."state" = 'numbered' AND l."awaits" = 'signature' ORDER BY l."draftedAt", l."id" LIMIT 100`,
    );
    return rows.map((row) => ({ letterId: String(row['id']), by: String(row['by']), file: fileOf(row) }));
  }
}

function fileOf(row: Readonly<Record<string, unknown>>): StoredFile {
  return { hash: String(row['hash']), mediaType: String(row['mediaType']), bytes: Number(row['bytes']) };
}
