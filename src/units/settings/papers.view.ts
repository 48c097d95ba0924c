import { act, field, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Fact } from '../../platform/templates/page-parts.js';
import { dayText } from '../../platform/templates/page-words.js';
import type { RecordedChange } from '../unit-changes.js';
import type { Unit } from '../unit.js';
import type { SettingsRoom } from './settings-room.service.js';
import type { SettingsAttempt } from './settings.view.js';

/** What papers print of a unit; longest and whether it may be empty as the request class has it. */
const PAPER_FACTS = [
  { name: 'letterheadAgency', max: 200, required: true },
  { name: 'letterheadSuperior', max: 200, required: false },
  { name: 'place', max: 80, required: true },
  { name: 'signerTitle', max: 80, required: true },
  { name: 'signerAuthority', max: 80, required: false },
  { name: 'signerName', max: 120, required: false },
  { name: 'address', max: 300, required: false },
  { name: 'phone', max: 40, required: false },
  { name: 'hotline', max: 40, required: false },
] as const satisfies readonly { readonly name: keyof Unit; readonly max: number; readonly required: boolean }[];

export function papersFacts(unit: Unit, t: Translator): Fact[] {
  return PAPER_FACTS.map(({ name }) => ({
    label: t(`setting.paper.${name}`),
    value: unit[name] ?? t('setting.empty'),
    href: null,
    hint: null,
  }));
}

export function papersAct({ unit, today }: SettingsRoom, attempt: SettingsAttempt | null, t: Translator): ActForm {
  const mine = attempt?.form === 'papers' ? attempt.refusal : null;
  const fields = [
    ...PAPER_FACTS.map(({ name, max, required }) =>
      field({ name, label: t(`setting.paper.${name}`), value: unit[name] ?? '', maxLength: max, required }),
    ),
    field({
      kind: 'date',
      name: 'validFrom',
      label: t('setting.since'),
      hint: t('setting.papers_since_hint'),
      value: today,
      required: true,
    }),
    field({ name: 'reason', label: t('setting.paper.reason'), hint: t('setting.paper.reason_hint'), maxLength: 380 }),
  ];
  const blank = Object.fromEntries(fields.map(({ name }) => [name, '']));
  return act({
    key: 'papers',
    label: t('setting.papers_change'),
    note: t('setting.papers_note'),
    action: `/settings/${encodeURIComponent(unit.code)}/papers`,
    open: mine !== null,
    fields: mine ? withAnswers(fields, { ...blank, ...mine.typed }, mine.errors) : fields,
  });
}

/** Each change of what papers print, the latest day first: what it was and what it became. */
export function papersHistory({ changes }: SettingsRoom, t: Translator): string[] {
  return changes.flatMap((change) => {
    const said = PAPER_FACTS.flatMap(({ name }) => (name in change.changes ? [difference(change, name, t)] : []));
    if (said.length === 0 || change.cancelledAt !== null) return [];
    const words = { day: dayText(change.validFrom, t), by: change.by, what: said.join('; ') };
    return [t(change.appliedAt === null ? 'setting.papers_coming' : 'setting.papers_changed', words)];
  });
}

function difference(
  { changes, before }: RecordedChange,
  name: (typeof PAPER_FACTS)[number]['name'],
  t: Translator,
): string {
  const [from, to] = [before?.[name] ?? null, changes[name] ?? null];
  const words = { label: t(`setting.paper.${name}`), to: to ?? t('setting.empty') };
  return before === null
    ? t('setting.paper_to', words)
    : t('setting.paper_from_to', { ...words, from: from ?? t('setting.empty') });
}
