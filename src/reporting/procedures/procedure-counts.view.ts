import { periodText } from '../../apologies/coverage/coverage.view.js';
import { LEVELS_SHOWN, type ProcedureNumbers } from '../../domain/kpi/procedure-counts.js';
import type { OnlineLevel } from '../../domain/procedure/procedure-version.js';
import type { SheetCell, SheetColumn } from '../../platform/spreadsheet/write-xlsx.js';
import { choiceField, choices, field, formErrors } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell, FormError, FormField, Link } from '../../platform/templates/page-parts.js';
import { numberText, shareText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import { dossiersHref } from '../dossier-links.js';
import { reportFilters, type NamedUnit } from '../report-filters.view.js';
import type { ProcedureReport } from './procedure-counts.service.js';

/** GET /reports/procedures. Template pages/reports/procedures. */
export interface ProcedureCountsView {
  readonly filters: readonly FormField[];
  readonly scopeText: string;
  readonly columns: readonly string[];
  readonly groups: readonly {
    readonly key: string;
    readonly title: string;
    readonly rows: readonly (readonly ChartCell[])[];
  }[];
  /** dossiers of what is no more in force; null when there are none */
  readonly elsewhere: string | null;
  readonly used: readonly (readonly ChartCell[])[];
  readonly usedColumns: readonly string[];
  readonly file: Link;
  /** null for who only reads */
  readonly plan: PlanForm | null;
}

interface PlanForm {
  readonly title: string;
  readonly unit: string;
  readonly year: string;
  readonly fields: readonly FormField[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

const COLUMNS = ['procedures', 'planned', 'reached', 'filed', 'filed_online', 'received', 'online_share'] as const;

/** @param refusal of a number that was not kept; null when the page is only read */
export function procedureCountsView(
  report: ProcedureReport,
  { units, mayPlan, refusal }: { units: readonly NamedUnit[]; mayPlan: boolean; refusal: Refusal | null },
  t: Translator,
): ProcedureCountsView {
  const { unit, period, today, counts } = report;
  const query = new URLSearchParams({ unit: unit.code, period: period.code });
  const levels = counts.byLevel.map((row) => [levelText(row.onlineLevel, t), row] as const);
  const rows = counts.rows.map(
    (row) => [`${fieldName(row.fieldCode, report)} · ${levelText(row.onlineLevel, t)}`, row] as const,
  );
  const table = (some: readonly (readonly [string, ProcedureNumbers])[]) =>
    some.map(([label, numbers]) => [cell(label), ...numbersOf(numbers, t).map(cell)]);
  return {
    filters: reportFilters({ units, unitCode: unit.code, period, today }, t),
    scopeText: `${unit.name} · ${periodText(period, t)}`,
    columns: COLUMNS.map((name) => t(`procs.col.${name}`)),
    groups: [
      { key: 'level', title: t('procs.by_level'), rows: table([...levels, [t('procs.total'), counts.total]]) },
      { key: 'field', title: t('procs.by_field'), rows: table(rows) },
    ],
    elsewhere: counts.elsewhere === 0 ? null : t('procs.elsewhere', { count: counts.elsewhere }),
    usedColumns: ['procedure', 'level', 'received', 'online'].map((name) => t(`procs.col.${name}`)),
    used: usedRows(report, t),
    file: { href: `/reports/procedures.xlsx?${query.toString()}`, label: t('procs.file') },
    plan: mayPlan ? planForm(report, refusal, t) : null,
  };
}

function numbersOf(
  { procedures, planned, filed, filedOnline, received, receivedOnline }: ProcedureNumbers,
  t: Translator,
): string[] {
  return [
    numberText(procedures, t),
    planned === null ? '–' : numberText(planned, t),
    planned === null ? '–' : shareText(procedures, planned, t),
    numberText(filed, t),
    numberText(filedOnline, t),
    numberText(received, t),
    shareText(receivedOnline, received, t),
  ];
}

/** Each procedure that was filed, and the door to its dossiers. */
function usedRows({ unit, range, today, offered, filings }: ProcedureReport, t: Translator): ChartCell[][] {
  return offered.flatMap(({ procedureCode, name, onlineLevel }) => {
    const own = filings.filter((filing) => filing.procedureCode === procedureCode);
    const received = own.reduce((sum, filing) => sum + filing.received, 0);
    if (received === 0) return [];
    const online = own.find(({ channel }) => channel === 'online')?.received ?? 0;
    const row = { by: 'procedure', key: procedureCode } as const;
    const href = dossiersHref({ ...range, unitCode: unit.code, measure: 'received', row }, today);
    const doorOnline = `${href}&channel=online`;
    return [
      [
        cell(`${procedureCode} ${name}`),
        cell(levelText(onlineLevel, t)),
        { text: numberText(received, t), href },
        { text: numberText(online, t), href: online === 0 ? null : doorOnline },
      ],
    ];
  });
}

function planForm({ unit, year, fieldNames }: ProcedureReport, refusal: Refusal | null, t: Translator): PlanForm {
  const typed = refusal?.typed ?? {};
  const of = (name: string): string | null => refusal?.errors.find((error) => error.field === name)?.message ?? null;
  const levels = LEVELS_SHOWN.map((level) => [level, levelText(level, t)] as const);
  const fields = [
    choiceField(
      { kind: 'select', name: 'fieldCode', label: t('procs.field'), required: true, error: of('fieldCode') },
      [choices([...fieldNames], typed['fieldCode'])],
    ),
    choiceField(
      { kind: 'select', name: 'onlineLevel', label: t('procs.level'), required: true, error: of('onlineLevel') },
      [choices(levels, typed['onlineLevel'])],
    ),
    field({
      ...{ kind: 'number', name: 'planned', label: t('procs.planned'), required: true },
      value: typed['planned'] ?? '',
      error: of('planned'),
    }),
  ];
  return {
    title: t('procs.plan', { year }),
    unit: unit.code,
    year: String(year),
    fields,
    errors: formErrors(fields, refusal?.errors ?? []),
    refusal: refusal?.sentence ?? null,
  };
}

/** The same figures as a sheet, numbers as numbers. */
export function procedureSheet(
  { counts, ...report }: ProcedureReport,
  t: Translator,
): { columns: SheetColumn[]; rows: SheetCell[][] } {
  const names = ['field', 'level', 'procedures', 'planned', 'filed', 'filed_online', 'received', 'online'];
  const line = (field: string, level: string, numbers: ProcedureNumbers): SheetCell[] => [
    field,
    level,
    numbers.procedures,
    numbers.planned,
    numbers.filed,
    numbers.filedOnline,
    numbers.received,
    numbers.receivedOnline,
  ];
  return {
    columns: names.map((name, i) => ({ header: t(`procs.col.${name}`), width: i === 0 ? 40 : 16 })),
    rows: [
      ...counts.rows.map((row) => line(fieldName(row.fieldCode, report), levelText(row.onlineLevel, t), row)),
      line(t('procs.total'), '', counts.total),
    ],
  };
}

function fieldName(code: string, { fieldNames }: Pick<ProcedureReport, 'fieldNames'>): string {
  return fieldNames.get(code) ?? code;
}

function levelText(level: OnlineLevel, t: Translator): string {
  return t(`procs.level.${level}`);
}

function cell(text: string): ChartCell {
  return { text, href: null };
}
