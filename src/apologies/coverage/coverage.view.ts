import { CAUSES } from '../../domain/apology/cause.js';
import { listLength, type CoverCounts, type CoverList, type CoverMeasure } from '../../domain/apology/coverage.js';
import type { Period } from '../../domain/kpi/period.js';
import { causeText } from '../../dossiers/state-words.view.js';
import { choiceField, choices } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell, EmptyState, Fact, FormField, Link } from '../../platform/templates/page-parts.js';
import { dayText, monthText, numberText, shareText } from '../../platform/templates/page-words.js';
import type { HealReport } from '../healing/heal-reports.repository.js';
import { nightView, type NightView } from '../healing/night.view.js';
import type { CoverBoard, CoverFrame, CoverUnit } from './cover-board.service.js';
import { coverHref, coverListHref, learningHref, type CoverAbout } from './cover-links.js';
import { offeredPeriods, registerMonth } from './cover-periods.js';
import { FAULTS, lateOf, totalOf } from './coverage.service.js';

/** GET /letters/coverage. Template pages/letters/coverage. */
export interface CoverageView {
  readonly filters: readonly FormField[];
  readonly unitName: string;
  readonly periodText: string;
  /** nothing was opened: there are no rates */
  readonly empty: EmptyState | null;
  readonly rates: readonly RateRow[];
  /** the lists that must become empty, and those of what ended otherwise */
  readonly lists: readonly ListDoor[];
  readonly apart: readonly Fact[];
  readonly groups: readonly CoverGroup[];
  /** null: no night has been looked at yet */
  readonly night: NightView | null;
  readonly doors: readonly Link[];
}

export interface RateRow {
  readonly label: string;
  readonly definition: string;
  readonly byObligation: Ratio;
  /** null where dossiers are not counted */
  readonly byDossier: Ratio | null;
}

/** `35 trên 37`, and what that comes to */
export interface Ratio {
  readonly rateText: string;
  readonly part: ChartCell;
  readonly whole: ChartCell;
}

export interface ListDoor {
  readonly label: string;
  readonly count: string;
  readonly href: string;
  readonly hint: string;
  readonly loud: boolean;
}

export interface CoverGroup {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ChartCell[])[];
}

const LISTS = ['missing', 'undrafted', 'drafted', 'undelivered', 'tardy', 'waived', 'averted', 'historic'] as const;
const LOUD: readonly CoverList[] = ['missing', 'undrafted', 'undelivered'];
const STEPS = ['created', 'issued', 'delivered'] as const;
const OF_DOSSIERS = { created: 'dossiersCreated', issued: 'dossiersIssued', delivered: 'dossiersDelivered' } as const;

export function coverageView(
  { frame, sums, byUnit }: CoverBoard,
  report: HealReport | null,
  t: Translator,
): CoverageView {
  const about = { unitCode: frame.unitCode, period: frame.period };
  const all = totalOf(sums);
  const groups = [
    unitGroup(byUnit, about, t),
    group('cause', CAUSES.map((cause) => [causeText(cause, t), { ...about, cause }, sums.filter((sum) => sum.cause === cause)]), t), // prettier-ignore
    group('fault', FAULTS.map((fault) => [t(`fault.${fault}`), { ...about, fault }, sums.filter((sum) => sum.fault === fault)]), t), // prettier-ignore
  ];
  return {
    filters: coverFilters(frame, t),
    unitName: frame.unitName,
    periodText: periodText(frame.period, t),
    empty: all.opened > 0 ? null : { title: t('k.na'), body: t('coverage.empty'), action: null },
    rates: all.opened === 0 ? [] : rates(all, lateOf(sums), about, t),
    lists: LISTS.map((list) => listDoor(list, all, about, t)),
    apart: apart(all, t),
    groups: groups.filter(({ rows }) => rows.length > 0),
    night: nightView(report, frame.units, t),
    doors: doors(frame, t),
  };
}

/** What is owed for lateness has a rate of its own: whether the letter came before the citizen did. */
function rates(all: CoverCounts, late: CoverCounts, about: CoverAbout, t: Translator): RateRow[] {
  const opened = doorTo('opened', all, about, t);
  return [
    ...STEPS.map((step) => ({
      label: t(`coverage.rate.${step}`),
      definition: t(`coverage.definition.${step}`),
      byObligation: ratio([all[step], all.opened], [doorTo(step, all, about, t), opened], t),
      byDossier: plainRatio(all[OF_DOSSIERS[step]], all.dossiers, t),
    })),
    {
      label: t('coverage.rate.timely'),
      definition: t('coverage.definition.timely'),
      byObligation: plainRatio(late.timely, late.opened, t),
      byDossier: null,
    },
  ];
}

function ratio(
  [part, whole]: readonly [number, number],
  [partDoor, wholeDoor]: readonly [ChartCell, ChartCell],
  t: Translator,
): Ratio {
  return { rateText: shareText(part, whole, t), part: partDoor, whole: wholeDoor };
}

function plainRatio(part: number, whole: number, t: Translator): Ratio {
  return ratio([part, whole], [cell(numberText(part, t)), cell(numberText(whole, t))], t);
}

