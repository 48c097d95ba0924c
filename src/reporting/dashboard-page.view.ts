import type { Counts } from '../domain/kpi/on-time-rate.js';
import { dueDay } from '../domain/time/deadline.js';
import { addDays, type PlainDate } from '../domain/time/plain-date.js';
import { standingBadge } from '../dossiers/state-words.view.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ChartCell, ChartView, Link } from '../platform/templates/page-parts.js';
import {
  dayText,
  fullDayText,
  monthText,
  momentText,
  numberText,
  shareText,
} from '../platform/templates/page-words.js';
import type { BoardView } from './board/board.view.js';
import { daysLeftOfWeek, type DashboardFacts } from './dashboard.service.js';
import { distanceTile, owedTile, rateTile, type DashboardView, type Tile, type TodoRow } from './dashboard.view.js';
import { dueOf, type SaveFirst } from './distance.service.js';
import { dossiersHref, type Figure } from './dossier-links.js';
import type { OnTimeRow } from './on-time.service.js';
import { monthLineSummary, rateText, unitBarsSummary, type RatePoint } from './rate-charts.view.js';
import { todoView } from './todo.view.js';
import type { WaitingWork } from './waiting-work.service.js';

/** In CSS pixels; the picture and the frame it is shown in. */
export const CHART_SIZE = { width: 560, height: 300 } as const;

/** Each unit keeps a bar that can be read, however many there are. */
export function unitChartSize(units: number): { readonly width: number; readonly height: number } {
  return { width: CHART_SIZE.width, height: Math.max(CHART_SIZE.height, 48 + 38 * units) };
}

/** What a dashboard says besides its figures. */
export interface DashboardReader {
  readonly board: BoardView;
  readonly username: string;
  /** names by dossier id; a reader without a right to names gets none */
  readonly applicants: ReadonlyMap<string, string>;
  readonly waiting: WaitingWork;
}

export function dashboardView(facts: DashboardFacts, reader: DashboardReader, t: Translator): DashboardView {
  return {
    dayText: fullDayText(facts.day, t),
    periodText: daysText(facts.window, t),
    tiles: [...standingTiles(facts, t), reader.board.cover],
    rescue: {
      rows: facts.saveFirst.map((dossier) => rescueRow(dossier, facts.day, reader, t)),
      empty:
        facts.saveFirst.length > 0
          ? null
          : { title: t('dash.rescue_empty'), body: t('dash.rescue_empty_body'), action: null },
      doors: dueDoors(facts, t),
    },
    todo: todoView(reader.waiting, reader.username, t),
    heat: reader.board.heat,
    charts: [...charts(facts, reader.board.live.at, t), reader.board.ageing],
    live: reader.board.live,
  };
}

/** How the unit stands in three tiles: its rate, its distance to the target, the letters it owes. */
export function standingTiles(facts: DashboardFacts, t: Translator): readonly [rate: Tile, distance: Tile, owed: Tile] {
  const { month, day, unit, letters } = facts;
  const late = dossiersHref({ unitCode: unit.code, ...month.period, measure: 'late', row: null }, day);
  const rate = rateTile(
    {
      ...rateCounts(month.counts),
      withoutSameDay: rateCounts(month.withoutSameDay),
      periodText: monthText(month.period.from, t),
      href: late,
    },
    t,
  );
  const soon = `/dossiers?${new URLSearchParams({ responsible: unit.code, timeliness: 'due_soon' }).toString()}`;
  return [
    { ...rate, beside: `${rate.beside ?? ''}. ${yearText(facts, t)}` },
    distanceTile(facts.distance, soon, t),
    owedTile(letters.owed, letters.drafted, `/letters?${new URLSearchParams({ unit: unit.code }).toString()}`, t),
  ];
}

/** The statutory year so far stands beside the month: it is what reports are judged by. */
function yearText({ year }: DashboardFacts, t: Translator): string {
  const all = rateCounts(year.counts);
  const plain = rateCounts(year.withoutSameDay);
  return t('tile.rate_year', {
    from: dayText(year.period.from, t),
    rate: shareText(all.onTime, all.resolved, t),
    plain: shareText(plain.onTime, plain.resolved, t),
  });
}

