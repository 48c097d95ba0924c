import type { Instant } from '../domain/time/instant.js';
import type { FileFault } from '../platform/spreadsheet/table.js';
import type { Mapping } from './mapping.js';

export const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * `received` (its rows are being read) → `validated` (every row is judged, nothing is written) → `applying` → `done`;
 * `stopped` on the way there, to go on or to be cancelled; `unreadable` and `cancelled` are ends.
 */
export const IMPORT_STATES = [
  'received',
  'validated',
  'applying',
  'stopped',
  'done',
  'unreadable',
  'cancelled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** `no_heading`: no row names all the columns a dossier needs. `lost`: the file went before its rows were read. */
export type ImportFault = FileFault | 'no_heading' | 'lost';

export const ROW_STATES = ['ready', 'defective', 'unchanged', 'applied', 'skipped', 'refused'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** A file that came in. */
export interface ImportFile {
  readonly id: string;
  /** whose import it is */
  readonly unitCode: string;
  /** dossiers of all desks below may be written, not only of this one */
  readonly wholeTree: boolean;
  readonly format: Format;
  readonly mappingName: string | null;
  /** as it was when the file came in; NDJSON needs none */
  readonly mapping: Mapping | null;
  /** of the file, by column, once it has been read */
  readonly headings: readonly string[] | null;
  readonly fileHash: string;
  readonly bytes: number;
  readonly state: ImportState;
  /** waits for a person in any case; else a file without a defect goes on by itself */
  readonly dryRun: boolean;
  readonly skipDefective: boolean;
  readonly fault: ImportFault | null;
  readonly faultWhere: string | null;
  /** rows that are no dossiers: titles of sections, sums, signatures */
  readonly passedOver: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly acceptedAt: Instant | null;
  readonly acceptedBy: string | null;
  readonly finishedAt: Instant | null;
}

/** How many rows are in each state, and how many part ways with what is on record. */
export type RowCounts = Readonly<Record<RowState, number>> & { readonly total: number; readonly differing: number };
