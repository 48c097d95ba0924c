import type { Instant } from '../domain/time/instant.js';
import type { Format } from '../platform/files/file-format.js';
import type { FileFault } from '../platform/spreadsheet/table.js';
import type { Mapping } from './mapping.js';

/**
 * `mirror`: of a system that stays, where the dossiers are worked on; `takeover`: from now on they are worked on here.
 */
export const IMPORT_MODES = ['mirror', 'takeover'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

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

/** How a row tells of its dossier: not finished yet, or finished one way or another. */
export type Told = 'open' | 'ended';

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
  readonly mode: ImportMode;
  /** until when the source vouches for what is in it */
  readonly asOf: Instant;
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
  /** desks of whose dossiers it tells; null until it has been read */
  readonly units: readonly string[] | null;
  /** line up to which the mirrors of dossiers follow it for which it brings nothing new */
  readonly mirroredLine: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly acceptedAt: Instant | null;
  readonly acceptedBy: string | null;
  readonly finishedAt: Instant | null;
}

/** How many rows are in each state, and how many part ways with what is on record. */
export type RowCounts = Readonly<Record<RowState, number>> & { readonly total: number; readonly differing: number };
