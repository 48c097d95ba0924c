import { DAY, type Instant } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';

export type ExportState = 'waiting' | 'ready' | 'stopped' | 'failed' | 'removed';

/** Why there is no file: too many rows, none at all, no room on the disk, another error, somebody of it was erased. */
export type ExportFault = 'too_many' | 'empty' | 'disk' | 'error' | 'erased';

/** How far the gathering of rows is: what goes on after a crash goes on from here. */
export interface ExportPlace {
  /** which book: a desk and a year, counted from 0 in the order of the desks */
  readonly book: number;
  /** the last row that was gathered of it; null: none yet */
  readonly after: { readonly at: string; readonly id: string } | null;
  /** number of the next row within the year's book; null: not counted yet */
  readonly serial: number | null;
}

/** The register of one or more desks as one workbook, made beside the people. */
export interface RegisterExport {
  readonly id: string;
  /** who was chosen, and all desks whose books it holds */
  readonly unitCode: string;
  readonly unitCodes: readonly string[];
  /** both days inside */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** whole telephone numbers, for a reason that is in the audit trail */
  readonly phones: boolean;
  readonly state: ExportState;
  readonly fault: ExportFault | null;
  /** rows there are, as they were counted at the beginning; null: not counted yet */
  readonly total: number | null;
  /** rows gathered, and the bytes they take on the disk */
  readonly rows: number;
  readonly bytes: number;
  readonly place: ExportPlace;
  readonly fileBytes: number | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly endedAt: Instant | null;
  /** from when its files are taken away */
  readonly expiresAt: Instant | null;
}

export const EXPORT_START: ExportPlace = { book: 0, after: null, serial: null };

/** Years a workbook may reach over. */
export const MOST_YEARS = 5;
/** Rows of one workbook. */
export const MOST_ROWS = 2_000_000;
/** Workbooks somebody may keep at once. */
export const MOST_KEPT = 10;
/** What the workbooks of all may take on the disk. */
export const MOST_BYTES = 4 * 1024 ** 3;
/** Days a workbook is kept; with whole telephone numbers one day. */
const KEPT_DAYS = 7;
const KEPT_DAYS_PHONES = 1;

/** From when the files of an export that ended at a moment are taken away. */
export function expiryOf({ phones }: Pick<RegisterExport, 'phones'>, endedAt: Instant): Instant {
  return (endedAt + (phones ? KEPT_DAYS_PHONES : KEPT_DAYS) * DAY) as Instant;
}
