import { Int, Optional, Part, Pattern, Text } from '../../platform/web/validation.js';
import { ID_NUMBER, PHONE } from '../dossiers.dto.js';

export class PaperBookLinePart {
  @Text({ min: 1, max: 60 })
  book!: string;

  @Int({ min: 1, max: 999_999 })
  serial!: number;
}

/** One of `text`, `idNumber`, `phone` and `paperBook`. */
export class DossierSearchRequest {
  /** a code or how it begins, words of a name without need of accents, or a whole number of a person */
  @Optional()
  @Text({ min: 1, max: 200 })
  text?: string;

  @Optional()
  @Pattern(ID_NUMBER, 12, '054090001234')
  idNumber?: string;

  @Optional()
  @Pattern(PHONE, 11, '0912345678')
  phone?: string;

  /** the line of a paper book that a dossier was first written into */
  @Optional()
  @Part(() => PaperBookLinePart)
  paperBook?: PaperBookLinePart;

  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}
