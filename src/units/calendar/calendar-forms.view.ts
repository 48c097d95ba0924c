import { EVERYONE } from '../../calendar/calendar-facts.js';
import { spellsText } from '../../calendar/spell-text.js';
import { addDays } from '../../domain/time/plain-date.js';
import { WEEKDAYS } from '../../domain/time/weekly-hours.js';
import { act, choiceField, choices, field, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, FormField } from '../../platform/templates/page-parts.js';
import type { CalendarRoom } from './calendar-room.service.js';
import type { CalendarAttempt } from './calendar-year.view.js';

/** The box that notices are pasted into. */
export interface NoticeFormView {
  readonly action: string;
  readonly fields: readonly FormField[];
}

/** From tomorrow on, for everyone or one unit: seven boxes, filled with what holds today. */
export function hoursForm(room: CalendarRoom, attempt: CalendarAttempt | null, t: Translator): ActForm {
  const now = room.hours[0]?.sets.findLast(({ validFrom }) => validFrom <= room.today);
  const units = [
    [EVERYONE, t('calendar.everyone')] as const,
    ...room.units.map(({ code, name }) => [code, name] as const),
  ];
  const fields = [
    choiceField({ kind: 'select', name: 'unitCode', label: t('calendar.hours_for'), required: true }, [
      choices(units, EVERYONE),
    ]),
    field({
      kind: 'date',
      name: 'validFrom',
      label: t('calendar.hours_since'),
      hint: t('calendar.hours_since_hint'),
      value: addDays(room.today, 1),
      required: true,
    }),
    ...WEEKDAYS.map((weekday) =>
      field({
        name: `hours${String(weekday)}`,
        label: t(`weekday.${weekday}`),
        hint: weekday === 1 ? t('calendar.hours_hint') : null,
        value: now ? spellsText(now.spells[weekday]) : '',
        maxLength: 60,
      }),
    ),
  ];
  const mine = attempt?.form === 'hours' ? attempt.refusal : null;
  const shown = mine ? withAnswers(fields, { ...blank(fields), ...mine.typed }, mine.errors) : fields;
  return act({
    key: 'hours',
    label: t('calendar.hours_change'),
    note: t('calendar.hours_note'),
    action: `/calendar/${String(room.year)}/hours`,
    open: mine !== null,
    fields: shown,
  });
}

/** A day whose hours were emptied was left out of the form: it must not come back filled. */
function blank(fields: readonly FormField[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name }) => [name, '']));
}

export function noticeForm(attempt: CalendarAttempt | null, t: Translator): NoticeFormView {
  const mine = attempt?.form === 'notice' ? attempt.refusal : null;
  const fields = noticeFields(t);
  return {
    action: '/calendar/notices/previews',
    fields: mine ? withAnswers(fields, mine.typed, mine.errors) : fields,
  };
}

export function noticeFields(t: Translator): FormField[] {
  return [
    field({
      kind: 'textarea',
      name: 'text',
      label: t('notice.text'),
      hint: t('notice.text_hint'),
      required: true,
      maxLength: 6_000,
    }),
    field({ name: 'source', label: t('notice.source'), hint: t('notice.source_hint'), required: true, maxLength: 300 }),
    field({ kind: 'checkbox', name: 'wholeYears', label: t('notice.whole'), hint: t('notice.whole_hint') }),
  ];
}
