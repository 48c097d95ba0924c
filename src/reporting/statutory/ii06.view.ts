import { offeredPeriods } from '../../apologies/coverage/cover-periods.js';
import { periodText } from '../../apologies/coverage/coverage.view.js';
import { II06_COLUMNS, II06_FORMS, type Ii06Column } from '../../domain/kpi/ii06.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { choiceField, choices } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, ChartCell, EmptyState, FormField, Link } from '../../platform/templates/page-parts.js';
import { dayText, momentText, numberText } from '../../platform/templates/page-words.js';
import { signatureWords } from '../../platform/templates/signature-words.js';
import { dossiersHref } from '../dossier-links.js';
import { reportFiles } from '../printed/report-files.view.js';
import { ii06Lines, ii06Title, rateCell, type Ii06Line } from './ii06-sheet.view.js';
import type { Ii06Page } from './ii06-screen.js';
import type { Ii06Report } from './statutory.service.js';

/** GET /reports/ii06. Template pages/reports/ii06. */
export interface Ii06View {
  readonly title: string;
  readonly unitName: string;
  readonly periodText: string;
  /** said where the period is not over */
  readonly openText: string | null;
  readonly filters: readonly FormField[];
  readonly numbers: readonly string[];
  readonly lines: readonly {
    readonly strong: boolean;
    readonly serial: string;
    readonly name: string;
    readonly cells: readonly ChartCell[];
  }[];
  readonly empty: EmptyState | null;
  readonly endsText: string;
  readonly downloads: readonly Link[];
  readonly closed: ClosedView | null;
  readonly close: { readonly unit: string; readonly period: string; readonly error: string | null } | null;
  readonly adjustments: readonly {
    readonly dayText: string;
    readonly postText: string;
    readonly unitName: string;
    readonly what: string;
  }[];
}

export interface ClosedView {
  readonly said: string;
  readonly attached: string;
  readonly note: string | null;
  /** whether the figures of today say the same */
  readonly check: Badge;
  readonly checkText: string;
  readonly downloads: readonly Link[];
  /** each signature in a sentence, with its certificate */
  readonly signed: readonly { readonly value: string; readonly hint: string }[];
  /** the form that takes the signed paper; null for who may not, or when it is signed */
  readonly sign: { readonly unit: string; readonly period: string; readonly error: string | null } | null;
}

/** Why the period was not closed, or not taken as signed, for its form; null draws it plain. */
interface Refusals {
  readonly error: string | null;
  readonly signatureError: string | null;
}

export function ii06View(page: Ii06Page, { error, signatureError }: Refusals, t: Translator): Ii06View {
  const { report, mayClose } = page;
  const { unit, period, form, total, isOpen } = report;
  return {
    title: ii06Title(form),
    unitName: unit.name,
    periodText: periodText(period, t),
    openText: isOpen ? t('ii06.open') : null,
    filters: filters(page, t),
    numbers: II06_COLUMNS.map((_, i) => `(${String(i + 3)})`),
    lines: ii06Lines(report).map((line) => lineView(line, report, page.today, t)),
    empty: total.total > 0 || report.rows.length > 0 ? null : { title: t('k.na'), body: t('ii06.empty'), action: null },
    endsText: t('ii06.ends', {
      withdrawn: numberText(total.withdrawn, t),
      stopped: numberText(total.stopped, t),
      refused: numberText(total.refused, t),
    }),
    downloads: reportFiles('/reports/ii06', { form, period: period.code, unit: unit.code }, t),
    closed: closedView(page, signatureError, t),
    close: mayClose ? { unit: unit.code, period: period.code, error } : null,
    adjustments: page.adjustments.map((one) => ({
      dayText: dayText(one.day, t),
      postText: dayText(one.postDay, t),
      unitName: page.units.find(({ code }) => code === one.unitCode)?.name ?? one.unitCode,
      what: changesText(one, t),
    })),
  };
}

const CHANGES = ['received', 'early', 'onTime', 'late', 'overdueDelta'] as const;

function changesText(one: Readonly<Record<(typeof CHANGES)[number], number>>, t: Translator): string {
  return CHANGES.filter((name) => one[name] !== 0)
    .map((name) => `${t(`ii06.change.${name}`)} ${one[name] > 0 ? '+' : '−'}${numberText(Math.abs(one[name]), t)}`)
    .join(', ');
}

