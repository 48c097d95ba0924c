import type { Confidence, YearFacts } from '../../calendar/calendar-facts.js';
import { certaintyBadge } from '../../calendar/certainty.view.js';
import { spellsText } from '../../calendar/spell-text.js';
import { DAY_KINDS } from '../../domain/time/calendar-day.js';
import { WEEKDAYS, type WeeklyHours } from '../../domain/time/weekly-hours.js';
import { act } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, EmptyState, FormError, Link } from '../../platform/templates/page-parts.js';
import { dayText, fullDayText, momentText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { CalendarRoom, HoursOf } from './calendar-room.service.js';
import { hoursForm, noticeForm, type NoticeFormView } from './calendar-forms.view.js';
import { monthViews, type MonthView } from './month.view.js';
import { formErrors } from '../../platform/templates/form-field.js';

/** Template pages/calendar/show. */
export interface CalendarYearView {
  readonly heading: string;
  readonly state: Badge;
  readonly lead: string;
  readonly years: readonly (Link & { readonly current: boolean })[];
  readonly acts: readonly ActForm[];
  readonly links: readonly Link[];
  readonly sentence: string | null;
  readonly errors: readonly FormError[];
  readonly legend: readonly { readonly mark: string; readonly text: string }[];
  readonly months: readonly MonthView[];
  readonly days: readonly {
    readonly date: string;
    readonly kind: string;
    readonly name: string;
    readonly hours: string | null;
    readonly source: string;
    readonly badge: Badge;
  }[];
  /** set when there are no days */
  readonly empty: EmptyState | null;
  readonly hours: readonly HoursView[];
  readonly saturdays: readonly string[];
  readonly notice: NoticeFormView | null;
}

export interface HoursView {
  readonly unit: string;
  readonly from: string;
  readonly lines: readonly string[];
  readonly current: boolean;
}

/** Which form of the page was not done, and why. */
export interface CalendarAttempt {
  readonly form: 'notice' | 'hours' | 'confirm';
  readonly refusal: Refusal;
}

/** How sure a source is, in the marks of the other lists. */
const MARKS: Readonly<Record<Confidence, string>> = { high: 'F', medium: 'K', projected: 'U', low: 'U' };

/** GET /calendar/{year}. */
export function calendarYearView(room: CalendarRoom, attempt: CalendarAttempt | null, t: Translator): CalendarYearView {
  const { year, facts, today, may } = room;
  const everyone = room.hours[0]?.sets ?? [];
  const [hours, notice] = [hoursForm(room, attempt, t), noticeForm(attempt, t)];
  const fields = attempt?.form === 'hours' ? hours.fields : notice.fields;
  return {
    heading: t('calendar.heading', { year }),
    state: stateBadge(facts, t),
    lead: lead(facts, t),
    years: yearLinks(year, t),
    acts: [...(may.confirm ? [confirmAct(year, t)] : []), ...(may.edit ? [hours] : [])],
    links: may.replan ? [{ href: '/calendar/replans', label: t('calendar.to_replans') }] : [],
    sentence: attempt?.refusal.sentence ?? null,
    errors: attempt ? formErrors(fields, attempt.refusal.errors) : [],
    legend: DAY_KINDS.map((kind) => ({ mark: t(`calendar.mark.${kind}`), text: t(`ref.day.${kind}`) })),
    months: monthViews(year, { days: facts?.days ?? [], weekly: everyone, today }, t),
    days: (facts?.days ?? []).map((day) => ({
      date: fullDayText(day.date, t),
      kind: t(`ref.day.${day.kind}`),
      name: day.name,
      hours: day.spells ? spellsText(day.spells) : null,
      source: day.source,
      badge: certaintyBadge(MARKS[day.confidence], t, t(`ref.confidence.${day.confidence}`)),
    })),
    empty: facts ? null : { title: t('calendar.none', { year }), body: t('calendar.none_hint'), action: null },
    hours: room.hours.flatMap((one) => hoursViews(one, room, t)),
    saturdays: room.saturdays.map(({ unit, hours: open, since }) =>
      t('calendar.saturday', { unit, hours: open, day: dayText(since, t) }),
    ),
    notice: may.edit ? notice : null,
  };
}

function stateBadge(facts: YearFacts | null, t: Translator): Badge {
  if (!facts) return { tone: 'late', shape: 'cross', text: t('calendar.state.missing') };
  if (facts.state === 'official') return { tone: 'ok', shape: 'tick', text: t('calendar.state.official') };
  if (facts.confirmedAt !== null) return { tone: 'brand', shape: 'ring', text: t('calendar.state.confirmed') };
  return { tone: 'soon', shape: 'triangle', text: t('calendar.state.projected') };
}

function lead(facts: YearFacts | null, t: Translator): string {
  if (!facts) return t('calendar.lead.missing');
  const { state, confirmedAt, confirmedBy, source } = facts;
  if (state === 'official') return t('calendar.lead.official', { source });
  if (confirmedAt === null) return t('calendar.lead.projected');
  return t('calendar.lead.confirmed', { by: confirmedBy ?? '', when: momentText(confirmedAt, t) });
}

function yearLinks(year: number, t: Translator): CalendarYearView['years'] {
  return [-2, -1, 0, 1, 2].map((step) => ({
    href: `/calendar/${String(year + step)}`,
    label: t('calendar.year', { year: year + step }),
    current: step === 0,
  }));
}

function confirmAct(year: number, t: Translator): ActForm {
  return act({
    key: 'confirm',
    label: t('calendar.confirm', { year }),
    note: t('calendar.confirm_note'),
    action: `/calendar/${String(year)}/confirmations`,
    primary: true,
  });
}

/** The sets that touch the year or come after it: what held long before is history. */
function hoursViews({ unit, sets }: HoursOf, { year, today }: CalendarRoom, t: Translator): HoursView[] {
  return sets
    .filter(({ validTo }) => validTo === null || Number(validTo.slice(0, 4)) >= year)
    .map((set) => ({
      unit: unit ?? t('calendar.everyone'),
      from: t('calendar.hours_from', { day: dayText(set.validFrom, t) }),
      lines: weekLines(set, t),
      current: set.validFrom <= today && (set.validTo === null || today <= set.validTo),
    }));
}

/** `thứ Hai – thứ Sáu: 07:30-12:00 13:30-17:00`: neighbours that are worked alike, together. */
function weekLines({ spells }: WeeklyHours, t: Translator): string[] {
  const lines: { first: number; last: number; hours: string }[] = [];
  for (const weekday of WEEKDAYS) {
    const hours = spellsText(spells[weekday]);
    const before = lines.at(-1);
    if (before?.hours === hours) before.last = weekday;
    else lines.push({ first: weekday, last: weekday, hours });
  }
  return lines
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => {
      const days = first === last ? t(`weekday.${first}`) : `${t(`weekday.${first}`)} – ${t(`weekday.${last}`)}`;
      return t('calendar.hours_line', { days, hours });
    });
}
