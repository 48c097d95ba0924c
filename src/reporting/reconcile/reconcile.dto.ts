import { RECONCILE_RULES, type ReconcileRule } from '../../domain/kpi/reconcile.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Code, Day, Int, OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';
import { RECONCILE_KINDS, type ReconcileKind } from './reconciliation.js';

/** GET /reports/reconcile */
export class ReconcileListQuery {
  /** of the last one seen */
  @Optional()
  @Code()
  cursor?: string;
}

/** POST /reports/reconcile: what is said beside the file. */
export class ReconcileForm {
  @OneOf(RECONCILE_KINDS)
  kind!: ReconcileKind;

  /** code of a reporting period */
  @Text({ min: 4, max: 22 })
  period!: string;

  /** with everything below it; the caller's own when left out */
  @Optional()
  @Code()
  unit?: string;

  /** the day on which the other system made it; today when left out */
  @Optional()
  @Day()
  takenOn?: PlainDate;

  /** the other system knows kept and late only */
  @Optional()
  @Bool()
  twoClasses?: boolean;
}

/** Which differences are meant. */
export class DifferencesQuery {
  @Optional()
  @OneOf(RECONCILE_RULES)
  rule?: ReconcileRule;

  /** of a sheet: field and column, `xd:10` */
  @Optional()
  @Pattern(/^[A-Za-z0-9._-]{1,40}:\d{1,2}$/, 60, 'xd:10')
  cell?: string;
}

/** GET /reports/reconcile/{id} */
export class ShownDifferencesQuery extends DifferencesQuery {
  /** number of the last one seen */
  @Optional()
  @Int({ min: 0, max: 2_000_000 })
  cursor?: number;
}
