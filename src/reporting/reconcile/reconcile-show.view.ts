import { periodText } from '../../apologies/coverage/coverage.view.js';
import { REFERENCE_OF, RECONCILE_RULES, type ReconcileRule } from '../../domain/kpi/reconcile.js';
import { parsePeriod } from '../../domain/kpi/period.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { act } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, Link, Pagination } from '../../platform/templates/page-parts.js';
import { dayText, momentText, numberText } from '../../platform/templates/page-words.js';
import { dossiersHref, type Figure } from '../dossier-links.js';
import { oursText, theirsText, whyText } from './difference-words.view.js';
import type { DifferenceFilter, NumberedDifference } from './differences.repository.js';
import { reconcileBadge } from './reconcile-home.view.js';
import { cellKey, type CellDifference, type Reconciliation } from './reconciliation.js';

/** GET /reports/reconcile/{id}. Template pages/reports/reconcile-show. */
export interface ReconcileShowView {
  readonly heading: string;
  readonly progress: ReconcileProgressView;
  readonly facts: readonly Fact[];
  readonly refusal: string | null;
  readonly acts: readonly ActForm[];
  readonly links: readonly Link[];
  readonly cells: readonly CellLine[];
  /** a sheet without a cell that differs, a list without a row that does */
  readonly allSame: string | null;
  readonly tabs: readonly (Link & { readonly count: string; readonly current: boolean })[];
  /** of the rule that is shown, to be pasted into a letter */
  readonly why: { readonly text: string; readonly reference: string | null } | null;
  readonly rows: readonly DifferenceLine[];
  readonly pagination: Pagination | null;
}

/** Also alone, every two seconds, while it is compared. Template pages/imports/progress. */
export interface ReconcileProgressView {
  readonly href: string;
  readonly state: Badge;
  readonly sentence: string;
  readonly bar: null;
  readonly moves: boolean;
}

interface CellLine {
  readonly label: string;
  readonly column: string;
  readonly ours: { readonly text: string; readonly href: string | null };
  readonly theirs: string;
  readonly difference: string;
  /** dossiers that another rule would have put elsewhere */
  readonly named: Link | null;
  /** the rules that alone make exactly this difference; null when none does */
  readonly exactly: string | null;
  readonly current: boolean;
}

interface DifferenceLine {
  readonly line: string;
  readonly code: string;
  readonly codeHref: string | null;
  readonly rule: string;
  readonly theirs: string;
  readonly ours: string;
  readonly why: string | null;
}

export interface ReconcileShowFacts {
  readonly file: Reconciliation;
  readonly counts: ReadonlyMap<ReconcileRule, number>;
  /** dossiers named by cell, of a sheet */
  readonly named: ReadonlyMap<string, number>;
  readonly rows: readonly NumberedDifference[];
  readonly shown: DifferenceFilter;
  readonly nextCursor: number | null;
  readonly today: PlainDate;
  readonly unitName: string;
  readonly personName: string;
  readonly refusal: string | null;
}

/** Of these the dossier is not ours to open. */
const STRANGE: readonly ReconcileRule[] = ['missing_here', 'elsewhere'];

export function reconcileShowView(facts: ReconcileShowFacts, t: Translator): ReconcileShowView {
  const { file, shown, nextCursor, counts } = facts;
  const done = file.state === 'done';
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const same = total === 0 && (file.cells ?? []).length === 0;
  return {
    heading: t('reconcile.heading', {
      kind: t(`reconcile.kind.${file.kind}`),
      period: periodText(parsePeriod(file.period.code), t),
    }),
    progress: reconcileProgressView(file, total, t),
    facts: factsOf(facts, t),
    refusal: facts.refusal,
    acts: file.state === 'received' ? [stopAct(file, t)] : [],
    links: done && total > 0 ? ['xlsx', 'csv'].map((kind) => download(file, shown, kind, t)) : [],
    cells: (file.cells ?? []).map((cell) => cellLine(cell, facts, t)),
    allSame: done && same ? t('reconcile.all_same') : null,
    tabs: done && total > 0 ? tabsOf(facts, total, t) : [],
    why: shown.rule === null ? null : { text: t(`reconcile.why.${shown.rule}`), reference: REFERENCE_OF[shown.rule] },
    rows: done ? facts.rows.map((row) => differenceLine(row, shown, t)) : [],
    pagination:
      nextCursor === null
        ? null
        : {
            summary: t('reconcile.rows_page'),
            firstHref: hrefOf(file, shown),
            nextHref: hrefOf(file, shown, nextCursor),
          },
  };
}

export function reconcileProgressView(file: Reconciliation, total: number, t: Translator): ReconcileProgressView {
  const said = { rows: numberText(file.rowsRead, t), same: numberText(file.rowsSame, t), n: numberText(total, t) };
  const fault = file.fault === null ? null : t(`reconcile.fault.${file.fault}`);
  const where = file.faultWhere ? ` (${file.faultWhere})` : '';
  return {
    href: `/reports/reconcile/${file.id}`,
    state: reconcileBadge(file.state, t),
    sentence: fault === null ? t(sayKey(file), said) : `${fault}${where}`,
    bar: null,
    moves: file.state === 'received',
  };
}

