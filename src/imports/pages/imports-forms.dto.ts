import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Code, Day, Int, OneOf, Optional, Pattern } from '../../platform/web/validation.js';
import { IMPORT_MODES, ROW_STATES, type ImportMode, type RowState } from '../import-file.js';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** What is said of a file of dossiers beside the file. */
export class DossierFileForm {
  @Optional()
  @Code()
  mapping?: string;

  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @OneOf(IMPORT_MODES)
  mode?: ImportMode;

  /** until when the source vouches for it: the day of the export */
  @Optional()
  @Day()
  asOfOn?: PlainDate;

  @Optional()
  @Pattern(TIME, 5, '17:00')
  asOfTime?: string;

  /** applied at once when no row is wrong */
  @Optional()
  @Bool()
  straight?: boolean;
}

/** Which rows of a file are shown. */
export class ShownRowsQuery {
  @Optional()
  @OneOf(ROW_STATES)
  state?: RowState;

  @Optional()
  @Bool()
  differing?: boolean;

  /** line the page begins after */
  @Optional()
  @Int({ min: 0, max: 2_000_000 })
  cursor?: number;
}
