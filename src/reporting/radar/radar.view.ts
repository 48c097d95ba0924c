import { monthsUpTo } from '../../domain/kpi/period.js';
import {
  AGAIN_DAYS,
  CLOSING_MINUTES,
  END_NEAR_MINUTES,
  FINISH_AT_DUE_MINUTES,
  PAUSE_NEAR_MINUTES,
  RUSH_LEAST,
  RUSH_TIMES,
  type RadarKind,
} from '../../domain/kpi/radar.js';
import { plainDate } from '../../domain/time/plain-date.js';
import { act, choiceField, choices, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type {
  ActForm,
  EmptyState,
  FormError,
  FormField,
  Link,
  Pagination,
} from '../../platform/templates/page-parts.js';
import { momentText, monthText, numberText, shareText, workingTimeText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { KindShares, RadarSign, Share } from './radar-signs.repository.js';
import type { RadarAsked, RadarPage } from './radar.service.js';

/** GET /reports/radar. Template pages/reports/radar. */
export interface RadarView {
  readonly scopeText: string;
  readonly filters: readonly FormField[];
  readonly kinds: readonly KindRow[];
  readonly officers: readonly OfficerRow[];
  readonly listTitle: string;
  /** leads back to all signs of the month; null when nothing narrows the list */
  readonly all: Link | null;
  readonly rows: readonly SignRow[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

interface KindRow {
  readonly label: string;
  readonly definition: string;
  /** null where there is no sign to open */
  readonly href: string | null;
  readonly current: boolean;
  /** `3 / 120` */
  readonly here: string;
  readonly hereShare: string;
  readonly others: string;
  readonly othersShare: string;
}

interface OfficerRow {
  readonly name: string;
  readonly unitName: string;
  readonly href: string;
  readonly count: string;
  readonly share: string;
}

interface SignRow {
  readonly id: string;
  readonly code: string;
  readonly dossierHref: string;
  readonly procedureName: string;
  readonly label: string;
  /** what was seen, in one sentence */
  readonly seen: string;
  readonly earlier: Link | null;
  readonly momentText: string;
  readonly officerName: string;
  readonly unitName: string;
  /** who looked, when, and what they wrote; null: nobody did yet */
  readonly looked: string | null;
  readonly look: ActForm | null;
}

export interface RadarState {
  readonly asked: RadarAsked;
  readonly refused?: Refusal & { readonly id: string };
}

const MONTHS = 13;

/** The list as asked for; `changes` with undefined takes a condition away. */
export function radarHref(asked: RadarAsked, changes: Partial<RadarAsked> = {}): string {
  const query = queryOf({ ...asked, ...changes });
  return `/reports/radar${query === '' ? '' : `?${query}`}`;
}

function queryOf({ unit, month, kind, officer, cursor }: RadarAsked): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ unit, month, kind, officer, cursor })) {
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
}

export function radarView(page: RadarPage, { asked, refused }: RadarState, t: Translator): RadarView {
  const base: RadarAsked = { unit: page.unit.code, month: page.month };
  const here: RadarAsked = { ...asked, ...base };
  const rows = page.signs.map((sign) => signRow(sign, page, here, refused, t));
  const month = monthText(plainDate(`${page.month}-01`), t);
  const refusedFields = rows.flatMap(({ id, look }) => (id === refused?.id ? (look?.fields ?? []) : []));
  const narrowed = asked.kind !== undefined || asked.officer !== undefined;
  return {
    scopeText: `${page.unit.name} · ${month}`,
    filters: filtersOf(page, t),
    kinds: page.shares.map((shares) => kindRow(shares, base, asked.kind, t)),
    officers: page.officers.map(({ officer, unitCode, ...share }) => ({
      name: page.people.get(officer) ?? officer,
      unitName: page.units.get(unitCode) ?? unitCode,
      href: radarHref(base, { kind: asked.kind, officer }),
      count: countText(share, t),
      share: shareText(share.signs, share.cases, t),
    })),
    listTitle: asked.kind === undefined ? t('radar.list') : t(`radar.kind.${asked.kind}`),
    all: narrowed ? { href: radarHref(base), label: t('radar.all') } : null,
    rows,
    errors: refused ? namedErrors(refusedFields, refused.errors) : [],
    refusal: refused?.sentence ?? null,
    pagination:
      page.nextCursor === null && asked.cursor === undefined
        ? null
        : {
            summary: t('radar.page', { count: rows.length }),
            firstHref: asked.cursor === undefined ? null : radarHref(here, { cursor: undefined }),
            nextHref: page.nextCursor === null ? null : radarHref(here, { cursor: page.nextCursor }),
          },
    empty: rows.length > 0 ? null : { title: t('radar.empty_title'), body: t('radar.empty'), action: null },
  };
}

function filtersOf({ unit, unitCodes, units, month, today }: RadarPage, t: Translator): FormField[] {
  const months = monthsUpTo(today, MONTHS)
    .reverse()
    .map(({ from }) => [from.slice(0, 7), monthText(from, t)] as const);
  const known = months.some(([code]) => code === month);
  const offered = known ? months : [[month, monthText(plainDate(`${month}-01`), t)] as const, ...months];
  const choose = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string) =>
    choiceField({ kind: 'select', name, label }, [choices(options, chosen)]);
  const places = unitCodes.map((code) => [code, units.get(code) ?? code] as const);
  return [
    ...(places.length < 2 ? [] : [choose('unit', t('col.unit'), places, unit.code)]),
    choose('month', t('radar.month'), offered, month),
  ];
}

