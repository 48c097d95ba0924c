import { DAY, ZONE_OFFSET, type Instant } from '../../domain/time/instant.js';
import { localDate, minuteOfDay, weekdayOf, type PlainDate } from '../../domain/time/plain-date.js';
import type { Translator } from './i18n.js';

/** 1 working day = 8 working hours (reference 4.1). */
const MINUTES_PER_DAY = 480;
const HALF_DAY = 12 * 60;

/** `01/06/2023`, in English `1 Jun 2023`: never a form that the other half of the world reads differently. */
export function dayText(date: PlainDate, t: Translator): string {
  return t('date.day', datePieces(date, t));
}

/** `thứ Năm, 01/06/2023` */
export function fullDayText(date: PlainDate, t: Translator): string {
  return t('date.full', { weekday: weekdayText(date, t), day: dayText(date, t) });
}

/** `01/06`, in English `1 Jun` */
export function shortDayText(date: PlainDate, t: Translator): string {
  return t('date.short', datePieces(date, t));
}

/** `tháng 6/2023` */
export function monthText(date: PlainDate, t: Translator): string {
  return t('date.month', datePieces(date, t));
}

function weekdayText(date: PlainDate, t: Translator): string {
  return t(`weekday.${weekdayOf(date)}`);
}

/** `17:00` on the desk's clock */
export function timeText(at: Instant): string {
  const minutes = minuteOfDay(at);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `17:00 01/06/2023`, for tables */
export function momentText(at: Instant, t: Translator): string {
  return t('date.moment', { time: timeText(at), day: dayText(localDate(at), t) });
}

/** `17:00, thứ Năm, 01/06/2023`, for sentences */
export function fullMomentText(at: Instant, t: Translator): string {
  return t('date.moment_full', { time: timeText(at), day: fullDayText(localDate(at), t) });
}

/** The half-day a citizen plans by: `Chiều thứ Năm, 01/06/2023`. Midnight belongs to the day that ends (acts.md). */
export function halfDayText(at: Instant, t: Translator): string {
  const endsDay = (at + ZONE_OFFSET) % DAY === 0;
  const date = localDate((endsDay ? at - 1 : at) as Instant);
  const morning = !endsDay && minuteOfDay(at) <= HALF_DAY;
  return t(morning ? 'date.morning' : 'date.afternoon', { day: fullDayText(date, t) });
}

/** `2 ngày 3 giờ`, `3 giờ 20 phút`, `20 phút`: whole working days of eight hours, then what is left. */
export function workingTimeText(minutes: number, t: Translator): string {
  const days = Math.floor(minutes / MINUTES_PER_DAY);
  const hours = Math.floor((minutes % MINUTES_PER_DAY) / 60);
  const rest = minutes % 60;
  const pieces = [
    days > 0 ? t('span.days', { count: days }) : '',
    hours > 0 ? t('span.hours', { count: hours }) : '',
    days === 0 && (rest > 0 || hours === 0) ? t('span.minutes', { count: rest }) : '',
  ];
  return pieces.filter((piece) => piece !== '').join(' ');
}

/** @param minutes working minutes until the promise, 0 or more */
export function remainingText(minutes: number, t: Translator): string {
  return t('t.left', { span: workingTimeText(minutes, t) });
}

/**
 * @param daysLate whole working days past the due day (R22)
 * @param minutesLate working minutes past the due instant, said when no whole day has passed
 */
export function lateText(daysLate: number, minutesLate: number, t: Translator): string {
  if (daysLate > 0) return t('t.late', { span: t('span.days', { count: daysLate }) });
  return t('t.late', { span: hoursText(minutesLate, t) });
}

/** `9 giờ 30 phút`: limits in hours are said in hours, also beyond a day. */
export function hoursText(minutes: number, t: Translator): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return t('span.minutes', { count: rest });
  const whole = t('span.hours', { count: hours });
  return rest === 0 ? whole : `${whole} ${t('span.minutes', { count: rest })}`;
}

/** `1.234`, in English `1,234` */
export function numberText(value: number, t: Translator): string {
  return value.toLocaleString(t.locale === 'vi' ? 'vi-VN' : 'en-GB');
}

/** `8.000 đồng` */
export function moneyText(dong: number, t: Translator): string {
  return dong === 0 ? t('money.none') : t('money.dong', { amount: numberText(dong, t) });
}

/**
 * A share of two counts as percent, half-up to two decimals (R26), from integers so that 94.995 is not lost to binary.
 * Nothing counted is said, never shown as 100 %.
 */
export function shareText(part: number, whole: number, t: Translator): string {
  if (whole === 0) return t('k.na');
  const hundredths = Math.floor((part * 20_000 + whole) / (2 * whole));
  const sign = t.locale === 'vi' ? ',' : '.';
  return `${numberText(Math.floor(hundredths / 100), t)}${sign}${two(hundredths % 100)}%`;
}

function datePieces(date: PlainDate, t: Translator): Record<string, string> {
  const [yyyy = '', mm = '', dd = ''] = date.split('-');
  return { yyyy, mm, dd, d: String(Number(dd)), m: String(Number(mm)), month: t(`month.${Number(mm)}`) };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
