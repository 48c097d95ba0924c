import { coverHref } from '../../apologies/coverage/cover-links.js';
import { AGE_BANDS, lateDaysOf, type AgeBand } from '../../domain/kpi/ageing.js';
import { weekdayOf, type PlainDate } from '../../domain/time/plain-date.js';
import { BARS_WIDTH, barsHeight, type Bar } from '../../platform/templates/bars.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, ChartView, EmptyState } from '../../platform/templates/page-parts.js';
import { fullDayText, numberText, shareText, shortDayText, timeText } from '../../platform/templates/page-words.js'; // prettier-ignore
import type { Tile } from '../dashboard.view.js';
import type { BoardFacts, DueRow } from './board.service.js';

/** Dues by unit and day, every cell a number and a door; shades say again what the numbers say. */
export interface HeatView {
  readonly summary: string;
  readonly days: readonly HeatDay[];
  readonly rows: readonly HeatRow[];
  readonly empty: EmptyState | null;
}

interface HeatDay {
  /** `T6` and `16/12` */
  readonly weekday: string;
  readonly day: string;
  /** `thứ Sáu, 16/12/2023`, for readers */
  readonly full: string;
}

interface HeatRow {
  readonly label: string;
  readonly total: boolean;
  readonly cells: readonly HeatCell[];
}

interface HeatCell {
  readonly text: string;
  /** null: nothing is there, or no list can say it */
  readonly href: string | null;
  /** 0, nothing, to 4, the most there is */
  readonly level: number;
  /** unit and day in words, for a link that is read alone */
  readonly label: string;
}

/** What stands on the dashboard beside its own figures. */
export interface BoardView {
  readonly heat: HeatView;
  readonly ageing: ChartView;
  readonly cover: Tile;
  readonly live: {
    readonly timeText: string;
    readonly href: string;
    readonly wallHref: string;
    /** `0815`: tells the pictures of now from those of a moment ago */
    readonly at: string;
  };
}

export function boardView(facts: BoardFacts, t: Translator): BoardView {
  const unit = new URLSearchParams({ unit: facts.unit.code }).toString();
  return {
    heat: heatView(facts, t),
    ageing: ageingChart(facts, t),
    cover: coverTile(facts, t),
    live: {
      timeText: t('board.figures_at', { time: timeText(facts.now) }),
      href: `/?${unit}`,
      at: momentOf(facts),
      wallHref: `/board?${unit}`,
    },
  };
}

function momentOf({ now }: BoardFacts): string {
  return timeText(now).replace(':', '');
}

function heatView({ days, due, unit }: BoardFacts, t: Translator): HeatView {
  const sums = days.map((_, i) => due.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0));
  const most = Math.max(0, ...due.flatMap(({ counts }) => counts));
  const all: DueRow = { unitCode: unit.code, name: t('board.all_units'), own: false, counts: sums };
  const row = (each: DueRow, total: boolean): HeatRow => ({
    label: each.own ? t('coverage.itself', { unit: each.name }) : each.name,
    total,
    cells: days.map((day, i) => {
      const n = each.counts[i] ?? 0;
      return {
        text: numberText(n, t),
        href: n === 0 || each.own ? null : dueHref(each.unitCode, day),
        level: total || most === 0 ? 0 : Math.ceil((4 * n) / most),
        label: t('board.cell', { unit: each.name, day: fullDayText(day, t) }),
      };
    }),
  });
  const total = sums.reduce((sum, n) => sum + n, 0);
  const heaviest = sums.indexOf(Math.max(...sums));
  const heaviestDay = days[heaviest];
  return {
    summary:
      total === 0 || heaviestDay === undefined
        ? ''
        : t('board.due_summary', { count: total, number: numberText(total, t), day: fullDayText(heaviestDay, t), n: numberText(sums[heaviest] ?? 0, t) }), // prettier-ignore
    days: days.map((day) => ({
      weekday: t(`weekday.short.${String(weekdayOf(day))}`),
      day: shortDayText(day, t),
      full: fullDayText(day, t),
    })),
    rows: total === 0 ? [] : [...due.map((each) => row(each, false)), row(all, true)],
    empty: total === 0 ? { title: t('board.due_none'), body: t('board.due_none_body'), action: null } : null,
  };
}

/** Open, not late, promised for one day: as the list counts them. */
function dueHref(unitCode: string, day: PlainDate): string {
  return `/dossiers?${new URLSearchParams({ responsible: unitCode, timeliness: 'in_time', dueFrom: day, dueTo: day }).toString()}`;
}

