import { CHANNELS, STATUSES } from '../domain/dossier/status.js';
import { choiceField, choices, field } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, EmptyState, FormField, Link, Pagination } from '../platform/templates/page-parts.js';
import { channelText, progressBadge, statusBadge, timelinessBadge } from './state-words.view.js';

/** GET /dossiers: what needs doing first; every row has one obvious act. Template pages/dossiers/list. */
export interface DossierListView {
  /** the list in words, e.g. `Hồ sơ đang trễ hạn của Phòng Quản lý đô thị` */
  readonly heading: string;
  /** why this order, in one sentence; null when it is by date */
  readonly orderNote: string | null;
  readonly filters: DossierFilters;
  readonly rows: readonly DossierRow[];
  readonly pagination: Pagination | null;
  /** set when `rows` is empty */
  readonly empty: EmptyState | null;
}

export interface DossierFilters {
  /** always shown: q, status, timeliness */
  readonly main: readonly FormField[];
  /** behind "Lọc thêm": where, what, and days */
  readonly more: readonly FormField[];
  readonly moreOpen: boolean;
  /** filters in force, each with a link that lifts it */
  readonly active: readonly Link[];
  readonly clearHref: string;
  /** what a link asked for and no field of the form shows: it stays in force when the form is sent */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
}

export interface DossierRow {
  readonly code: string;
  readonly href: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly status: Badge;
  readonly standing: Badge;
  /** `17:00 01/06/2023`; null before acceptance */
  readonly dueText: string | null;
  /** `Đang ở Phòng Quản lý đô thị` */
  readonly holderText: string;
  /** the one thing to do next, or null: then the row only opens */
  readonly nextAct: Link | null;
  /** late or waiting for the reader: drawn with weight */
  readonly loud: boolean;
}

/** What a filter offers beside "all"; which of them is chosen stands in `FilterValues`. */
export interface FilterChoices {
  readonly units: FilterOptions;
  readonly procedures: FilterOptions;
  readonly fields: FilterOptions;
}

type FilterOptions = readonly (readonly [value: string, label: string])[];

/** The query of the page as it was asked; a missing one is "all". */
export type FilterValues = Readonly<Partial<Record<FilterName, string>>>;

type FilterName =
  | 'q'
  | 'status'
  | 'timeliness'
  | 'unit'
  | 'responsible'
  | 'procedure'
  | 'field'
  | 'channel'
  | 'acceptedFrom'
  | 'acceptedTo'
  | 'dueFrom'
  | 'dueTo'
  | 'finishedFrom'
  | 'finishedTo'
  | 'lateSince'
  | 'lateUntil'
  | 'openOn'
  | 'overdueOn'
  | 'inTimeOn';

/** A CCCD or phone typed here would stand in an address: the browser keeps it back, and the server refuses it. */
const NO_NUMBER_OF_A_PERSON = String.raw`(?!(?:.*\s)?(?:\d(?:[ .\-]?\d){8,11}|[A-Za-z]\d{7,8})(?!\S)).{1,100}`;

/** The fields of the filter, with what was asked for in them. */
export function filterFields(
  asked: FilterValues,
  { units, procedures, fields }: FilterChoices,
  t: Translator,
): Pick<DossierFilters, 'main' | 'more' | 'moreOpen'> {
  const list = (name: FilterName, label: string, options: FilterOptions): FormField =>
    choiceField({ kind: 'select', name, label }, [choices([['', t('list.any')], ...options], asked[name] ?? '')]);
  const day = (name: FilterName, label: string): FormField =>
    field({ kind: 'date', name, label, value: asked[name] ?? '' });
  const more = [
    list('unit', t('col.unit'), units),
    list('responsible', t('list.responsible'), units),
    list('procedure', t('intake.procedure'), procedures),
    list('field', t('list.field'), fields),
    list(
      'channel',
      t('col.channel'),
      CHANNELS.map((each) => [each, channelText(each, t)] as const),
    ),
    day('acceptedFrom', t('list.accepted_from')),
    day('acceptedTo', t('list.accepted_to')),
    day('dueFrom', t('list.due_from')),
    day('dueTo', t('list.due_to')),
    day('finishedFrom', t('list.finished_from')),
    day('finishedTo', t('list.finished_to')),
    day('lateSince', t('list.late_since')),
    day('lateUntil', t('list.late_until')),
    day('openOn', t('list.open_on')),
    day('overdueOn', t('list.overdue_on')),
    day('inTimeOn', t('list.in_time_on')),
  ];
  const states = STATUSES.map((each) => [each, statusBadge(each, t).text] as const);
  const main = [
    field({ name: 'q', label: t('list.q'), value: asked.q ?? '', maxLength: 100, pattern: NO_NUMBER_OF_A_PERSON }),
    list('status', t('col.state'), states),
    list('timeliness', t('col.standing'), standings(t)),
  ];
  return { main, more, moreOpen: more.some(({ name }) => (asked[name as FilterName] ?? '') !== '') };
}

function standings(t: Translator): FilterOptions {
  const running = (['overdue', 'due_soon', 'in_time'] as const).map(
    (each) => [each, progressBadge(each, t).text] as const,
  );
  const settled = (['early', 'on_time', 'late'] as const).map((each) => [each, timelinessBadge(each, t).text] as const);
  return [...running, ...settled];
}
