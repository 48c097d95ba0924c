import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, ChartView, EmptyState, Link } from '../platform/templates/page-parts.js';
import type { BoardView, HeatView } from './board/board.view.js';
import { numberText, shareText } from '../platform/templates/page-words.js';

/** GET /: what to do today, then how we stand. Template pages/dashboard/show. */
export interface DashboardView {
  /** `Thứ Sáu, 15/12/2023` */
  readonly dayText: string;
  readonly periodText: string;
  readonly tiles: readonly Tile[];
  readonly rescue: {
    readonly rows: readonly TodoRow[];
    readonly empty: EmptyState | null;
    /** what is promised for today and this week */
    readonly doors: readonly Link[];
  };
  readonly todo: {
    readonly rows: readonly TodoRow[];
    readonly empty: EmptyState | null;
    readonly doors: readonly Link[];
  };
  readonly heat: HeatView;
  readonly charts: readonly ChartView[];
  /** when these figures were read, and how to read them again */
  readonly live: BoardView['live'];
}

/** A number that is a door to its dossiers and tells its definition. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly badge: Badge | null;
  readonly sentence: string;
  /** second figure, e.g. the rate without same-day procedures; null when there is none */
  readonly beside: string | null;
  readonly definition: string;
  readonly href: string;
  readonly hrefLabel: string;
}

export interface TodoRow {
  readonly code: string;
  readonly href: string;
  readonly standing: Badge;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly holderText: string;
  /** why it stands here: `hẹn 11:00 hôm nay, bước còn lại thường mất 2 giờ` */
  readonly why: string;
  readonly act: Link;
}

export interface RateCounts {
  readonly resolved: number;
  readonly onTime: number;
}

export interface RateFacts extends RateCounts {
  /** the same without same-day and instant procedures, which otherwise hide the rest */
  readonly withoutSameDay: RateCounts;
  readonly periodText: string;
  readonly href: string;
}

/** k.rate: early and on time of resolved; met is judged unrounded, at 95 exactly (R26). */
export function rateTile({ resolved, onTime, withoutSameDay, periodText, href }: RateFacts, t: Translator): Tile {
  const met = onTime * 100 >= 95 * resolved;
  const plain = shareText(withoutSameDay.onTime, withoutSameDay.resolved, t);
  return {
    label: t('k.rate'),
    value: shareText(onTime, resolved, t),
    badge: resolved === 0 ? null : metBadge(met, t),
    sentence: t('tile.rate', { onTime: numberText(onTime, t), resolved: numberText(resolved, t), period: periodText }),
    beside: t('tile.rate_without', { rate: plain }),
    definition: t('tile.rate_definition'),
    href,
    hrefLabel: t('tile.rate_door'),
  };
}

function metBadge(met: boolean, t: Translator): Badge {
  return met
    ? { tone: 'ok', shape: 'tick', text: t('tile.met') }
    : { tone: 'late', shape: 'dot', text: t('tile.not_met') };
}

/**
 * k.gap in words.
 *
 * @param distance at or above 95 %: late ones still possible (0 or more); below: minus the on-time returns needed; null: nothing resolved
 */
export function distanceTile(distance: number | null, href: string, t: Translator): Tile {
  return {
    label: t('tile.distance'),
    value: distance === null ? t('k.na') : numberText(Math.abs(distance), t),
    badge: null,
    sentence: distanceSentence(distance, t),
    beside: null,
    definition: t('tile.distance_definition'),
    href,
    hrefLabel: t('tile.distance_door'),
  };
}

/** The distance to 95 % in words; `distanceTile` says what the number is. */
export function distanceSentence(distance: number | null, t: Translator): string {
  if (distance === null) return t('tile.distance_none');
  return distance >= 0 ? t('tile.distance_left', { count: distance }) : t('tile.distance_needed', { count: -distance });
}

/** nav.owed: nothing owed is a calm tick, never a green fanfare. */
export function owedTile(owed: number, drafted: number, href: string, t: Translator): Tile {
  const calm: Badge = { tone: 'ok', shape: 'tick', text: t('tile.owed_calm') };
  const loud: Badge = { tone: 'late', shape: 'dot', text: t('tile.owed_loud') };
  return {
    label: t('nav.owed'),
    value: numberText(owed, t),
    badge: owed === 0 ? calm : loud,
    sentence: owed === 0 ? t('tile.owed_none') : t('tile.owed', { count: owed, drafted }),
    beside: null,
    definition: t('tile.owed_definition'),
    href,
    hrefLabel: t('tile.owed_door'),
  };
}
