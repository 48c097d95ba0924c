import type { PlainDate } from '../../domain/time/plain-date.js';
import { act, choiceField, choices, field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Fact, FormError, FormField, Link } from '../../platform/templates/page-parts.js';
import { dayText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import { papersAct, papersFacts, papersHistory } from './papers.view.js';
import { SECTIONS, settingField, settingText } from './setting-fields.view.js';
import type { SettingFacts, SettingsRoom } from './settings-room.service.js';

/** Template pages/settings/show. */
export interface SettingsView {
  readonly heading: string;
  readonly chooser: FormField;
  readonly sentence: string | null;
  readonly errors: readonly FormError[];
  readonly papers: {
    readonly facts: readonly Fact[];
    readonly act: ActForm | null;
    readonly history: readonly string[];
  };
  readonly sections: readonly { readonly id: string; readonly title: string; readonly rows: readonly SettingRow[] }[];
  readonly links: readonly Link[];
}

export interface SettingRow {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** whose decision it is and since when */
  readonly origin: string;
  /** what will hold from a later day */
  readonly coming: readonly string[];
  readonly earlier: readonly string[];
  readonly act: ActForm | null;
}

/** Which form of the page was not done: a key, or `papers`. */
export interface SettingsAttempt {
  readonly form: string;
  readonly refusal: Refusal;
}

/** GET /settings/{unit}. */
export function settingsView(room: SettingsRoom, attempt: SettingsAttempt | null, t: Translator): SettingsView {
  const { unit, units } = room;
  const papers = room.mayChange ? papersAct(room, attempt, t) : null;
  const sections = SECTIONS.map(({ name, keys }) => ({
    id: `s-${name}`,
    title: t(`setting.section.${name}`),
    rows: keys
      .flatMap((key) => room.settings.filter((one) => one.key === key))
      .map((one) => row(one, room, attempt, t)),
  }));
  const forms = [papers, ...sections.flatMap(({ rows }) => rows.map((one) => one.act))];
  const open = forms.find((form) => form !== null && form.key === attempt?.form);
  return {
    heading: t('setting.heading', { unit: unit.name }),
    chooser: choiceField({ kind: 'select', name: 'unit', label: t('setting.unit') }, [
      choices(
        units.map(({ code, name }) => [code, name] as const),
        unit.code,
      ),
    ]),
    sentence: attempt?.refusal.sentence ?? null,
    errors: attempt ? formErrors(open?.fields ?? [], attempt.refusal.errors) : [],
    papers: { facts: papersFacts(unit, t), act: papers, history: papersHistory(room, t) },
    sections,
    links: [
      { href: `/wordings?unit=${encodeURIComponent(unit.code)}`, label: t('setting.to_wordings') },
      { href: '/calendar', label: t('nav.calendar') },
    ],
  };
}

function row(facts: SettingFacts, room: SettingsRoom, attempt: SettingsAttempt | null, t: Translator): SettingRow {
  const { key, inForce, decisions, mayDecide } = facts;
  const said = ({ value, validFrom, by }: (typeof decisions)[number]): string =>
    t('setting.decided', { value: settingText(key, value, t), day: dayText(validFrom, t), by });
  const own = inForce?.unitCode === room.unit.code ? inForce.validFrom : null;
  return {
    label: t(`setting.key.${key}`),
    hint: t(`setting.hint.${key}`),
    value: settingText(key, inForce?.value ?? null, t),
    origin: origin(facts, t),
    coming: decisions.filter(({ validFrom }) => validFrom > room.today).map(said),
    earlier: decisions
      .filter(({ validFrom }) => validFrom <= room.today && validFrom !== own)
      .map(said)
      .reverse(),
    act: mayDecide ? decisionAct(facts, room, attempt, t) : null,
  };
}

function origin({ inForce, from }: SettingFacts, t: Translator): string {
  if (!inForce) return t('setting.origin.default');
  const words = { day: dayText(inForce.validFrom, t), by: inForce.by };
  return from === null ? t('setting.origin.own', words) : t('setting.origin.above', { ...words, unit: from });
}

function decisionAct(
  { key, inForce }: SettingFacts,
  { unit, today }: SettingsRoom,
  attempt: SettingsAttempt | null,
  t: Translator,
): ActForm {
  const mine = attempt?.form === key ? attempt.refusal : null;
  const fields = [settingField(key, inForce?.value ?? null, t), since(today, t)];
  return act({
    key,
    label: t('setting.change'),
    action: `/settings/${encodeURIComponent(unit.code)}/values/${key}`,
    open: mine !== null,
    fields: mine ? withAnswers(fields, mine.typed, mine.errors) : fields,
  });
}

function since(today: PlainDate, t: Translator): FormField {
  return field({
    kind: 'date',
    name: 'validFrom',
    label: t('setting.since'),
    hint: t('setting.since_hint'),
    value: today,
    required: true,
  });
}
