import { localDate } from '../../domain/time/plain-date.js';
import type { Instant } from '../../domain/time/instant.js';
import { instant } from '../../domain/time/instant.js';
import { act, field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type {
  ActForm,
  Badge,
  EmptyState,
  Fact,
  FormError,
  FormField,
  Pagination,
} from '../../platform/templates/page-parts.js';
import { fullDayText, momentText, numberText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { Replan } from './replans.repository.js';
import { toldDue, wayOf, WAYS, type Moving, type MovingPage, type Way } from './replans.service.js';

/** Template pages/calendar/replans. */
export interface ReplansView {
  readonly sentence: string | null;
  readonly errors: readonly FormError[];
  /** what is under way, or was done last */
  readonly latest: ProgressView | null;
  /** null on later pages */
  readonly facts: readonly Fact[] | null;
  readonly rows: readonly {
    readonly code: string;
    readonly href: string;
    readonly unit: string;
    readonly before: string;
    readonly after: string;
    readonly told: string;
    readonly badge: Badge;
  }[];
  readonly empty: EmptyState | null;
  readonly pagination: Pagination | null;
  readonly confirm: {
    readonly revision: number;
    readonly expected: number;
    readonly fields: readonly FormField[];
  } | null;
}

/** How far one has come: partials/replan-progress. */
export interface ProgressView {
  readonly href: string;
  readonly running: boolean;
  readonly badge: Badge;
  readonly facts: readonly Fact[];
  /** null when it was not counted beforehand */
  readonly bar: { readonly value: number; readonly max: number } | null;
  readonly stop: ActForm | null;
}

export interface ReplansGround {
  readonly page: MovingPage;
  /** short names of units, by code */
  readonly names: ReadonlyMap<string, string>;
  readonly latest: Replan | null;
  readonly now: Instant;
}

const LOOKS: Readonly<Record<Way, Pick<Badge, 'tone' | 'shape'>>> = {
  later: { tone: 'soon', shape: 'triangle' },
  earlier: { tone: 'brand', shape: 'diamond' },
  firm: { tone: 'ok', shape: 'tick' },
  late: { tone: 'late', shape: 'dot' },
  stuck: { tone: 'neutral', shape: 'question' },
};

/** GET /calendar/replans. */
export function replansView(ground: ReplansGround, refusal: Refusal | null, t: Translator): ReplansView {
  const { page, latest, now, names } = ground;
  const { total, ways, items, nextCursor, revision } = page;
  const running = latest?.state === 'running';
  const fields = [field({ kind: 'checkbox', name: 'agreed', label: t('replan.agree'), hint: t('replan.agree_hint') })];
  const errors = refusal?.errors ?? [];
  const movable = total ? total.moving - total.stuck : 0;
  return {
    sentence: refusal?.sentence ?? null,
    errors: formErrors(fields, errors),
    latest: latest ? progressView(latest, t) : null,
    facts: total && ways ? countFacts(total, ways, t) : null,
    rows: items.map((one) => row(one, names, now, t)),
    empty: items.length > 0 ? null : { title: t('replan.none'), body: t('replan.none_hint'), action: null },
    pagination: pagination(total !== null, items.length, nextCursor, t),
    confirm: movable > 0 && !running ? { revision, expected: movable, fields: withAnswers(fields, {}, errors) } : null,
  };
}

function countFacts(
  total: NonNullable<MovingPage['total']>,
  ways: Readonly<Record<Way, number>>,
  t: Translator,
): Fact[] {
  const fact = (label: string, value: number, hint: string | null = null): Fact => ({
    label,
    value: numberText(value, t),
    href: null,
    hint,
  });
  return [
    fact(t('replan.running'), total.running),
    fact(t('replan.unchanged'), total.running - total.moving),
    ...WAYS.map((way) => fact(t(`replan.way.${way}`), ways[way], t(`replan.way_hint.${way}`))),
  ];
}

function row(
  moving: Moving,
  names: ReadonlyMap<string, string>,
  now: Instant,
  t: Translator,
): ReplansView['rows'][number] {
  const { dossier, to } = moving;
  const way = wayOf(moving, now);
  const told = toldDue(moving);
  return {
    code: dossier.code,
    href: `/dossiers/${encodeURIComponent(dossier.code)}`,
    unit: names.get(dossier.responsibleUnitCode) ?? dossier.responsibleUnitCode,
    before: momentText(dossier.statutoryDueAt, t),
    after: to ? momentText(to.dueAt, t) : t('replan.uncountable'),
    told: told === dossier.currentDueAt ? t('replan.told_same', { when: momentText(told, t) }) : momentText(told, t),
    badge: { ...LOOKS[way], text: t(`replan.way.${way}`) },
  };
}

function pagination(first: boolean, count: number, next: string | null, t: Translator): Pagination | null {
  if (first && next === null) return null;
  return {
    summary: t('replan.shown', { count }),
    firstHref: first ? null : '/calendar/replans',
    nextHref: next === null ? null : `/calendar/replans?cursor=${encodeURIComponent(next)}`,
  };
}

export function progressView(replan: Replan, t: Translator): ProgressView {
  const { id, state, moved, stuck, expected, stoppedBy, confirmedAt, confirmedBy, finishedAt, through } = replan;
  const running = state === 'running';
  const fact = (label: string, value: string): Fact => ({ label, value, href: null, hint: null });
  return {
    href: `/calendar/replans/${id}`,
    running,
    badge: stateBadge(running, stoppedBy, t),
    facts: [
      fact(t('replan.confirmed_by'), `${confirmedBy}, ${momentText(confirmedAt, t)}`),
      fact(t('replan.moved'), numberText(moved, t)),
      fact(t('replan.way.stuck'), numberText(stuck, t)),
      ...(through && running ? [fact(t('replan.through'), fullDayText(localDate(instant(through.at)), t))] : []),
      ...(finishedAt === null ? [] : [fact(t('replan.finished'), momentText(finishedAt, t))]),
      ...(stoppedBy === null ? [] : [fact(t('replan.stopped_by'), stoppedBy)]),
    ],
    bar: expected === null || expected === 0 ? null : { value: Math.min(moved, expected), max: expected },
    stop: running
      ? act({
          key: 'stop',
          label: t('replan.stop'),
          note: t('replan.stop_note'),
          action: `/calendar/replans/${id}/stops`,
          danger: true,
        })
      : null,
  };
}

function stateBadge(running: boolean, stoppedBy: string | null, t: Translator): Badge {
  if (running) return { tone: 'brand', shape: 'bars', text: t('replan.state.running') };
  if (stoppedBy !== null) return { tone: 'soon', shape: 'cross', text: t('replan.state.stopped') };
  return { tone: 'ok', shape: 'tick', text: t('replan.state.done') };
}
