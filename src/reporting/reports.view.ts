import type { Channel } from '../domain/dossier/status.js';
import { ratesOf, type Counts, type Rates } from '../domain/kpi/on-time-rate.js';
import { toLocalIso } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { Translator } from '../platform/templates/i18n.js';
import { dayText } from '../platform/templates/page-words.js';
import type { DistanceReport, SaveFirst } from './distance.service.js';
import type { OnTimeReport, OnTimeRow } from './on-time.service.js';

/** Counts of a period and the rates that follow; rates in percent, null when there is nothing to divide by. */
type FiguresJson = Counts & Rates;

interface OnTimeRowJson extends FiguresJson {
  readonly key: string;
  readonly label: string;
}

export interface OnTimeJson {
  /** percent */
  readonly target: number;
  readonly definition: string;
  readonly rows: readonly OnTimeRowJson[];
  readonly total: FiguresJson & { readonly withoutSameDay: FiguresJson };
}

export function onTimeJson({ target, groupBy, rows, total }: OnTimeReport, t: Translator): OnTimeJson {
  const figures = (counts: Counts): FiguresJson => ({ ...counts, ...ratesOf(counts, target) });
  return {
    target,
    definition: t('report.definition'),
    rows: rows.map((row) => ({ key: row.key, label: rowLabel(row, groupBy, t), ...figures(row.counts) })),
    total: { ...figures(total.counts), withoutSameDay: figures(total.withoutSameDay) },
  };
}

/** What a row of the report is called in the reader's language. */
export function rowLabel({ key, name }: OnTimeRow, groupBy: OnTimeReport['groupBy'], t: Translator): string {
  switch (groupBy) {
    case 'channel':
      return t(`channel.${key as Channel}`);
    case 'month':
      return t('dash.short_month', { m: Number(key.slice(5)), yyyy: key.slice(0, 4) });
    case 'day':
      return dayText(key as PlainDate, t);
    case 'officer':
      return key === '' ? t('report.unfinished') : (name ?? key);
    case 'unit':
    case 'field':
    case 'procedure':
      return name ?? key;
  }
}

interface SaveFirstJson {
  readonly code: string;
  readonly procedure: { readonly code: string; readonly name: string | null };
  /** the promise that stands, told to the citizen */
  readonly dueAt: string;
  readonly lateFrom: string;
  readonly remainingWorkingMinutes: number | null;
  readonly holder: { readonly unitCode: string; readonly unitName: string | null; readonly username: string | null };
}

export interface DistanceJson {
  readonly period: { readonly code: string; readonly from: PlainDate; readonly to: PlainDate };
  readonly resolved: number;
  readonly late: number;
  /** percent; null when nothing was resolved */
  readonly rate: number | null;
  readonly target: number;
  readonly met: boolean | null;
  /** 0 or more: late ones still possible; negative: on-time returns still needed; null: nothing resolved */
  readonly distance: number | null;
  readonly saveFirst: readonly SaveFirstJson[];
}

export function distanceJson({ period, target, counts, distance, saveFirst }: DistanceReport): DistanceJson {
  const { resolved, resolvedOnTimeRate, met } = ratesOf(counts, target);
  const { code, from, to } = period;
  return {
    period: { code, from, to },
    resolved,
    late: counts.late,
    rate: resolvedOnTimeRate,
    target,
    met,
    distance,
    saveFirst: saveFirst.map(saveFirstJson),
  };
}

function saveFirstJson(dossier: SaveFirst): SaveFirstJson {
  return {
    code: dossier.code,
    procedure: { code: dossier.procedureCode, name: dossier.procedureName },
    dueAt: toLocalIso(dossier.currentDueAt),
    lateFrom: toLocalIso(dossier.lateFrom),
    remainingWorkingMinutes: dossier.remainingWorkingMinutes,
    holder: {
      unitCode: dossier.holderUnitCode,
      unitName: dossier.holderUnitName,
      username: dossier.holderUsername,
    },
  };
}
