import { Bool, Code, Int, ListOf, Optional, Part, Text } from '../../platform/web/validation.js';
import { ApplicantPart, DocumentPart, ReasonRequest, SubmitterPart } from '../dossiers.dto.js';

/** What the receipt should say; what is left out was right. */
export class CorrectionRequest extends ReasonRequest {
  /** another procedure brings its own limit, and the promise is counted anew from the same receipt */
  @Optional()
  @Code()
  procedureCode?: string;

  @Optional()
  @Part(() => ApplicantPart)
  applicant?: ApplicantPart;

  @Optional()
  @Part(() => SubmitterPart)
  submitter?: SubmitterPart;

  /** nobody handed it in for them */
  @Optional()
  @Bool()
  withoutSubmitter?: boolean;

  @Optional()
  @Text({ min: 1, max: 500 })
  summary?: string;

  @Optional()
  @Int({ min: 1, max: 99 })
  copies?: number;

  @Optional()
  @ListOf(() => DocumentPart, { min: 1, max: 40 })
  documents?: DocumentPart[];
}
