import type { ProcedureVersion } from './procedure-version.js';

/**
 * How a fee is computed, as a version writes it: `copy;10000` is so much for each copy; `page;2000;2;1000;200000` is so
 * much a page, from the page after the second so much, and at most so much a copy.
 */
export const FEE_RULE = /^(?:copy;\d{1,9}|page;\d{1,9};\d{1,3};\d{1,9};\d{1,9})$/;

/** What was asked for. */
export interface Wanted {
  readonly copies: number;
  /** of the original; null where nobody counted them */
  readonly pages: number | null;
}

export type FeeTerms = Pick<ProcedureVersion, 'feeVnd' | 'feeRule'>;

/** Whether pages must be counted to know the fee. */
export function isPerPage({ feeRule }: Pick<FeeTerms, 'feeRule'>): boolean {
  return feeRule?.startsWith('page;') === true;
}

/**
 * The fee in whole đồng. Without a rule, or where pages were not counted, the version's one amount.
 *
 * @throws RangeError for counts that are not positive whole numbers
 * Source: TT 226/2016/TT-BTC art. 4, by the rule of the version.
 */
export function feeFor({ feeVnd, feeRule }: FeeTerms, { copies, pages }: Wanted): number {
  if (![copies, pages ?? 1].every((count) => Number.isSafeInteger(count) && count >= 1)) {
    throw new RangeError('copies and pages are counted from one');
  }
  if (feeRule === null) return feeVnd;
  const [kind, first, few, further, most] = partsOf(feeRule);
  if (kind === 'copy') return copies * first;
  if (pages === null) return feeVnd;
  const aCopy = first * Math.min(pages, few) + further * Math.max(0, pages - few);
  return copies * Math.min(most, aCopy);
}

function partsOf(rule: string): readonly [kind: string, first: number, few: number, further: number, most: number] {
  if (!FEE_RULE.test(rule)) throw new RangeError('this is no rule of a fee');
  const [kind = '', first = 0, few = 0, further = 0, most = 0] = rule.split(';');
  return [kind, Number(first), Number(few), Number(further), Number(most)];
}