function rescueRow(dossier: SaveFirst, today: PlainDate, { applicants }: DashboardReader, t: Translator): TodoRow {
  const { code, remainingWorkingMinutes } = dossier;
  const href = `/dossiers/${encodeURIComponent(code)}`;
  const why = t('dash.why_due', { moment: momentText(dossier.currentDueAt, t) });
  const standing = {
    clockState: 'running' as const,
    progress: dossier.dueSoon ? ('due_soon' as const) : ('in_time' as const),
    timeliness: null,
    remainingMinutes: remainingWorkingMinutes,
    dueToday: dueDay(dueOf(dossier)) === today,
    daysLate: 0,
    minutesLate: 0,
  };
  return {
    code,
    href,
    standing:
      remainingWorkingMinutes === null ? { tone: 'neutral', shape: 'ring', text: why } : standingBadge(standing, t),
    procedureName: dossier.procedureName ?? dossier.procedureCode,
    applicantName: applicants.get(dossier.id) ?? t('dash.name_hidden'),
    holderText: t('dash.holder', { unit: dossier.holderUnitName ?? dossier.holderUnitCode }),
    why,
    act: { href, label: t('list.open') },
  };
}

/** What is promised for today and this week, each with its list. */
function dueDoors({ due, day, unit }: DashboardFacts, t: Translator): Link[] {
  const through = (dueTo: PlainDate): string =>
    `/dossiers?${new URLSearchParams({ responsible: unit.code, timeliness: 'in_time', dueFrom: day, dueTo }).toString()}`;
  return [
    { href: through(day), label: t('dash.due_today', { n: numberText(due.today, t) }) },
    {
      href: through(addDays(day, daysLeftOfWeek(day) - 1)),
      label: t('dash.due_week', { n: numberText(due.week, t) }),
    },
  ];
}

function charts({ day, months, units, unit, window }: DashboardFacts, at: string, t: Translator): ChartView[] {
  const query = `?${new URLSearchParams({ unit: unit.code, locale: t.locale, at }).toString()}`;
  const columns = (first: string): string[] => [t(first), t('dash.resolved'), t('class.late'), t('dash.rate')];
  const door = (figure: Omit<Figure, 'unitCode'>): string | null =>
    dossiersHref({ unitCode: unit.code, ...figure }, day);
  return [
    {
      title: t('dash.by_month'),
      summary: monthLineSummary(monthPoints(months, t), t),
      src: `/dashboard/charts/months.svg${query}`,
      ...CHART_SIZE,
      columns: columns('dash.month'),
      rows: months.map(({ period: { from, to }, counts }) =>
        tableRow(monthLabel(from, t), counts, (measure) => door({ from, to, measure, row: null }), t),
      ),
    },
    {
      title: t('dash.by_unit'),
      summary: unitsSummary(unitPoints(units), t),
      src: `/dashboard/charts/units.svg${query}`,
      ...unitChartSize(units.length),
      columns: columns('col.unit'),
      rows: units.map(({ key, name, counts }) => tableRow(name ?? key, counts, unitDoor(key), t)),
    },
  ];

  /** A row stands for a unit with all below it, save the one of the unit itself: what it decides with its own hands. */
  function unitDoor(key: string): Door {
    const { from, to } = window;
    return (measure) => (key === unit.code ? null : door({ from, to, measure, row: { by: 'unit', key } }));
  }
}

type Door = (measure: 'resolved' | 'late') => string | null;

function tableRow(label: string, counts: Counts, door: Door, t: Translator): ChartCell[] {
  const { resolved, onTime } = rateCounts(counts);
  return [
    { text: label, href: null },
    { text: numberText(resolved, t), href: door('resolved') },
    { text: numberText(counts.late, t), href: door('late') },
    { text: rateText({ resolved, onTime }, t), href: null },
  ];
}

function monthLabel(from: PlainDate, t: Translator): string {
  return t('dash.short_month', monthPieces(from));
}

export function monthPoints(months: DashboardFacts['months'], t: Translator): RatePoint[] {
  return months.map(({ period, counts }) => point(monthLabel(period.from, t), counts));
}

function monthPieces(day: PlainDate): { m: number; yyyy: string } {
  return { m: Number(day.slice(5, 7)), yyyy: day.slice(0, 4) };
}

export function unitPoints(units: readonly OnTimeRow[]): RatePoint[] {
  return units.map(({ key, name, counts }) => point(name ?? key, counts));
}

/** Where nothing is resolved yet nobody is above the target either. */
function unitsSummary(points: readonly RatePoint[], t: Translator): string {
  return points.some(({ resolved }) => resolved > 0) ? unitBarsSummary(points, t) : t('k.na');
}

function point(label: string, counts: Counts): RatePoint {
  return { label, ...rateCounts(counts) };
}

function rateCounts({ early, onTime, late }: Counts): { resolved: number; onTime: number } {
  return { resolved: early + onTime + late, onTime: early + onTime };
}

function daysText({ from, to }: { from: PlainDate; to: PlainDate }, t: Translator): string {
  return `${dayText(from, t)} – ${dayText(to, t)}`;
}