function ageingChart(facts: BoardFacts, t: Translator): ChartView {
  const { ageing, unit, days } = facts;
  const late = ageing.reduce((sum, n) => sum + n, 0);
  const longest = ageing.findLastIndex((n) => n > 0);
  const band = AGE_BANDS[longest];
  const [today] = days;
  const query = new URLSearchParams({ unit: unit.code, locale: t.locale, at: momentOf(facts) });
  return {
    title: t('board.ageing'),
    summary:
      band === undefined
        ? t('board.ageing_none')
        : t('board.ageing_summary', { count: late, number: numberText(late, t), n: numberText(ageing[longest] ?? 0, t), band: bandText(band, t) }), // prettier-ignore
    src: `/dashboard/charts/ageing.svg?${query.toString()}`,
    width: BARS_WIDTH,
    height: barsHeight(AGE_BANDS.length),
    columns: [t('board.ageing_band'), t('board.ageing_n')],
    rows: AGE_BANDS.map((each, i) => [
      { text: bandText(each, t), href: null },
      {
        text: numberText(ageing[i] ?? 0, t),
        href: today === undefined || (ageing[i] ?? 0) === 0 ? null : ageHref(unit.code, each, today),
      },
    ]),
  };
}

/** Open and late for so long. */
function ageHref(unitCode: string, band: AgeBand, today: PlainDate): string {
  const { since, until } = lateDaysOf(band, today);
  const query = new URLSearchParams({ responsible: unitCode, timeliness: 'overdue' });
  if (since !== null) query.set('lateSince', since);
  query.set('lateUntil', until);
  return `/dossiers?${query.toString()}`;
}

/** What is promised for today and the week, as a number that can be opened. */
export function dueTile({ due, days: [today], unit }: BoardFacts, t: Translator): Tile {
  const sum = (row: DueRow): number => row.counts.reduce((all, n) => all + n, 0);
  const now = due.reduce((all, { counts }) => all + (counts[0] ?? 0), 0);
  const ahead = due.reduce((all, row) => all + sum(row), 0) - now;
  return {
    label: t('board.today_due'),
    value: numberText(now, t),
    badge: null,
    sentence: t('board.today_due_sentence', { count: now, number: numberText(now, t), ahead: numberText(ahead, t) }),
    beside: null,
    definition: t('board.due_note'),
    href: today === undefined ? '/dossiers' : dueHref(unit.code, today),
    hrefLabel: t('board.today_due_door'),
  };
}

/** What is late now, and for how long. */
export function lateTile(facts: BoardFacts, t: Translator): Tile {
  const late = facts.ageing.reduce((sum, n) => sum + n, 0);
  const query = new URLSearchParams({ responsible: facts.unit.code, timeliness: 'overdue' });
  return {
    label: t('board.late_now'),
    value: numberText(late, t),
    badge: late === 0 ? { tone: 'ok', shape: 'tick', text: t('board.late_calm') } : { tone: 'late', shape: 'dot', text: t('board.late_loud') }, // prettier-ignore
    sentence: ageingChart(facts, t).summary,
    beside: null,
    definition: t('board.late_definition'),
    href: `/dossiers?${query.toString()}`,
    hrefLabel: t('board.late_door'),
  };
}

export function ageingBars(ageing: readonly number[], t: Translator): Bar[] {
  return AGE_BANDS.map((band, i) => ({
    label: bandText(band, t),
    value: ageing[i] ?? 0,
    text: numberText(ageing[i] ?? 0, t),
    loud: true,
  }));
}

function bandText({ from, to }: AgeBand, t: Translator): string {
  return to === null ? t('board.band_over', { from: from - 1 }) : t('board.band', { from, to });
}

/** Of the apologies that were owed in the statutory year so far, how many have gone out. */
function coverTile({ cover: { opened, issued, period }, unit }: BoardFacts, t: Translator): Tile {
  const calm: Badge = { tone: 'ok', shape: 'tick', text: t('board.cover_whole') };
  const loud: Badge = { tone: 'late', shape: 'dot', text: t('board.cover_gaps', { count: opened - issued }) };
  return {
    label: t('board.cover'),
    value: shareText(issued, opened, t),
    badge: opened === 0 ? null : issued === opened ? calm : loud,
    sentence:
      opened === 0
        ? t('board.cover_none')
        : t('board.cover_sentence', {
            issued: numberText(issued, t),
            opened: numberText(opened, t),
            year: period.code,
          }),
    beside: null,
    definition: t('cover.definition'),
    href: coverHref({ unitCode: unit.code, period }),
    hrefLabel: t('board.cover_door'),
  };
}
