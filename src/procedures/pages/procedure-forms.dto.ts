import { PROCEDURE_LEVELS, type ProcedureLevel } from '../../domain/procedure/procedure-version.js';
import { Code, OneOf, Optional, Text } from '../../platform/web/validation.js';

/** Which procedures are listed. */
export class ProceduresListQuery {
  /** words of the code, name or field; accents and case do not matter */
  @Optional()
  @Text({ min: 1, max: 100 })
  q?: string;

  @Optional()
  @Code()
  field?: string;

  @Optional()
  @OneOf(PROCEDURE_LEVELS)
  level?: ProcedureLevel;

  /** who decides */
  @Optional()
  @Code()
  unit?: string;
}
