import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState } from '../../platform/templates/page-parts.js';
import { momentText, timeText } from '../../platform/templates/page-words.js';
import type { RowFacts } from '../dossier-rows.view.js';
import { standingBadge, stateBadge } from '../state-words.view.js';
import type { DayOfDesk } from './counter.service.js';

/** GET /counter/due-today: what should be clicked before the desk closes. Template pages/counter/due-today. */
export interface DueTodayView {
  readonly parts: readonly DuePart[];
  /** codes that stay on the page, for the forms */
  readonly done: string;
  readonly cutNote: string | null;
  readonly empty: EmptyState | null;
}

export interface DuePart {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly DueRow[];
}

export interface DueRow {
  readonly code: string;
  readonly href: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly dueText: string;
  readonly badge: Badge;
  readonly holderText: string;
  readonly acts: readonly DueAct[];
  /** what became of it just now */
  readonly doneText: string | null;
}

export interface DueAct {
  readonly label: string;
  readonly action: string;
  readonly primary: boolean;
  /** the next one to press */
  readonly focus: boolean;
}

const PARTS = ['today', 'ready', 'late'] as const;

export function dueTodayView(day: DayOfDesk, done: readonly string[], by: Actor, t: Translator): DueTodayView {
  const ordered = [...day.rows].sort((a, b) => order(a.dossier) - order(b.dossier) || (a.dossier.code < b.dossier.code ? -1 : 1)); // prettier-ignore
  const parted = PARTS.map((key) => ({ key, rows: ordered.filter(({ dossier }) => partOf(dossier, day) === key) }));
  const next = nextOf(parted.flatMap(({ rows }) => rows), done, by); // prettier-ignore
  const parts = parted.map(({ key, rows }) => ({
    key,
    title: t(`counter.part.${key}`, { count: rows.filter(({ dossier }) => !done.includes(dossier.code)).length }),
    rows: rows.map((row) => dueRow(row, done, next, by, t)),
  }));
  const filled = parts.filter(({ rows }) => rows.length > 0);
  return {
    parts: filled,
    done: done.join(','),
    cutNote: day.cut ? t('counter.cut') : null,
    empty: filled.length > 0 ? null : { title: t('counter.due_none'), body: t('counter.due_none_hint'), action: null },
  };
}

function order({ currentDueAt, lastEventAt }: Dossier): number {
  return currentDueAt ?? lastEventAt;
}

function partOf({ currentDueAt, settlement }: Dossier, { from, until }: DayOfDesk): (typeof PARTS)[number] {
  if (currentDueAt !== null && currentDueAt > from && currentDueAt <= until) return 'today';
  return settlement !== null && settlement.timeliness !== 'late' ? 'ready' : 'late';
}

/** The row after the one that was done last; the first where nothing was. */
function nextOf(rows: readonly RowFacts[], done: readonly string[], by: Actor): string | null {
  const last = rows.findIndex(({ dossier }) => dossier.code === done.at(-1));
  const open = (row: RowFacts): boolean => !done.includes(row.dossier.code) && actsOf(row.dossier, by).length > 0;
  return (rows.slice(last + 1).find(open) ?? rows.find(open))?.dossier.code ?? null;
}

function dueRow(
  { dossier, applicantName, procedureName, holderName, standing }: RowFacts,
  done: readonly string[],
  next: string | null,
  by: Actor,
  t: Translator,
): DueRow {
  const { code, settlement } = dossier;
  const isDone = done.includes(code);
  const acts = isDone && dossier.status === 'returned' ? [] : actsOf(dossier, by);
  return {
    code,
    href: `/dossiers/${encodeURIComponent(code)}`,
    procedureName,
    applicantName,
    dueText: momentText(dossier.currentDueAt ?? dossier.lastEventAt, t),
    badge: settlement === null ? standingBadge(standing, t) : stateBadge(dossier, t),
    holderText: holderName,
    acts: acts.map((key, index) => ({
      label: t(`counter.do.${key}`),
      action: `/counter/due-today/${encodeURIComponent(code)}/${key}`,
      primary: index === 0,
      focus: index === 0 && code === next,
    })),
    doneText: isDone ? doneText(dossier, t) : null,
  };
}

/** What may be done with one key, the most usual first. */
function actsOf({ status, voidedAt }: Dossier, by: Actor): ('returns' | 'completions')[] {
  if (voidedAt !== null) return [];
  const mayReturn = hasRole(by, 'returner');
  if (status === 'completed') return mayReturn ? ['returns'] : [];
  if (status !== 'accepted' && status !== 'processing') return [];
  return mayReturn ? ['returns', 'completions'] : ['completions'];
}

function doneText({ status, settlement, returnedAt }: Dossier, t: Translator): string | null {
  if (status === 'returned' && returnedAt !== null) return t('counter.done.returned', { time: timeText(returnedAt) });
  if (status === 'completed' && settlement) return t('counter.done.ready', { time: timeText(settlement.finishedAt) });
  return null;
}