function listDoor(list: (typeof LISTS)[number], all: CoverCounts, about: CoverAbout, t: Translator): ListDoor {
  const count = listLength(list, all);
  return {
    label: t(`coverage.list.${list}`),
    count: numberText(count, t),
    href: coverListHref(list, about),
    hint: t(`coverage.list_hint.${list}`),
    loud: count > 0 && LOUD.includes(list),
  };
}

function apart(all: CoverCounts, t: Translator): Fact[] {
  const shown = ['automatic', 'outside', 'presumed', 'proven'] as const satisfies readonly CoverMeasure[];
  return shown.map((name) => ({
    label: t(`coverage.apart.${name}`),
    value: numberText(all[name], t),
    href: null,
    hint: null,
  }));
}

const COLUMNS = ['opened', 'issued', 'missing', 'waived', 'undelivered', 'rate', 'timely'] as const;

function group(
  key: 'cause' | 'fault',
  rows: readonly (readonly [label: string, about: CoverAbout, sums: Parameters<typeof totalOf>[0]])[],
  t: Translator,
): CoverGroup {
  return {
    key,
    title: t(`coverage.by_${key}`),
    columns: [t(`coverage.col.${key}`), ...COLUMNS.map((name) => t(`coverage.col.${name}`))],
    rows: rows
      .filter(([, , sums]) => totalOf(sums).opened > 0)
      .map(([label, about, sums]) => [
        cell(label),
        ...figures(totalOf(sums), lateOf(sums).opened, (list) => coverListHref(list, about), t),
      ]),
  };
}

/** A unit that stands for itself among those below it has no list of its own: its numbers are words. */
function unitGroup(units: readonly CoverUnit[], about: CoverAbout, t: Translator): CoverGroup {
  return {
    key: 'unit',
    title: t('coverage.by_unit'),
    columns: [t('col.unit'), ...COLUMNS.map((name) => t(`coverage.col.${name}`))],
    rows: units.map(({ code, name, counts, lateOpened }) => {
      const own = code === null ? null : { ...about, unitCode: code };
      const href = (list: CoverList): string | null => (own === null ? null : coverListHref(list, own));
      const label = own === null ? t('coverage.itself', { unit: name }) : name;
      return [{ text: label, href: own === null ? null : coverHref(own) }, ...figures(counts, lateOpened, href, t)];
    }),
  };
}

function figures(
  counts: CoverCounts,
  lateOpened: number,
  hrefOf: (list: CoverList) => string | null,
  t: Translator,
): ChartCell[] {
  const door = (list: CoverList): ChartCell => {
    const count = listLength(list, counts);
    return { text: numberText(count, t), href: count === 0 ? null : hrefOf(list) };
  };
  return [
    cell(numberText(counts.opened, t)),
    cell(numberText(counts.issued, t)),
    door('missing'),
    door('waived'),
    door('undelivered'),
    cell(shareText(counts.issued, counts.opened, t)),
    cell(shareText(counts.timely, lateOpened, t)),
  ];
}

function doorTo(list: CoverList, all: CoverCounts, about: CoverAbout, t: Translator): ChartCell {
  const count = listLength(list, all);
  return { text: numberText(count, t), href: count === 0 ? null : coverListHref(list, about) };
}

function doors(frame: CoverFrame, t: Translator): Link[] {
  const month = registerMonth(frame.period, frame.today);
  const asked = new URLSearchParams({ unit: frame.unitCode, period: month.code }).toString();
  const words = { month: monthText(month.from, t) };
  return [
    { href: `/letters/coverage/register.xlsx?${asked}`, label: t('coverage.register_xlsx', words) },
    { href: `/letters/coverage/register.pdf?${asked}`, label: t('coverage.register_pdf', words) },
    { href: learningHref({ unitCode: frame.unitCode, period: frame.period }), label: t('coverage.learning') },
  ];
}

export function coverFilters({ units, unitCode, period, today }: CoverFrame, t: Translator): FormField[] {
  const offered = offeredPeriods(today).map((one) => [one.code, periodText(one, t)] as const);
  const known = offered.some(([code]) => code === period.code);
  const periods = known ? offered : [[period.code, periodText(period, t)] as const, ...offered];
  return [
    ...(units.length < 2
      ? []
      : [
          choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [
            choices(
              units.map(({ code, name }) => [code, name] as const),
              unitCode,
            ),
          ]),
        ]),
    choiceField({ kind: 'select', name: 'period', label: t('coverage.period') }, [choices(periods, period.code)]),
  ];
}

/** `Tháng 5/2023`, `Năm báo cáo 2023 (15/12/2022 đến 14/12/2023)` */
export function periodText({ code, basis, from, to }: Period, t: Translator): string {
  const days = { from: dayText(from, t), to: dayText(to, t) };
  if (basis === 'calendar') return code.length === 7 ? monthText(from, t) : t('coverage.days', days);
  return code.length === 4 ? t('coverage.year', { year: code, ...days }) : t('coverage.part', { code, ...days });
}

function cell(text: string): ChartCell {
  return { text, href: null };
}
