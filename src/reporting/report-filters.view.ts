import { offeredPeriods } from '../apologies/coverage/cover-periods.js';
import { periodText } from '../apologies/coverage/coverage.view.js';
import type { Period } from '../domain/kpi/period.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { choiceField, choices } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { FormField } from '../platform/templates/page-parts.js';

export interface NamedUnit {
  readonly code: string;
  readonly name: string;
}

/** Unit and period, as the reports of this room ask for them. */
export function reportFilters(
  asked: {
    readonly units: readonly NamedUnit[];
    readonly unitCode: string;
    readonly period: Period;
    readonly today: PlainDate;
  },
  t: Translator,
): FormField[] {
  const { units, unitCode, period, today } = asked;
  const offered = offeredPeriods(today).map((one) => [one.code, periodText(one, t)] as const);
  const known = offered.some(([code]) => code === period.code);
  const periods = known ? offered : [[period.code, periodText(period, t)] as const, ...offered];
  const named = units.map(({ code, name }) => [code, name] as const);
  return [
    ...(units.length < 2
      ? []
      : [choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [choices(named, unitCode)])]),
    choiceField({ kind: 'select', name: 'period', label: t('coverage.period') }, [choices(periods, period.code)]),
  ];
}
