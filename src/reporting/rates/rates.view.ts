import { periodText } from '../../apologies/coverage/coverage.view.js';
import {
  NAMED_RATES,
  RATE_TERMS,
  shareOf,
  type NamedRate,
  type Share,
  type Term,
} from '../../domain/kpi/named-rates.js';
import type { Counts } from '../../domain/kpi/on-time-rate.js';
import { monthsWithin, type DayRange } from '../../domain/kpi/period.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell, EmptyState, FormField } from '../../platform/templates/page-parts.js';
import { dayText, numberText, shareText } from '../../platform/templates/page-words.js';
import { dossiersHref, type Figure } from '../dossier-links.js';
import type { OnTimeRow } from '../on-time.service.js';
import { rowLabel } from '../reports.view.js';
import { keepHref } from '../views/report-views.view.js';
import { lookingAt, ratesFilters } from './rates-filters.view.js';
import type { RateGroup, RatesReport } from './rates.service.js';

/** GET /reports/on-time. Template pages/reports/on-time. */
export interface RatesView {
  readonly filters: readonly FormField[];
  /** `Đang xem: UBND thị xã · tháng 5/2023 · kênh trực tuyến` */
  readonly lookingAt: string;
  /** to the page where this question gets a name */
  readonly keepHref: string;
  /** nothing was received and nothing carried in: there are no rates */
  readonly empty: EmptyState | null;
  readonly cards: readonly RateCard[];
  readonly table: {
    readonly title: string;
    readonly rows: readonly (readonly RateCell[])[];
  };
}

interface RateCard {
  readonly key: string;
  readonly name: string;
  readonly definition: string;
  readonly rateText: string;
  /** `792 / 829` */
  readonly ratioText: string;
  /** numerator, denominator and what misses, each term a door; none where no list holds exactly these dossiers */
  readonly parts: readonly { readonly label: string; readonly terms: readonly ChartCell[] }[];
  readonly note: string | null;
}

interface RateCell extends ChartCell {
  /** the same in dossiers: numerator and denominator; null beside a plain number */
  readonly below: string | null;
}

/** Where a number leads: the days and the filters of the report, and the row it stands in. */
type Place = Omit<Figure, 'measure'>;

/** @param url of the page as it was asked for */
export function ratesView(report: RatesReport, url: string, t: Translator): RatesView {
  const { figures, only } = report;
  const { counts, withoutSameDay } = figures.total;
  const place: Place = { from: figures.from, to: figures.to, unitCode: figures.unit.code, row: null, only };
  const named = (rate: NamedRate): RateCard => namedCard(rate, counts, place, report, t);
  const plain = shareOf('resolved', withoutSameDay);
  return {
    filters: ratesFilters(report, t),
    lookingAt: lookingAt(report, t),
    keepHref: keepHref(url),
    empty:
      counts.received + counts.carried > 0
        ? null
        : { title: t('k.na'), body: t('rates.empty', { period: periodText(report.period, t) }), action: null },
    cards: [
      named('resolved'),
      { ...card('without_same_day', plain, t), note: t('rates.note.without_same_day') },
      named('received'),
      named('qd766'),
      ruleCard(report, t),
    ],
    table: {
      title: t(`rates.by.${figures.groupBy as RateGroup}`),
      rows: figures.rows.map((row) => tableRow(row, place, report, t)),
    },
  };
}

function card(
  key: NamedRate | 'without_same_day' | 'rule',
  share: Pick<Share, 'part' | 'whole'>,
  t: Translator,
): RateCard {
  return {
    key: key.replaceAll('_', '-'),
    name: t(`rates.name.${key}`),
    definition: t(`rates.definition.${key}`),
    rateText: shareText(share.part, share.whole, t),
    ratioText: ratio(share, t),
    parts: [],
    note: null,
  };
}

function namedCard(rate: NamedRate, counts: Counts, place: Place, { today }: RatesReport, t: Translator): RateCard {
  const { part, whole, missed } = RATE_TERMS[rate];
  const doors = (terms: readonly Term[]): ChartCell[] =>
    terms.map((term) => ({
      text: `${t(`rates.term.${term}`)}: ${numberText(counts[term], t)}`,
      // Nothing opens an empty list.
      href: counts[term] === 0 ? null : dossiersHref({ ...place, measure: term }, today),
    }));
  return {
    ...card(rate, shareOf(rate, counts), t),
    parts: [
      { label: t('rates.part'), terms: doors(part) },
      { label: t('rates.whole'), terms: doors(whole) },
      { label: t('rates.missed'), terms: doors(missed) },
    ],
  };
}

/** Kept by night for whole periods and units: nothing else stands in for it. */
function ruleCard({ rule }: RatesReport, t: Translator): RateCard {
  const known = card('rule', rule ?? { part: 0, whole: 0 }, t);
  if (rule === null)
    return { ...known, rateText: t('rates.unknown'), ratioText: '', note: t('rates.note.rule_unknown') };
  return { ...known, note: t('rates.note.rule_until', { day: dayText(rule.through, t) }) };
}

function tableRow(row: OnTimeRow, place: Place, { figures, today }: RatesReport, t: Translator): RateCell[] {
  const { key, counts } = row;
  const groupBy = figures.groupBy as RateGroup;
  const at: Place = { ...place, ...daysOf(row, groupBy, place), row: { by: groupBy, key } };
  const door = (measure: 'resolved' | 'late', value: number): RateCell => ({
    text: numberText(value, t),
    href: value === 0 ? null : dossiersHref({ ...at, measure }, today),
    below: null,
  });
  const rates = NAMED_RATES.map((rate) => {
    const share = shareOf(rate, counts);
    return { text: shareText(share.part, share.whole, t), href: null, below: ratio(share, t) };
  });
  return [
    { text: rowLabel(row, groupBy, t), href: null, below: null },
    door('resolved', shareOf('resolved', counts).whole),
    door('late', counts.late),
    ...rates,
  ];
}

/** A month is cut to the days inside the range. */
function daysOf({ key }: OnTimeRow, groupBy: RateGroup, range: DayRange): DayRange {
  const month = groupBy === 'month' ? monthsWithin(range).find(({ code }) => code === key) : undefined;
  return month ? { from: month.from, to: month.to } : { from: range.from, to: range.to };
}

function ratio({ part, whole }: Pick<Share, 'part' | 'whole'>, t: Translator): string {
  return `${numberText(part, t)} / ${numberText(whole, t)}`;
}
