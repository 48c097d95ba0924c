import { Bool, Code, Int, ListOf, OneOf, Optional, Part, Text } from '../../platform/web/validation.js';
import { ApplicantPart, DocumentPart, SubmitterPart } from '../dossiers.dto.js';

export class FilingRequest {
  @Code()
  procedureCode!: string;

  /** the desk that must answer: the one whose token files it */
  @Code()
  unitCode!: string;

  /** somebody of the desk typed it for a citizen who sat beside them */
  @Optional()
  @Bool()
  assisted?: boolean;

  @Part(() => ApplicantPart)
  applicant!: ApplicantPart;

  @Optional()
  @Part(() => SubmitterPart)
  submitter?: SubmitterPart;

  @Optional()
  @Text({ min: 1, max: 500 })
  summary?: string;

  @Optional()
  @Int({ min: 1, max: 99 })
  copies?: number;

  /** left out or empty: the list of the procedure */
  @Optional()
  @ListOf(() => DocumentPart, { min: 0, max: 40 })
  documents?: DocumentPart[];

  @Optional()
  @OneOf(['desk', 'postal', 'online'])
  resultVia?: 'desk' | 'postal' | 'online';
}
