import type { Letter } from '../../domain/apology/letter.js';
import type { Instant } from '../../domain/time/instant.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { insert, type Tx } from '../../platform/database/sql.js';

/** What a signer said when they sent a letter back. */
export interface LetterReturn {
  readonly id: string;
  readonly comment: string;
  readonly at: Instant;
  readonly by: string;
}

/**
 * Keeps what the signer said. From here on the letter waits for its writer, until its version changes once more.
 *
 * @param before the letter as it was; writing it back gives it the next version
 */
export async function keepReturn(tx: Tx, before: Letter, { id, comment, at, by }: LetterReturn): Promise<void> {
  const row = { id, letterId: before.id, version: before.version + 1, comment, at: writeInstant(at), by };
  const { sql, params } = insert('letter_return', row);
  await tx.execute(sql, params);
  tx.born('letter_return', id);
}
