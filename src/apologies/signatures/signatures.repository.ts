import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Queries, type Row, type Tx } from '../../platform/database/sql.js';
import type { StoredFile } from '../../platform/files/file-store.js';
import type { CheckedSignature } from '../../platform/signatures/check-signatures.js';

/** `here`: with the unit's own key file; `elsewhere`: the signed file came back. */
export type SigningWay = 'here' | 'elsewhere';

/** An electronic signature on a letter, as it was checked when it came. */
export interface LetterSignature extends CheckedSignature {
  readonly way: SigningWay;
  readonly fileHash: string;
  readonly at: Instant;
  /** username of whoever brought it or made it */
  readonly by: string;
}

/** A letter that was signed and not issued: something stopped in between. */
export interface Unfinished {
  readonly letterId: string;
  readonly file: StoredFile;
  readonly by: string;
}

/** In the order in which they were made; none for a letter that is signed in another way. */
export async function signaturesOf(from: Queries, letterId: string): Promise<LetterSignature[]> {
  const rows = await from.query(
    `SELECT "fileHash", "way", "format", "signer", "issuer", "serial", "validFrom", "validTo", "claimedAt", "trusted",
            "at", "by"
       FROM "letter_signature" WHERE "letterId" = $1 ORDER BY "position"`,
    [letterId],
  );
  return rows.map(signatureOf);
}

const FILE = 'f."hash", f."mediaType", f."bytes"';

/** Electronic signatures of letters, and the papers that were given out to be signed. */
@Injectable()
export class SignaturesRepository {
  constructor(private readonly database: Database) {}

  /** The signed file of a letter; null before it is signed. */
  async fileOf(letterId: string): Promise<StoredFile | null> {
    const [row] = await this.database.query(
      `SELECT ${FILE} FROM "letter_signature" s JOIN "stored_file" f ON f."hash" = s."fileHash"
        WHERE s."letterId" = $1 AND s."position" = 1`,
      [letterId],
    );
    return row ? fileOf(row) : null;
  }

  /** The oldest first. At most 100. */
  async unfinished(): Promise<Unfinished[]> {
    const rows = await this.database.query(
      `SELECT l."id", s."by", ${FILE} FROM "letter" l
         JOIN "letter_signature" s ON s."letterId" = l."id" AND s."position" = 1
         JOIN "stored_file" f ON f."hash" = s."fileHash"
        WHERE l."state" = 'numbered' AND l."awaits" = 'signature' ORDER BY l."draftedAt", l."id" LIMIT 100`,
    );
    return rows.map((row) => ({ letterId: String(row['id']), by: String(row['by']), file: fileOf(row) }));
  }

  /**
   * Keeps what was found on a signed file. A letter is signed once: a second file is refused by the table.
   *
   * @param ids one for each signature
   */
  async keep(tx: Tx, letterId: string, ids: readonly string[], signatures: readonly LetterSignature[]): Promise<void> {
    const rows = signatures.map((signature, i) => ({
      ...signature,
      id: ids[i] ?? '',
      letterId,
      position: i + 1,
      validFrom: writeInstant(signature.validFrom),
      validTo: writeInstant(signature.validTo),
      claimedAt: writeInstant(signature.claimedAt),
      at: writeInstant(signature.at),
    }));
    await tx.batch(rows.map((row) => insert('letter_signature', row)));
    tx.born('letter_signature', ...rows.map(({ id }) => id));
  }

  /** Hash of the paper that was given out to be signed; null before anybody asked for it. */
  async paperOf(letterId: string): Promise<string | null> {
    const [row] = await this.database.query<{ fileHash: string }>(
      'SELECT "fileHash" FROM "signing_paper" WHERE "letterId" = $1',
      [letterId],
    );
    return row?.fileHash ?? null;
  }

  /** Nothing happens when one was given out before. */
  async givePaper(tx: Tx, letterId: string, fileHash: string, at: Instant): Promise<void> {
    const added = await tx.execute(
      `INSERT INTO "signing_paper" ("letterId", "fileHash", "at") VALUES ($1, $2, $3) ON CONFLICT ("letterId") DO NOTHING`,
      [letterId, fileHash, writeInstant(at)],
    );
    if (added === 1) tx.born('signing_paper', letterId);
  }
}

function signatureOf(row: Row): LetterSignature {
  return {
    fileHash: row['fileHash'] as string,
    way: row['way'] as SigningWay,
    format: row['format'] as LetterSignature['format'],
    signer: row['signer'] as string,
    issuer: row['issuer'] as string,
    serial: row['serial'] as string,
    validFrom: readInstant(row['validFrom']),
    validTo: readInstant(row['validTo']),
    claimedAt: readInstantOrNull(row['claimedAt']),
    trusted: Boolean(row['trusted']),
    at: readInstant(row['at']),
    by: row['by'] as string,
  };
}

function fileOf(row: Row): StoredFile {
  return { hash: String(row['hash']), mediaType: String(row['mediaType']), bytes: Number(row['bytes']) };
}
