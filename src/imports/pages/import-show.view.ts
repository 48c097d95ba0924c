import { act, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, Link, Pagination } from '../../platform/templates/page-parts.js';
import { momentText, numberText } from '../../platform/templates/page-words.js';
import { worded, type Finding } from '../finding.js';
import { importJson } from '../import.json.js';
import type { ImportFile, RowCounts, RowState } from '../import-file.js';
import type { StagedRow } from '../import-rows.repository.js';
import { importBadge } from './imports-home.view.js';

/** GET /imports/{id}. Template pages/imports/show. */
export interface ImportShowView {
  readonly heading: string;
  readonly progress: ImportProgressView;
  readonly facts: readonly Fact[];
  readonly refusal: string | null;
  readonly acts: readonly ActForm[];
  readonly links: readonly Link[];
  readonly tabs: readonly (Link & { readonly count: string; readonly current: boolean })[];
  readonly rows: readonly ImportRowLine[];
  readonly pagination: Pagination | null;
  readonly noRows: string | null;
}

/** Also alone, every two seconds, while something happens. Template pages/imports/progress. */
export interface ImportProgressView {
  /** of the page */
  readonly href: string;
  readonly state: Badge;
  readonly sentence: string;
  /** null when there is nothing to measure */
  readonly bar: { readonly value: number; readonly max: number; readonly text: string } | null;
  /** something happens by itself: the page looks again */
  readonly moves: boolean;
}

interface ImportRowLine {
  readonly line: string;
  readonly code: string | null;
  readonly codeHref: string | null;
  readonly state: Badge;
  readonly findings: readonly { readonly text: string; readonly wrong: boolean }[];
}

export interface ImportShowFacts {
  readonly file: ImportFile;
  readonly counts: RowCounts;
  readonly missing: number | null;
  readonly rows: readonly StagedRow[];
  readonly shown: { readonly state: RowState | null; readonly differing: boolean };
  readonly nextCursor: number | null;
  readonly unitName: string;
  readonly personName: (username: string) => string;
  readonly refusal: string | null;
}

export function importShowView(facts: ImportShowFacts, t: Translator): ImportShowView {
  const { file, counts, rows, shown, nextCursor } = facts;
  const next = nextCursor === null ? null : `${hrefOf(file, shown)}&cursor=${nextCursor}`;
  return {
    heading: t('imports.heading', { at: momentText(file.createdAt, t) }),
    progress: importProgressView(file, counts, facts.missing, t),
    facts: factsOf(facts, t),
    refusal: facts.refusal,
    acts: actsOf(file, counts, t),
    links: linksOf(facts, t),
    tabs: counts.total === 0 ? [] : tabsOf(facts, t),
    rows: rows.map((row) => rowLine(row, t)),
    pagination:
      next === null ? null : { summary: t('imports.rows_page'), firstHref: hrefOf(file, shown), nextHref: next },
    noRows: rows.length > 0 || counts.total === 0 ? null : t('imports.no_rows'),
  };
}

export function importProgressView(
  file: ImportFile,
  counts: RowCounts,
  missing: number | null,
  t: Translator,
): ImportProgressView {
  const { fault } = importJson(file, counts, missing);
  const done = counts.applied + counts.refused;
  const todo = done + counts.ready;
  const measured = (file.state === 'applying' || file.state === 'stopped') && todo > 0;
  const text = t('imports.progress', { done: numberText(done, t), all: numberText(todo, t) });
  const said = fault ? `${fault[t.locale]}${fault.where ? `: ${fault.where}` : ''}` : t(`imports.say.${file.state}`);
  return {
    href: `/imports/${file.id}`,
    state: importBadge(file.state, t),
    sentence: said,
    bar: measured ? { value: done, max: todo, text } : null,
    moves: file.state === 'received' || file.state === 'applying',
  };
}

function factsOf({ file, unitName, personName, counts }: ImportShowFacts, t: Translator): Fact[] {
  const said = (label: string, value: string): Fact => ({ label, value, href: null, hint: null });
  return [
    said(t('imports.unit'), unitName),
    said(
      t('imports.what_label'),
      t('imports.what', { format: file.format.toUpperCase(), mode: t(`imports.mode.${file.mode}`) }),
    ),
    ...(file.mappingName === null ? [] : [said(t('imports.mapping'), file.mappingName)]),
    said(t('imports.as_of'), momentText(file.asOf, t)),
    said(t('imports.by'), `${personName(file.createdBy)}, ${momentText(file.createdAt, t)}`),
    ...(file.acceptedBy === null || file.acceptedAt === null
      ? []
      : [said(t('imports.accepted_by'), `${personName(file.acceptedBy)}, ${momentText(file.acceptedAt, t)}`)]),
    said(t('imports.passed_over'), numberText(file.passedOver, t)),
    said(t('imports.total'), numberText(counts.total, t)),
  ];
}

