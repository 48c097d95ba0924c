import type { FieldError } from '../domain/errors.js';
import { withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { FormField, Pagination } from '../platform/templates/page-parts.js';
import { numberText } from '../platform/templates/page-words.js';
import { filterFields, type DossierFilters, type FilterChoices } from './dossier-list.view.js';
import type { DossierPage } from './dossier-list.service.js';

/** The query as it was asked, empty fields left out. */
export type Asked = Readonly<Record<string, string>>;

/** Not a condition: where in the list one is. */
const PLACES = new Set(['cursor', 'limit', 'sort']);

/** The filter form with what was asked in it, each condition with a link that lifts it. */
export function filtersView(
  asked: Asked,
  errors: readonly FieldError[],
  choices: FilterChoices,
  t: Translator,
): DossierFilters {
  const { main, more, moreOpen } = filterFields(asked, choices, t);
  const fields = [...main, ...more];
  const shown = new Set(fields.map(({ name }) => name));
  const conditions = Object.entries(asked).filter(([name]) => !PLACES.has(name));
  return {
    main: withAnswers(main, {}, errors),
    more: withAnswers(more, {}, errors),
    moreOpen: moreOpen || more.some(({ name }) => errors.some(({ field }) => field === name)),
    active: conditions.map(([name, value]) => ({
      label: conditionText(name, value, fields),
      href: without(asked, name),
    })),
    clearHref: '/dossiers',
    kept: Object.entries(asked)
      .filter(([name]) => !shown.has(name) && name !== 'cursor')
      .map(([name, value]) => ({ name, value })),
  };
}

/** `Lĩnh vực: Hộ tịch` */
function conditionText(name: string, value: string, fields: readonly FormField[]): string {
  const field = fields.find((each) => each.name === name);
  if (!field) return value;
  const choice = field.groups.flatMap((group) => group.choices).find((each) => each.value === value);
  return `${field.label}: ${choice?.label ?? value}`;
}

/** How many are shown of how many, the way back to the first page and on to the next. */
export function paginationView(page: DossierPage, asked: Asked, t: Translator): Pagination | null {
  if (page.nextCursor === null && asked['cursor'] === undefined) return null;
  return {
    summary: shownText(page, t),
    firstHref: asked['cursor'] === undefined ? null : without(asked, 'cursor'),
    nextHref: page.nextCursor === null ? null : hrefOf({ ...asked, cursor: page.nextCursor }),
  };
}

/** `Đang hiện 50 trên 1.000+ hồ sơ` */
export function shownText({ rows, total }: DossierPage, t: Translator): string {
  return t('list.shown', { shown: rows.length, total: `${numberText(total.count, t)}${total.more ? '+' : ''}` });
}

/** A condition lifted begins the list again: a cursor belongs to one question. */
function without(asked: Asked, name: string): string {
  return hrefOf(Object.fromEntries(Object.entries(asked).filter(([each]) => each !== name && each !== 'cursor')));
}

function hrefOf(asked: Asked): string {
  const query = new URLSearchParams(asked).toString();
  return query === '' ? '/dossiers' : `/dossiers?${query}`;
}
