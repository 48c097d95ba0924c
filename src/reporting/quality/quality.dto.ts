import { DEFECT_KINDS, type DefectKind } from '../../domain/kpi/data-quality.js';
import { Code, OneOf, Optional } from '../../platform/web/validation.js';

/** GET /reports/quality */
export class QualityQuery {
  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @OneOf(DEFECT_KINDS)
  kind?: DefectKind;

  /** the code of the dossier that the page before ended at */
  @Optional()
  @Code()
  after?: string;
}