function kindRow(
  { kind, here, all }: KindShares,
  base: RadarAsked,
  chosen: string | undefined,
  t: Translator,
): KindRow {
  const others = { signs: all.signs - here.signs, cases: all.cases - here.cases };
  return {
    label: t(`radar.kind.${kind}`),
    definition: t(`radar.definition.${kind}`, DEFINED_BY),
    href: here.signs === 0 ? null : radarHref(base, { kind }),
    current: kind === chosen,
    here: countText(here, t),
    hereShare: here.cases === 0 ? '–' : shareText(here.signs, here.cases, t),
    others: countText(others, t),
    othersShare: others.cases === 0 ? '–' : shareText(others.signs, others.cases, t),
  };
}

const DEFINED_BY = {
  pauseHours: PAUSE_NEAR_MINUTES / 60,
  endHours: END_NEAR_MINUTES / 60,
  lastMinutes: FINISH_AT_DUE_MINUTES,
  closingMinutes: CLOSING_MINUTES,
  least: RUSH_LEAST,
  times: RUSH_TIMES,
  days: AGAIN_DAYS,
};

function countText({ signs, cases }: Share, t: Translator): string {
  return `${numberText(signs, t)} / ${numberText(cases, t)}`;
}

function signRow(
  sign: RadarSign,
  { units, people, procedures }: RadarPage,
  here: RadarAsked,
  refused: RadarState['refused'],
  t: Translator,
): SignRow {
  const { id, code, kind, facts, lookedAt, lookedBy, note } = sign;
  const { earlierCode } = facts;
  return {
    id,
    code,
    dossierHref: dossierHref(code),
    procedureName: procedures.get(sign.procedureCode) ?? sign.procedureCode,
    label: t(`radar.kind.${kind}`),
    seen: seenText(kind, sign, t),
    earlier: earlierCode === undefined ? null : { href: dossierHref(earlierCode), label: earlierCode },
    momentText: momentText(sign.at, t),
    officerName: people.get(sign.officer) ?? sign.officer,
    unitName: units.get(sign.unitCode) ?? sign.unitCode,
    looked:
      lookedAt === null || lookedBy === null
        ? null
        : t('radar.looked', {
            who: people.get(lookedBy) ?? lookedBy,
            moment: momentText(lookedAt, t),
            note: note ?? '',
          }),
    look: lookedAt === null ? lookForm(id, here, refused, t) : null,
  };
}

function dossierHref(code: string): string {
  return `/dossiers/${encodeURIComponent(code)}`;
}

function seenText(kind: RadarKind, { facts }: RadarSign, t: Translator): string {
  const { act: done, minutesToDue, dueAt, supplements, together, finished, usualPercent } = facts;
  return t(`radar.seen.${kind}`, {
    act: t(`radar.act.${done}`),
    left: minutesToDue === undefined ? '–' : minutesToDue === 0 ? t('radar.at_due') : workingTimeText(minutesToDue, t),
    due: dueAt === undefined ? '–' : momentText(dueAt, t),
    supplements: supplements ?? 0,
    together: together ?? 0,
    finished: finished ?? 0,
    usual: usualPercent ?? 0,
  });
}

function lookForm(id: string, here: RadarAsked, refused: RadarState['refused'], t: Translator): ActForm {
  const form = act({
    key: `look-${id}`,
    label: t('radar.look'),
    action: `/reports/radar/${id}/looks?${queryOf(here)}`,
    fields: [
      field({
        kind: 'textarea',
        name: 'note',
        label: t('radar.note'),
        hint: t('radar.note_hint'),
        required: true,
        maxLength: 300,
      }),
    ],
  });
  if (refused?.id !== id) return form;
  return { ...form, open: true, fields: withAnswers(form.fields, refused.typed, refused.errors) };
}
