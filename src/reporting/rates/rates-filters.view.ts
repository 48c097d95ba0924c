import { periodText } from '../../apologies/coverage/coverage.view.js';
import { CHANNELS, type Channel } from '../../domain/dossier/status.js';
import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormField } from '../../platform/templates/page-parts.js';
import { dayText } from '../../platform/templates/page-words.js';
import { reportFilters, type NamedUnit } from '../report-filters.view.js';
import { RATE_GROUPS, type RatesReport } from './rates.service.js';

/** The form that narrows the report; every answer of it stands in the address. */
export function ratesFilters(
  { period, today, only, figures, choices: offered }: RatesReport,
  t: Translator,
): FormField[] {
  const typed = period.code.includes('..');
  const days = { kind: 'date' as const };
  return [
    ...reportFilters({ units: offered.units, unitCode: figures.unit.code, period, today }, t),
    field({
      ...days,
      name: 'from',
      label: t('rates.from'),
      hint: t('rates.days_hint'),
      value: typed ? period.from : '',
    }),
    field({ ...days, name: 'to', label: t('rates.to'), value: typed ? period.to : '' }),
    oneOf('field', t('rates.field'), withChosen(offered.fields, only.field), only.field, t),
    oneOf('procedure', t('rates.procedure'), withChosen(offered.procedures, only.procedure), only.procedure, t),
    oneOf('channel', t('col.channel'), channels(t), only.channel, t),
    choiceField({ kind: 'select', name: 'groupBy', label: t('rates.group_by') }, [
      choices(
        RATE_GROUPS.map((one) => [one, t(`rates.by.${one}`)] as const),
        figures.groupBy,
      ),
    ]),
  ];
}

/** The filters as a sentence, so that a page on paper says what it counts. */
export function lookingAt({ period, only, figures, choices: offered }: RatesReport, t: Translator): string {
  const named = (list: readonly NamedUnit[], code: string): string =>
    list.find((one) => one.code === code)?.name ?? code;
  const through = figures.to < period.to ? [t('rates.through', { day: dayText(figures.to, t) })] : [];
  const parts = [
    figures.unit.name,
    periodText(period, t),
    ...through,
    ...(only.field === undefined ? [] : [t('rates.only.field', { name: named(offered.fields, only.field) })]),
    ...(only.procedure === undefined
      ? []
      : [t('rates.only.procedure', { name: named(offered.procedures, only.procedure) })]),
    ...(only.channel === undefined ? [] : [t('rates.only.channel', { name: t(`channel.${only.channel as Channel}`) })]),
  ];
  return t('rates.looking_at', { what: parts.join(' · ') });
}

function oneOf(
  name: string,
  label: string,
  offered: readonly NamedUnit[],
  chosen: string | undefined,
  t: Translator,
): FormField {
  const options = offered.map((one) => [one.code, one.name] as const);
  return choiceField({ kind: 'select', name, label }, [choices([['', t('rates.all')], ...options], chosen ?? '')]);
}

/** What is not in the catalogue of the day keeps its code: the form must not lose a filter that is in force. */
function withChosen(offered: readonly NamedUnit[], chosen: string | undefined): readonly NamedUnit[] {
  const known = chosen === undefined || offered.some(({ code }) => code === chosen);
  return known ? offered : [{ code: chosen, name: chosen }, ...offered];
}

function channels(t: Translator): NamedUnit[] {
  return CHANNELS.map((code) => ({ code, name: t(`channel.${code}`) }));
}
