import {
  Bool,
  Code,
  Int,
  IsoInstant,
  ListOf,
  OneOf,
  Optional,
  Part,
  Pattern,
  Text,
  Texts,
} from '../platform/web/validation.js';
import type { Instant } from '../domain/time/instant.js';
import { IMPORT_MODES, ROW_STATES, type ImportMode, type RowState } from './import-file.js';
import { TARGETS, VALUE_TARGETS, type Target, type ValueTarget } from './mapping.js';

const TIME = /^\d{1,2}:\d{2}$/;

/** How a file of dossiers is read, by the API and on the page. */
export class DossierReading {
  /** the saved mapping by which a CSV or XLSX file is read; left out: the one that is shipped */
  @Optional()
  @Code()
  mapping?: string;

  /** the desk the file is of; left out: the caller's own */
  @Optional()
  @Code()
  unit?: string;

  /** of a system that goes on working on its dossiers, or to work on them here from now on; left out: CSV and XLSX mirror, NDJSON takes over */
  @Optional()
  @OneOf(IMPORT_MODES)
  mode?: ImportMode;
}

export class DossierImportQuery extends DossierReading {
  /** true: wait for a person in any case; else a file without a defect is applied at once */
  @Optional()
  @Bool()
  dryRun?: boolean;

  /** until when the source vouches for what is in the file, say when it was exported; left out: until it came in */
  @Optional()
  @IsoInstant()
  asOf?: Instant;
}

export class ImportListQuery {
  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Code()
  cursor?: string;
}

/** Which rows of a file are shown. */
export class ShownRowsQuery {
  @Optional()
  @OneOf(ROW_STATES)
  state?: RowState;

  /** true: only rows that part ways with what is on record */
  @Optional()
  @Bool()
  differing?: boolean;

  /** `nextCursor` of the page before */
  @Optional()
  @Int({ min: 0, max: 2_000_000 })
  cursor?: number;
}

export class ImportRowsQuery extends ShownRowsQuery {
  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;
}

export class MissingQuery {
  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Code()
  cursor?: string;
}

export class AcceptanceRequest {
  /** defective rows are left out; else one of them keeps the whole file from being applied */
  @Optional()
  @Bool()
  skipDefective?: boolean;
}

export class MappedColumnPart {
  @OneOf(TARGETS)
  target!: Target;

  /** as other files write it; accents, case and marks do not matter */
  @Texts({ min: 1, max: 30 }, { min: 1, max: 120 })
  headings!: string[];
}

export class MappedValuePart {
  @OneOf(VALUE_TARGETS)
  target!: ValueTarget;

  @Text({ min: 1, max: 40 })
  to!: string;

  @Texts({ min: 1, max: 50 }, { min: 1, max: 120 })
  from!: string[];
}

export class MappedNamePart {
  /** their name */
  @Text({ min: 1, max: 500 })
  from!: string;

  @Code()
  code!: string;
}

export class MappedTimesPart {
  @Pattern(TIME, 5, '07:30')
  accepted!: string;

  @Pattern(TIME, 5, '17:00')
  due!: string;

  @Pattern(TIME, 5, '17:00')
  finished!: string;
}

export class ImportMappingRequest {
  /** name of the sheet; left out: the first that can be seen */
  @Optional()
  @Text({ min: 1, max: 60 })
  sheet?: string;

  @ListOf(() => MappedColumnPart, { min: 1, max: 30 })
  columns!: MappedColumnPart[];

  @Optional()
  @ListOf(() => MappedValuePart, { min: 0, max: 60 })
  values?: MappedValuePart[];

  /** their names of procedures; those equal to ours need none */
  @Optional()
  @ListOf(() => MappedNamePart, { min: 0, max: 2000 })
  procedures?: MappedNamePart[];

  @Optional()
  @ListOf(() => MappedNamePart, { min: 0, max: 500 })
  units?: MappedNamePart[];

  /** e.g. `dd/MM/yyyy HH:mm` */
  @Optional()
  @Texts({ min: 1, max: 20 }, { min: 8, max: 30 })
  dateFormats?: string[];

  /** when something happened of which only the day is told */
  @Optional()
  @Part(() => MappedTimesPart)
  times?: MappedTimesPart;
}
