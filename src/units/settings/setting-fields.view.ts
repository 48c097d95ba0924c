import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormField } from '../../platform/templates/page-parts.js';
import { dayText, hoursText, numberText } from '../../platform/templates/page-words.js';
import { isPlainDate } from '../../domain/time/plain-date.js';
import type { SettingKey } from '../unit-settings.js';

/** How a key is asked for and said. */
type Kind = 'choice' | 'yes_no' | 'date' | 'number' | 'text' | 'text_or_none';

const KINDS: Readonly<Record<SettingKey, Kind>> = {
  day_zero: 'choice',
  apologies_from: 'date',
  letter_symbol: 'text',
  standing_approval: 'yes_no',
  signing_mode: 'choice',
  sign_reminder: 'text_or_none',
  delay_reasons: 'text',
  due_soon_minutes: 'number',
  retention: 'text',
  paper_session_hours: 'number',
  supplement_days: 'number',
  letter_alarm_days: 'number',
  paper_size: 'choice',
  paper_plain: 'yes_no',
  saturday_hours: 'text_or_none',
  warnings_ladder: 'yes_no',
  zalo_template: 'text_or_none',
  sms_template: 'text_or_none',
};

const CHOICES: Readonly<Partial<Record<SettingKey, readonly string[]>>> = {
  day_zero: ['receipt', 'start'],
  paper_size: ['a4', 'a5', 'a4x2'],
  signing_mode: ['approval', 'paper', 'electronic'],
};

/** Sections of the page, in the order in which people look for things. */
export const SECTIONS: readonly { readonly name: string; readonly keys: readonly SettingKey[] }[] = [
  { name: 'time', keys: ['day_zero', 'due_soon_minutes', 'warnings_ladder'] },
  { name: 'reception', keys: ['saturday_hours', 'paper_session_hours', 'supplement_days'] },
  { name: 'printing', keys: ['paper_size', 'paper_plain'] },
  {
    name: 'letters',
    keys: [
      'apologies_from',
      'letter_symbol',
      'standing_approval',
      'signing_mode',
      'sign_reminder',
      'delay_reasons',
      'letter_alarm_days',
    ],
  },
  { name: 'delivery', keys: ['zalo_template', 'sms_template'] },
  { name: 'keeping', keys: ['retention'] },
];

/** @param value as it is stored; null: nobody decided */
export function settingText(key: SettingKey, value: string | null, t: Translator): string {
  if (value === null) return t(`setting.default.${key}`);
  switch (KINDS[key]) {
    case 'yes_no':
      return t(`setting.value.${value}`);
    case 'choice':
      return t(`setting.choice.${key}.${value}`);
    case 'date':
      return isPlainDate(value) ? dayText(value, t) : value;
    case 'number':
      return numberSaid(key, Number(value), t);
    case 'text_or_none':
      return value === 'no' ? t('setting.value.no') : value;
    case 'text':
      return value;
  }
}

function numberSaid(key: SettingKey, value: number, t: Translator): string {
  if (key === 'due_soon_minutes') return hoursText(value, t);
  if (key === 'supplement_days' || key === 'letter_alarm_days')
    return t('setting.days', { days: numberText(value, t) });
  return t('setting.hours', { hours: numberText(value, t) });
}

/** The box for another value, filled with what holds. */
export function settingField(key: SettingKey, value: string | null, t: Translator): FormField {
  const given = { name: 'value', label: t(`setting.key.${key}`), hint: t(`setting.hint.${key}`) };
  const now = value ?? '';
  switch (KINDS[key]) {
    case 'yes_no':
      return choiceField({ ...given, kind: 'radio', required: true }, [
        choices(
          [
            ['yes', t('setting.value.yes')],
            ['no', t('setting.value.no')],
          ],
          now,
        ),
      ]);
    case 'choice':
      return choiceField({ ...given, kind: 'radio', required: true }, [
        choices(
          (CHOICES[key] ?? []).map((one) => [one, t(`setting.choice.${key}.${one}`)] as const),
          now,
        ),
      ]);
    case 'date':
      return field({ ...given, kind: 'date', value: now, required: true });
    case 'number':
      return field({ ...given, kind: 'number', value: now, required: true });
    case 'text_or_none':
      return field({ ...given, value: now === 'no' ? '' : now, maxLength: 60 });
    case 'text':
      return field({ ...given, value: now, required: true, maxLength: 400 });
  }
}

/** What an empty box means: `no` where emptiness says something; else it is asked for. */
export function emptyMeans(key: SettingKey): string | null {
  return KINDS[key] === 'text_or_none' ? 'no' : null;
}
