import type { PlainDate } from '../../domain/time/plain-date.js';
import { Code, Day, Int, OneOf, Optional, Pattern, Text, Texts } from '../../platform/web/validation.js';

const REFUSAL_KINDS = ['02', '03'] as const;

export class RefusalRequest {
  @Code()
  procedureCode!: string;

  /** which form they were given: 02 says what is missing, 03 why it is not accepted */
  @OneOf(REFUSAL_KINDS)
  kind!: '02' | '03';

  @Text({ min: 10, max: 600, lines: true })
  reason!: string;

  @Optional()
  @Text({ min: 2, max: 200 })
  applicantName?: string;

  /** of form 02: what is missing, each paper by itself */
  @Optional()
  @Texts({ min: 0, max: 30 }, { min: 2, max: 200 })
  items?: string[];
}

export class RefusalsQuery {
  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;

  /** first day, inside */
  @Optional()
  @Day()
  from?: PlainDate;

  /** last day, inside */
  @Optional()
  @Day()
  to?: PlainDate;

  /** a desk below the caller's own; left out, their own */
  @Optional()
  @Code()
  unit?: string;
}
