import type { Instant } from '../../domain/time/instant.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Queries, type Tx } from '../../platform/database/sql.js';
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

/** In the order in which they were made; none for a letter that is signed in another way. */
export async function signaturesOf(from: Queries, letterId: string): Promise<LetterSignature[]> {
  const rows = await from.query(
    `SELECT "fileHash", "way", "format", "signer", "issuer", "serial", "validFrom", "validTo", "claimedAt", "trusted",
            "at", "by"
       FROM "letter_signature" WHERE "letterId" = $1 ORDER BY "position"`,
    [letterId],
  );
  return rows.map((row) => ({
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
  }));
}

/**
 * Keeps what was found on a signed file. A letter is signed once: a second file is refused by the table.
 *
 * @param ids one for each signature
 */
export async function keepSignatures(
  tx: Tx,
  letterId: string,
  ids: readonly string[],
  signatures: readonly LetterSignature[],
): Promise<void> {
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
