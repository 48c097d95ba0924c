import { meetsTarget, TARGET_PERCENT, type Counts } from '../../domain/kpi/on-time-rate.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { dayText, monthText, numberText, remainingText, shareText } from '../../platform/templates/page-words.js';
import type { DigestSection } from '../../worklist/digest-tellers.js';
import { distanceSentence } from '../dashboard.view.js';
import { distanceOf, type SaveFirst } from '../distance.service.js';
import type { HeldAt, LateDossier, LateReport } from './late-held.service.js';
import type { Summary, UnitMorning } from './unit-morning.service.js';

/** How many stages that held dossiers are named; the rest are few. */
const HOLDERS = 5;

/** How the unit of a head stands: the day before, then the week and the month that are over. Nothing of citizens. */
export function unitMorningSections(morning: UnitMorning, t: Translator): readonly DigestSection[] {
  const { unitName, lastWeek, lastMonth } = morning;
  return [
    standing(morning, t),
    late(morning, t),
    ...(morning.saveFirst.length > 0 ? [saveFirst(morning.saveFirst, t)] : []),
    ...(lastWeek ? [summary(t('morning.week', days(lastWeek, t)), lastWeek, t)] : []),
    ...(lastMonth
      ? [summary(t('morning.month', { unit: unitName, month: monthText(lastMonth.days.from, t) }), lastMonth, t)]
      : []),
  ];
}

/** Instead of figures that cannot be trusted. */
export function withoutFigures(t: Translator): DigestSection {
  return { title: t('morning.title_plain'), lines: [t('morning.no_figures')], rows: [] };
}

function standing({ unitName, month, dueToday, letters }: UnitMorning, t: Translator): DigestSection {
  const owed = { count: letters.owed, number: numberText(letters.owed, t), drafted: numberText(letters.drafted, t) };
  return {
    title: t('morning.title', { unit: unitName }),
    lines: [
      rate(t('morning.so_far', { month: monthText(month.period.from, t) }), month.counts, t) +
        toTarget(month.counts, t),
      dueToday === 0 ? t('morning.due_none') : t('morning.due', { count: dueToday, number: numberText(dueToday, t) }),
      letters.owed === 0 ? t('morning.owed_none') : t('morning.owed', owed),
    ],
    rows: [],
  };
}

/** `Từ đầu tháng 5/2023 đến nay: 393 trên 417 hồ sơ đã giải quyết là trước hạn hoặc đúng hạn, đạt 94,24%.` */
function rate(when: string, counts: Counts, t: Translator): string {
  const { kept, resolved } = resolvedOf(counts);
  if (resolved === 0) return t('morning.rate_none', { when });
  const numbers = { kept: numberText(kept, t), number: numberText(resolved, t), count: resolved };
  return t('morning.rate', { when, ...numbers, rate: shareText(kept, resolved, t) });
}

/** How far a period that still runs is from 95 %. */
function toTarget(counts: Counts, t: Translator): string {
  const distance = distanceOf(counts);
  return distance === null ? '' : ` ${distanceSentence(distance, t)}`;
}

/** Whether a period that is over reached it. */
function reached(counts: Counts, t: Translator): string {
  const { kept, resolved } = resolvedOf(counts);
  const met = meetsTarget(kept, resolved, TARGET_PERCENT);
  return met === null ? '' : ` ${t(met ? 'morning.met' : 'morning.not_met')}`;
}

function resolvedOf({ early, onTime, late: broken }: Counts): { readonly kept: number; readonly resolved: number } {
  return { kept: early + onTime, resolved: early + onTime + broken };
}

function late({ before, turnedLate }: UnitMorning, t: Translator): DigestSection {
  const { total, named } = turnedLate;
  const title = t('morning.late_title');
  if (total === 0) return { title, lines: [t('morning.late_none', { day: dayText(before, t) })], rows: [] };
  const said = t('morning.late', { count: total, number: numberText(total, t), day: dayText(before, t) });
  const more = total - named.length;
  return {
    title,
    lines: [
      said,
      ...holderLines(turnedLate, t),
      ...(more > 0 ? [t('morning.late_more', { count: more, number: numberText(more, t) })] : []),
    ],
    rows: named.map((dossier) => ({ code: dossier.code, text: lateText(dossier, t) })),
  };
}

function lateText({ procedureName, held, officer }: LateDossier, t: Translator): string {
  if (held === null) return procedureName;
  const place = placeText(held, t);
  return officer === null
    ? t('morning.held', { procedure: procedureName, place })
    : t('morning.held_by', { procedure: procedureName, place, officer });
}

/** `Phòng Quản lý đô thị, bước 2 trên 3`; a dossier of one stage has none to tell apart. */
function placeText({ unitName, no, of }: HeldAt, t: Translator): string {
  return of < 2 ? unitName : t('morning.stage', { unit: unitName, no: String(no), of: String(of) });
}

function holderLines({ holders, lookedAt, total }: LateReport, t: Translator): string[] {
  if (holders.length === 0) return [];
  const names = holders
    .slice(0, HOLDERS)
    .map((holder) => t('morning.holder', { place: placeText(holder, t), number: numberText(holder.n, t) }))
    .join('; ');
  const words = { names, number: numberText(lookedAt, t) };
  return [lookedAt < total ? t('morning.holders_of', words) : t('morning.holders', words)];
}

function saveFirst(dossiers: readonly SaveFirst[], t: Translator): DigestSection {
  return {
    title: t('morning.save_title'),
    lines: [],
    rows: dossiers.map(({ code, procedureCode, procedureName, holderUnitCode, holderUnitName, ...rest }) => {
      const left = rest.remainingWorkingMinutes;
      const words = { procedure: procedureName ?? procedureCode, unit: holderUnitName ?? holderUnitCode };
      const text = t('morning.save', words);
      return { code, text: left === null ? text : `${text}; ${remainingText(left, t)}` };
    }),
  };
}

function summary(title: string, { counts, late: report }: Summary, t: Translator): DigestSection {
  const { total } = report;
  return {
    title,
    lines: [
      rate(t('morning.in_all'), counts, t) + reached(counts, t),
      total === 0 ? t('morning.sum_late_none') : t('morning.sum_late', { count: total, number: numberText(total, t) }),
      ...holderLines(report, t),
    ],
    rows: [],
  };
}

function days({ days: { from, to } }: Summary, t: Translator): Record<string, string> {
  return { from: dayText(from, t), to: dayText(to, t) };
}
