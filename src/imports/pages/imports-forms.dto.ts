import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Code, Day, OneOf, Optional, Pattern } from '../../platform/web/validation.js';
import { IMPORT_MODES, type ImportMode } from '../import-file.js';

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
