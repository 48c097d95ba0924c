import { offeredPeriods } from '../../apologies/coverage/cover-periods.js';
import { periodText } from '../../apologies/coverage/coverage.view.js';
import { BARS_WIDTH, barsHeight, type Bar } from '../../platform/templates/bars.js';
import { choiceField, choices } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ChartCell, ChartView, EmptyState, FormField, Link } from '../../platform/templates/page-parts.js';
import { numberText, shareText, workingTimeText } from '../../platform/templates/page-words.js';
import { dossiersHref } from '../dossier-links.js';
import type { Holder, StageLine, StagesReport } from './stages.service.js';

/** GET /reports/stages: where time goes, and who held it. Template pages/reports/stages. */
export interface StagesView {
  readonly scopeText: string;
  readonly filters: readonly FormField[];
  readonly chart: ChartView | null;
  readonly groups: readonly StageGroup[];
  /** there are more procedures than are shown together */
  readonly note: string | null;
  readonly empty: EmptyState | null;
}

/** One procedure: its stages, and of each who held it. */
interface StageGroup {
  readonly key: string;
  readonly title: string;
  /** the dossiers of the procedure that were finished in the period; null: no list says them */
  readonly door: Link;
  readonly alone: Link | null;
  readonly rows: readonly StageRow[];
}

interface StageRow {
  readonly stage: string;
  readonly cells: readonly ChartCell[];
  readonly holders: readonly { readonly name: string; readonly text: string; readonly loud: boolean }[];
}

const MOST_BARS = 12;
/** So many units are named beside a stage. */
const NAMED = 3;

export function stagesView(report: StagesReport, t: Translator): StagesView {
  const { unit, period, lines, procedureCode, cut } = report;
  const codes = [...new Set(lines.map((line) => line.procedureCode))];
  return {
    scopeText: `${unit.name} · ${periodText(period, t)}`,
    filters: filters(report, t),
    chart: lines.length === 0 ? null : chart(report, t),
    groups: codes.map((code) => group(code, report, t)),
    note: cut ? t('stages.cut', { shown: codes.length }) : null,
    empty:
      lines.length > 0
        ? null
        : {
            title: t('stages.none'),
            body: t('stages.none_body'),
            action:
              procedureCode === null
                ? null
                : { href: stagesHref(report, undefined), label: t('stages.all_procedures') },
          },
  };
}

function filters({ today, period, unit, units, procedures, procedureCode }: StagesReport, t: Translator): FormField[] {
  const offered = offeredPeriods(today).map((one) => [one.code, periodText(one, t)] as const);
  const known = offered.some(([code]) => code === period.code);
  const periods = known ? offered : [[period.code, periodText(period, t)] as const, ...offered];
  const all = procedures.map(({ code, name }) => [code, name] as const);
  const asked = procedureCode ?? '';
  const named = asked === '' || all.some(([code]) => code === asked) ? all : [[asked, asked] as const, ...all];
  return [
    choiceField({ kind: 'select', name: 'period', label: t('coverage.period') }, [choices(periods, period.code)]),
    choiceField({ kind: 'select', name: 'procedure', label: t('intake.procedure') }, [
      choices([['', t('stages.all_procedures')], ...named], asked),
    ]),
    ...(units.length < 2
      ? []
      : [
          choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [
            choices(
              units.map(({ code, name }) => [code, name] as const),
              unit.code,
            ),
          ]),
        ]),
  ];
}

function group(code: string, report: StagesReport, t: Translator): StageGroup {
  const { unit, period, today, lines, procedureCode } = report;
  const own = lines.filter((line) => line.procedureCode === code);
  const to = period.to < today ? period.to : today;
  const row = { by: 'procedure', key: code } as const;
  const href = dossiersHref({ unitCode: unit.code, from: period.from, to, measure: 'resolved', row }, today);
  return {
    key: code,
    title: own[0]?.procedureName ?? code,
    door: { href, label: t('stages.door') },
    alone: procedureCode === null ? { href: stagesHref(report, code), label: t('stages.alone') } : null,
    rows: own.map((line) => stageRow(line, t)),
  };
}

