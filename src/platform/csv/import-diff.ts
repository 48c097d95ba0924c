import type { ImportReport } from './import-report.js';

export interface FieldDiff {
  /** column of the file */
  readonly field: string;
  /** as a file would write it; null where there was nothing */
  readonly before: string | null;
  readonly after: string | null;
}

/** One thing a file would add, change, end or take away. */
export interface ImportDiff {
  readonly kind: 'added' | 'changed' | 'closed' | 'removed';
  /** its code, or its day */
  readonly key: string;
  readonly name: string;
  /** what of it becomes otherwise; of an added one, what it begins with */
  readonly fields: readonly FieldDiff[];
}

/** What a file would do, before it is done. */
export interface ImportPreview {
  readonly report: ImportReport;
  readonly diffs: readonly ImportDiff[];
  /** things in the file that are so already */
  readonly unchanged: number;
}

type Texts = Readonly<Record<string, string | null>>;

/** What differs between two things told as texts, in the order of the second. */
export function fieldDiffs(before: Texts | null, after: Texts): FieldDiff[] {
  return Object.entries(after)
    .map(([field, text]) => ({ field, before: before?.[field] ?? null, after: text }))
    .filter((one) => (one.before ?? '') !== (one.after ?? ''));
}

/** A value as a file would write it. */
export function diffText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
