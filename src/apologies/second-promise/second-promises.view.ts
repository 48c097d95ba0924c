import type { Actor } from '../../domain/accounts/roles.js';
import { SECOND_PROMISE_STATES, type SecondPromiseState } from '../../domain/apology/second-promise.js';
import { secondBadge } from '../../dossiers/second-promise.view.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, Pagination } from '../../platform/templates/page-parts.js';
import { momentText, numberText, shareText } from '../../platform/templates/page-words.js';
import { mayName } from '../letter-acts.js';
import type { SecondMonth } from './second-promises.repository.js';
import type { SecondLine, SecondPromisesPage } from './second-promises.service.js';

/** GET /letters/second-promises. Template pages/letters/second-promises. */
export interface SecondPromisesView {
  /** kept of those that were due, e.g. `71,43%`; null while none fell due */
  readonly rateText: string | null;
  readonly definition: string;
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  readonly units: readonly {
    readonly name: string;
    readonly kept: string;
    readonly broken: string;
    readonly rate: string;
  }[];
  readonly rows: readonly SecondRow[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface SecondRow {
  readonly code: string;
  readonly dossierHref: string;
  readonly letterHref: string;
  /** null where the reader has no business with names */
  readonly name: string | null;
  readonly procedureName: string;
  readonly dueText: string;
  readonly state: Badge;
  /** of a broken one: who calls the citizen */
  readonly head: string | null;
  readonly unitName: string;
}

export interface SecondQuestion {
  readonly state: SecondPromiseState;
  readonly unit: string | undefined;
}

export function secondPromisesView(
  page: SecondPromisesPage,
  { state, unit }: SecondQuestion,
  by: Actor,
  t: Translator,
): SecondPromisesView {
  const href = (to: SecondPromiseState, more = ''): string =>
    `/letters/second-promises?state=${to}${unit === undefined ? '' : `&unit=${encodeURIComponent(unit)}`}${more}`;
  const all = sumOf(page.figures);
  const due = all.kept + all.broken;
  const [from, to] = page.months.map(monthWords);
  const nameOf = new Map(page.units.map(({ code, name }) => [code, name]));
  return {
    rateText: due === 0 ? null : shareText(all.kept, due, t),
    definition: t(due === 0 ? 'promise.second_definition_none' : 'promise.second_definition', {
      kept: numberText(all.kept, t),
      all: numberText(due, t),
      from: from ?? '',
      to: to ?? '',
    }),
    tabs: SECOND_PROMISE_STATES.map((each) => ({
      href: href(each),
      label: t(`promise.second_list.${each}`),
      current: each === state,
    })),
    units: unitRows(page, nameOf, t),
    rows: page.items.map((line) => rowOf(line, nameOf, by, t)),
    pagination:
      page.nextCursor === null
        ? null
        : {
            summary: t('promise.second_page', { count: page.items.length }),
            firstHref: null,
            nextHref: href(state, `&cursor=${page.nextCursor}`),
          },
    empty:
      page.items.length > 0
        ? null
        : { title: t('promise.second_empty_title'), body: t(`promise.second_empty.${state}`), action: null },
  };
}

/** By unit where there are several; the least kept first. */
function unitRows(
  { figures }: SecondPromisesPage,
  nameOf: ReadonlyMap<string, string>,
  t: Translator,
): SecondPromisesView['units'] {
  const codes = [...new Set(figures.map(({ unitCode }) => unitCode))];
  if (codes.length < 2) return [];
  return codes
    .map((code) => ({ code, ...sumOf(figures.filter(({ unitCode }) => unitCode === code)) }))
    .sort((a, b) => b.broken - a.broken || (a.code < b.code ? -1 : 1))
    .map(({ code, kept, broken }) => ({
      name: nameOf.get(code) ?? code,
      kept: numberText(kept, t),
      broken: numberText(broken, t),
      rate: shareText(kept, kept + broken, t),
    }));
}

function sumOf(figures: readonly SecondMonth[]): { kept: number; broken: number } {
  return figures.reduce((sum, { kept, broken }) => ({ kept: sum.kept + kept, broken: sum.broken + broken }), {
    kept: 0,
    broken: 0,
  });
}

function rowOf(
  { promise, subject, head }: SecondLine,
  nameOf: ReadonlyMap<string, string>,
  by: Actor,
  t: Translator,
): SecondRow {
  return {
    code: promise.dossierCode,
    dossierHref: `/dossiers/${encodeURIComponent(promise.dossierCode)}`,
    letterHref: `/letters/${promise.letterId}`,
    name: mayName(by) ? subject.applicant.name : null,
    procedureName: subject.procedureName,
    dueText: momentText(promise.dueAt, t),
    state: secondBadge(promise.state, t),
    head: promise.state === 'broken' && head !== null ? t('promise.second_calls', { head }) : null,
    unitName: nameOf.get(promise.unitCode) ?? promise.unitCode,
  };
}

/** `2023-06` as `06/2023`, in both languages. */
function monthWords(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}
