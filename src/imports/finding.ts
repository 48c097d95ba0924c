import { FINDING_WORDS, type FindingCode } from './finding-words.js';

/**
 * `defect`: the row cannot be written. `differs`: it can, but what the file says and what is known here are not the
 * same; a person should look, nothing of it is applied.
 */
export type Severity = 'defect' | 'differs';

export interface Finding {
  readonly severity: Severity;
  readonly code: FindingCode;
  /** heading of the column, or field of the object; empty when it is about the whole row */
  readonly field: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface WordedFinding {
  readonly severity: Severity;
  readonly code: FindingCode;
  readonly field: string;
  readonly vi: string;
  readonly en: string;
}

/** A finding in both languages. Facts are codes, days and numbers; never a name or a person's number. */
export function worded({ severity, code, field, facts }: Finding): WordedFinding {
  const [vi, en] = FINDING_WORDS[code];
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'));
  return { severity, code, field, vi: fill(vi), en: fill(en) };
}