function stageRow(line: StageLine, t: Translator): StageRow {
  const { stageNo, stages, p50, p90, heldMinutes, lateMinutes, holders } = line;
  const cells = [
    numberText(stages, t),
    p50 === null ? '–' : workingTimeText(p50, t),
    p90 === null ? '–' : workingTimeText(p90, t),
    workingTimeText(heldMinutes, t),
    lateMinutes === 0 ? t('stages.kept') : workingTimeText(lateMinutes, t),
  ];
  return {
    stage: t('stages.stage', { n: stageNo }),
    cells: cells.map((text) => ({ text, href: null })),
    holders: holders.slice(0, NAMED).map((holder) => holderRow(holder, line, t)),
  };
}

/** Its share of what was lost, or, where nothing was, of what was held. */
function holderRow(
  holder: Holder,
  { lateMinutes, heldMinutes }: StageLine,
  t: Translator,
): StageRow['holders'][number] {
  const share =
    lateMinutes > 0
      ? t('stages.of_late', { share: shareText(holder.lateMinutes, lateMinutes, t), span: workingTimeText(holder.lateMinutes, t) }) // prettier-ignore
      : t('stages.of_held', { share: shareText(holder.heldMinutes, heldMinutes, t) });
  return { name: holderName(holder, t), text: share, loud: holder.lateMinutes > 0 };
}

function holderName({ own, name }: Holder, t: Translator): string {
  return own ? t('coverage.itself', { unit: name }) : name;
}

function chart(report: StagesReport, t: Translator): ChartView {
  const { unit, period, lines, procedureCode } = report;
  const query = new URLSearchParams({ unit: unit.code, period: period.code, locale: t.locale });
  if (procedureCode !== null) query.set('procedure', procedureCode);
  const shown = charted(lines);
  const [slowest] = shown;
  return {
    title: t('stages.chart'),
    summary: slowest ? summary(slowest, t) : t('k.na'),
    src: `/reports/stages/charts/p90.svg?${query.toString()}`,
    width: BARS_WIDTH,
    height: barsHeight(shown.length),
    columns: [t('stages.col.stage'), t('stages.col.p50'), t('stages.col.p90')],
    rows: shown.map((line) =>
      [barLabel(line, t), workingTimeText(line.p50 ?? 0, t), workingTimeText(line.p90 ?? 0, t)].map((text) => ({
        text,
        href: null,
      })),
    ),
  };
}

function summary(line: StageLine, t: Translator): string {
  const [holder] = line.holders;
  const words = { stage: barLabel(line, t), span: workingTimeText(line.p90 ?? 0, t) };
  return holder ? t('stages.summary_held', { ...words, unit: holderName(holder, t) }) : t('stages.summary', words);
}

/** The stages that nine of ten dossiers left slowest. */
function charted(lines: readonly StageLine[]): StageLine[] {
  return lines.toSorted((a, b) => (b.p90 ?? 0) - (a.p90 ?? 0)).slice(0, MOST_BARS);
}

export function stageBars({ lines }: StagesReport, t: Translator): Bar[] {
  return charted(lines).map((line) => ({
    label: barLabel(line, t),
    value: line.p90 ?? 0,
    text: workingTimeText(line.p90 ?? 0, t),
  }));
}

function barLabel({ procedureName, stageNo }: StageLine, t: Translator): string {
  const name = procedureName.length > 46 ? `${procedureName.slice(0, 45).trimEnd()}…` : procedureName;
  return t('stages.label', { n: stageNo, name });
}

function stagesHref({ unit, period }: StagesReport, procedure: string | undefined): string {
  const query = new URLSearchParams({ unit: unit.code, period: period.code });
  if (procedure !== undefined) query.set('procedure', procedure);
  return `/reports/stages?${query.toString()}`;
}
