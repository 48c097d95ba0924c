import { II06_FORMS, type Ii06Form } from '../../domain/kpi/ii06.js';
import { Code, OneOf, Optional, Text } from '../../platform/web/validation.js';

/** GET /reports/ii06, its files, and GET /api/v1/reports/ii06 */
export class Ii06Query {
  /** `a` by field here, `b` by the units below, `c` all by field; `a` when left out */
  @Optional()
  @OneOf(II06_FORMS)
  form?: Ii06Form;

  /** `2023` (15/12 to 14/12), `2023-Q2`, `2023-6M`, `2023-9M`, `2023-05` (calendar month), or two days; the year of today when left out */
  @Optional()
  @Text({ min: 4, max: 22 })
  period?: string;

  /** your own when left out */
  @Optional()
  @Code()
  unit?: string;
}

/** POST /reports/closings */
export class ClosingForm {
  @Code()
  unit!: string;

  @Text({ min: 4, max: 22 })
  period!: string;

  @Optional()
  @Text({ min: 0, max: 400 })
  note?: string;
}

/** POST /reports/closings/signatures; the file follows the fields */
export class ClosingSignatureForm {
  @Code()
  unit!: string;

  @Text({ min: 4, max: 22 })
  period!: string;
}

/** GET /reports/closings/file */
export class ClosingFileQuery {
  @Code()
  unit!: string;

  @Text({ min: 4, max: 22 })
  period!: string;

  /** `signed`: the PDF with the head's signature */
  @OneOf(['xlsx', 'pdf', 'signed'])
  kind!: 'xlsx' | 'pdf' | 'signed';
}