function actsOf({ id, state }: ImportFile, { defective, ready }: RowCounts, t: Translator): ActForm[] {
  const to = (key: string): string => `/imports/${id}/${key}`;
  const skip = field({ kind: 'checkbox', name: 'skipDefective', label: t('imports.skip', { count: defective }) });
  const accept = act({
    key: 'acceptances',
    action: to('acceptances'),
    label: t(state === 'stopped' ? 'imports.resume' : 'imports.accept'),
    note: t('imports.accept_note', { count: ready }),
    primary: true,
    open: defective > 0,
    fields: state === 'validated' && defective > 0 ? [skip] : [],
  });
  const stop = act({
    key: 'cancellations',
    action: to('cancellations'),
    label: t('imports.stop'),
    note: t('imports.stop_note'),
  });
  const end = act({ ...stop, label: t('imports.end'), note: t('imports.end_note'), danger: true });
  if (state === 'applying') return [stop];
  if (state === 'validated' || state === 'stopped') return [accept, end];
  return state === 'received' ? [end] : [];
}

function linksOf({ file, counts, missing }: ImportShowFacts, t: Translator): Link[] {
  if (counts.total === 0) return [];
  const rejected = counts.defective + counts.skipped + counts.refused;
  return [
    { href: `/imports/${file.id}/result.csv`, label: t('imports.result_csv') },
    ...(rejected > 0 ? [{ href: `/api/v1/imports/${file.id}/rejected.csv`, label: t('imports.rejected_csv') }] : []),
    ...(missing ? [{ href: `/imports/${file.id}/missing`, label: t('imports.missing_link', { count: missing }) }] : []),
  ];
}

const TABS: readonly (RowState | 'all' | 'differing')[] = [
  'all',
  'defective',
  'differing',
  'ready',
  'applied',
  'unchanged',
  'skipped',
  'refused',
];

function tabsOf({ file, counts, shown }: ImportShowFacts, t: Translator): ImportShowView['tabs'] {
  const current = shown.differing ? 'differing' : (shown.state ?? 'all');
  return TABS.map((key) => ({ key, count: key === 'all' ? counts.total : counts[key] }))
    .filter(({ key, count }) => count > 0 || key === current)
    .map(({ key, count }) => ({
      href: hrefOf(file, { state: key === 'all' || key === 'differing' ? null : key, differing: key === 'differing' }),
      label: t(`imports.row.${key}`),
      count: numberText(count, t),
      current: key === current,
    }));
}

function hrefOf({ id }: ImportFile, { state, differing }: ImportShowFacts['shown']): string {
  if (differing) return `/imports/${id}?differing=true`;
  return state === null ? `/imports/${id}?` : `/imports/${id}?state=${state}`;
}

const LOOKS: Readonly<Record<RowState, Omit<Badge, 'text'>>> = {
  ready: { tone: 'brand', shape: 'ring' },
  defective: { tone: 'late', shape: 'cross' },
  unchanged: { tone: 'neutral', shape: 'dot' },
  applied: { tone: 'ok', shape: 'tick' },
  skipped: { tone: 'pause', shape: 'bars' },
  refused: { tone: 'late', shape: 'cross' },
};

function rowLine({ line, code, state, isNew, findings }: StagedRow, t: Translator): ImportRowLine {
  const label = state === 'ready' && isNew ? t('imports.row_new') : t(`imports.row.${state}`);
  return {
    line: String(line),
    code,
    codeHref: code !== null && state === 'applied' ? `/dossiers/${encodeURIComponent(code)}` : null,
    state: { ...LOOKS[state], text: label },
    findings: findings.map((finding) => ({ text: findingText(finding, t), wrong: finding.severity === 'defect' })),
  };
}

/** A finding in the reader's language, with its column. */
function findingText(finding: Finding, t: Translator): string {
  const { field: column, ...said } = worded(finding);
  return column === '' ? said[t.locale] : `${column}: ${said[t.locale]}`;
}