function filters({ report: { form, unit, period }, units, today }: Ii06Page, t: Translator): FormField[] {
  const offered = offeredPeriods(today).map((one) => [one.code, periodText(one, t)] as const);
  const periods = offered.some(([code]) => code === period.code)
    ? offered
    : [[period.code, periodText(period, t)] as const, ...offered];
  const select = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string) =>
    choiceField({ kind: 'select', name, label }, [choices(options, chosen)]);
  return [
    select('form', t('ii06.form'), II06_FORMS.map((one) => [one, t(`ii06.form.${one}`)] as const), form), // prettier-ignore
    ...(units.length < 2
      ? []
      : [select('unit', t('col.unit'), units.map(({ code, name }) => [code, name] as const), unit.code)]), // prettier-ignore
    select('period', t('coverage.period'), periods, period.code),
  ];
}

/** Which list stands behind a column; the others are sums of several lists. */
const MEASURE = {
  carried: 'carried',
  resolved: 'resolved',
  early: 'early',
  onTime: 'onTime',
  late: 'late',
  inProgress: 'inProgress',
  inTime: 'inTime',
  overdue: 'overdue',
} as const satisfies Partial<Record<Ii06Column, string>>;

function lineView(line: Ii06Line, report: Ii06Report, today: PlainDate, t: Translator): Ii06View['lines'][number] {
  const { kind, serial, name, figures } = line;
  const cells =
    figures === null
      ? []
      : [
          ...II06_COLUMNS.map((column) => ({
            text: numberText(figures[column], t),
            href: figures[column] === 0 ? null : doorOf(column, line, report, today),
          })),
          { text: rateCell(figures), href: null },
        ];
  return { strong: kind !== 'row', serial, name: kind === 'total' ? t('ii06.total') : name, cells };
}

/** Form a may leave out units of a lower level, and a unit's own line on form b those below it: no list says that. */
function doorOf(column: Ii06Column, { row, kind }: Ii06Line, report: Ii06Report, today: PlainDate): string | null {
  const { unit, period, form, leavesOut } = report;
  const measure = (MEASURE as Partial<Record<Ii06Column, (typeof MEASURE)[keyof typeof MEASURE]>>)[column];
  if (measure === undefined || kind === 'group' || leavesOut) return null;
  if (form === 'b' && row?.key === unit.code) return null;
  const by = form === 'b' ? ('unit' as const) : ('field' as const);
  const to = period.to < today ? period.to : today;
  return dossiersHref(
    { unitCode: unit.code, from: period.from, to, measure, row: row === null ? null : { by, key: row.key } },
    today,
  );
}

function closedView(page: Ii06Page, signatureError: string | null, t: Translator): ClosedView | null {
  const { closing, changed, report, signed, maySign } = page;
  if (closing === null) return null;
  const { at, signerTitle, signerName, by, figuresHash, defects, owed, note } = closing;
  const file = (kind: 'xlsx' | 'pdf' | 'signed'): Link => {
    const query = new URLSearchParams({ unit: report.unit.code, period: closing.period, kind }).toString();
    return { href: `/reports/closings/file?${query}`, label: t(`ii06.closed.${kind}`) };
  };
  return {
    said: t('ii06.closed.said', {
      at: momentText(at, t),
      by,
      signer: [signerTitle, signerName].filter((text) => text !== '').join(' '),
      hash: figuresHash.slice(0, 16),
    }),
    attached: t('ii06.closed.attached', { defects: numberText(defects, t), owed: numberText(owed, t) }),
    note,
    check:
      changed.length === 0
        ? { tone: 'ok', shape: 'tick', text: t('ii06.closed.checked') }
        : { tone: 'late', shape: 'dot', text: t('ii06.closed.changed') },
    checkText: changed.length === 0 ? t('ii06.closed.same') : t('ii06.closed.differs', { count: changed.length }),
    downloads: [...(signed ? [file('signed')] : []), file('pdf'), file('xlsx')],
    signed: signed?.signatures.map((one) => signatureWords({ ...one, at: one.claimedAt ?? signed.at }, t)) ?? [],
    sign: maySign ? { unit: report.unit.code, period: closing.period, error: signatureError } : null,
  };
}
