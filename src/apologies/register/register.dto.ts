import { Code, Int, Optional, Pattern, Text } from '../../platform/web/validation.js';

const YEARS = { min: 2000, max: 2200 } as const;

/** GET /letters/register */
export class RegisterQuery {
  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @Int(YEARS)
  year?: number;

  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

/** GET /letters/register/pdf */
export class RegisterSheetQuery {
  @Optional()
  @Code()
  unit?: string;

  @Int(YEARS)
  year!: number;

  @Optional()
  @Int({ min: 1, max: 100 })
  part?: number;
}

/** POST /letters/register/starts: goes on from a register on paper. */
export class RegisterStartForm {
  @Int({ min: 2, max: 100_000 })
  next!: number;

  @Text({ min: 10, max: 400 })
  reason!: string;
}

/** POST /letters/register/closures?unit=…&year=… */
export class RegisterClosingQuery {
  @Code()
  unit!: string;

  @Int(YEARS)
  year!: number;
}
