import { localDate } from '../domain/time/plain-date.js';
import type { Instant } from '../domain/time/instant.js';
import { writtenDate } from '../platform/templates/vietnamese.js';

export interface LedgerFacts {
  readonly holderName: string;
  readonly deskName: string;
  readonly heldByDesk: boolean;
  readonly heldSince: Instant;
  readonly resultAt: Instant | null;
}

/**
 * The sentence a letter gives while nobody has written a reason: only what the ledger proves, nothing about why.
 * A factual sentence is better than an invented one, and worse than the officer's own.
 */
export function reasonFromLedger({ holderName, deskName, heldByDesk, heldSince, resultAt }: LedgerFacts): string {
  if (resultAt !== null) {
    return `kết quả giải quyết chỉ được chuyển đến ${deskName} vào ${writtenDate(localDate(resultAt))}, sau thời gian đã hẹn`;
  }
  if (heldByDesk) return `hồ sơ còn ở ${deskName}, chưa được chuyển giải quyết xong trong thời gian đã hẹn`;
  return `hồ sơ được chuyển đến ${holderName} từ ${writtenDate(localDate(heldSince))}, đến hết thời gian đã hẹn chưa được giải quyết xong`;
}
