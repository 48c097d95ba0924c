import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Day, Optional, Pattern } from '../../platform/web/validation.js';
import { DossierReading } from '../imports.dto.js';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** What is said of a file of dossiers beside the file. */
export class DossierFileForm extends DossierReading {
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