/** Of a sheet dossiers are only named as what may be the cause. */
function sayKey({ kind, state }: Reconciliation): string {
  return `reconcile.say.${kind === 'form' && state === 'done' ? 'done_form' : state}`;
}

function stopAct({ id }: Reconciliation, t: Translator): ActForm {
  const action = `/reports/reconcile/${id}/cancellations`;
  return act({ key: 'cancellations', action, label: t('reconcile.stop'), danger: true });
}

function factsOf({ file, unitName, personName }: ReconcileShowFacts, t: Translator): Fact[] {
  const said = (label: string, value: string): Fact => ({ label, value, href: null, hint: null });
  return [
    said(t('reconcile.unit'), unitName),
    said(t('reconcile.period'), periodText(parsePeriod(file.period.code), t)),
    said(t('reconcile.taken_on'), dayText(localDate(file.takenAt), t)),
    said(t('reconcile.by'), `${personName}, ${momentText(file.createdAt, t)}`),
    said(t('reconcile.rows_read'), numberText(file.rowsRead, t)),
    said(t('reconcile.rows_same'), numberText(file.rowsSame, t)),
    { ...said(t('reconcile.hash'), file.fileHash.slice(0, 16)), hint: t('reconcile.hash_hint') },
  ];
}

function tabsOf({ file, counts, shown }: ReconcileShowFacts, total: number, t: Translator): ReconcileShowView['tabs'] {
  const tab = (rule: ReconcileRule | null, count: number): ReconcileShowView['tabs'][number] => ({
    href: hrefOf(file, { ...shown, rule }),
    label: rule === null ? t('reconcile.all') : t(`reconcile.rule.${rule}`),
    count: numberText(count, t),
    current: shown.rule === rule,
  });
  const rules = RECONCILE_RULES.map((rule) => ({ rule, count: counts.get(rule) ?? 0 }));
  return [
    tab(null, total),
    ...rules.filter(({ rule, count }) => count > 0 || rule === shown.rule).map(({ rule, count }) => tab(rule, count)),
  ];
}

function hrefOf({ id }: Pick<Reconciliation, 'id'>, { rule, cell }: DifferenceFilter, cursor?: number): string {
  return `/reports/reconcile/${id}${queryOf({ rule, cell }, cursor)}`;
}

function queryOf({ rule, cell }: DifferenceFilter, cursor?: number): string {
  const query = new URLSearchParams();
  if (rule !== null) query.set('rule', rule);
  if (cell !== null) query.set('cell', cell);
  if (cursor !== undefined) query.set('cursor', String(cursor));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function download({ id }: Reconciliation, shown: DifferenceFilter, kind: string, t: Translator): Link {
  const label = t(kind === 'xlsx' ? 'reconcile.xlsx' : 'reconcile.csv');
  return { href: `/reports/reconcile/${id}/differences.${kind}${queryOf(shown)}`, label };
}

const MEASURES: Readonly<Record<number, Figure['measure']>> = {
  7: 'resolved',
  8: 'early',
  9: 'onTime',
  10: 'late',
  12: 'inTime',
  13: 'overdue',
};

function cellLine(cell: CellDifference, { file, named, shown, today }: ReconcileShowFacts, t: Translator): CellLine {
  const { fieldCode, label, column, ours, theirs } = cell;
  const key = fieldCode ? cellKey(fieldCode, column) : null;
  const count = key === null ? 0 : (named.get(key) ?? 0);
  const measure = MEASURES[column];
  const { from, to } = file.period;
  const row = fieldCode ? { by: 'field' as const, key: fieldCode } : null;
  const door = fieldCode === null || measure === undefined ? null : { unitCode: file.unitCode, from, to, measure, row };
  return {
    label,
    column: t('reconcile.column', { number: column, name: t(`reconcile.column.${String(column)}`) }),
    ours: { text: numberText(ours, t), href: door && dossiersHref(door, today) },
    theirs: numberText(theirs, t),
    difference: `${theirs > ours ? '+' : '−'}${numberText(Math.abs(theirs - ours), t)}`,
    named:
      count === 0
        ? null
        : { href: hrefOf(file, { rule: null, cell: key }), label: t('reconcile.named', { n: numberText(count, t) }) },
    exactly:
      cell.exactly.length === 0
        ? null
        : t('reconcile.exactly', { rule: cell.exactly.map((rule) => t(`reconcile.rule.${rule}`)).join(', ') }),
    current: key !== null && key === shown.cell,
  };
}

function differenceLine(row: NumberedDifference, shown: DifferenceFilter, t: Translator): DifferenceLine {
  const { line, code, rule, because, cell } = row;
  return {
    line: line === null ? '–' : String(line),
    code,
    codeHref: STRANGE.includes(rule) ? null : `/dossiers/${encodeURIComponent(code)}`,
    rule: t(`reconcile.rule.${rule}`),
    theirs: theirsText(row, t) ?? (cell === null ? t('reconcile.nothing') : '–'),
    ours: oursText(row, t) ?? t('reconcile.not_counted'),
    // The sentence of the rule that is shown stands above its rows.
    why: shown.rule === null || because !== null ? whyText(row, t) : null,
  };
}
