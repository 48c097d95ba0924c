import { Bool, Code, Int, ListOf, Optional, Pattern, Text } from '../../platform/web/validation.js';
import { ID_NUMBER } from '../dossiers.dto.js';

/** Whom one line of the counter is about, and how much of it. */
export class InstantLineRequest {
  /** of the applicant; the QR of a citizen card is understood here too */
  @Optional()
  @Text({ min: 2, max: 600 })
  name?: string;

  /** what a reader said of a citizen card, when the page has put its parts into their fields */
  @Optional()
  @Text({ min: 1, max: 600 })
  card?: string;

  @Optional()
  @Pattern(ID_NUMBER, 12, '054090001234')
  idNumber?: string;

  /** the name stands as the citizen writes it, though it looks as if it had lost its accents */
  @Optional()
  @Bool()
  nameChecked?: boolean;

  @Int({ min: 1, max: 99 })
  copies!: number;

  @Optional()
  @Int({ min: 1, max: 999 })
  pages?: number;
}

export class InstantRequest extends InstantLineRequest {
  @Code()
  procedureCode!: string;

  /** the dossier whose applicant is served again */
  @Optional()
  @Code()
  again?: string;

  /** not at once: with a slip that says the hour and the day */
  @Optional()
  @Bool()
  later?: boolean;
}

export class InstantLinesRequest {
  @Code()
  procedureCode!: string;

  @ListOf(() => InstantLineRequest, { min: 1, max: 20 })
  lines!: InstantLineRequest[];
}

/** What was saved before, and what is gone on with. */
export class InstantQuery {
  @Optional()
  @Code()
  saved?: string;

  @Optional()
  @Code()
  procedure?: string;

  /** codes with commas between */
  @Optional()
  @Text({ min: 1, max: 900 })
  done?: string;
}
