import { hindranceTo, type Hindrance } from '../domain/dossier/acts/hindrance.js';
import type { PersonAct } from '../domain/dossier/acts/permission.js';
import { choices, field, choiceField, act as actOf } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, ChoiceGroup } from '../platform/templates/page-parts.js';
import { actForm, type DossierActKey } from './dossier-acts.view.js';
import type { DossierPageFacts } from './dossier-page.service.js';
import type { Names } from './page-reference.service.js';
import { statusBadge } from './state-words.view.js';

/** The resource that each act makes, in the order in which a dossier meets them. */
const KEYS: Readonly<Record<PersonAct, DossierActKey>> = {
  acknowledge: 'acknowledgements',
  hand_over: 'hand-overs',
  complete: 'completions',
  return: 'returns',
  withdraw: 'withdrawals',
};

export interface ActList {
  readonly acts: readonly ActForm[];
  readonly refused: readonly { readonly label: string; readonly reason: string }[];
}

/** What the reader may do now, as forms; and of everything else, why not. */
export function actList(facts: DossierPageFacts, t: Translator): ActList {
  const { dossier } = facts.record;
  const all = (Object.keys(KEYS) as PersonAct[]).map((act) => ({
    key: KEYS[act],
    hindrance: hindranceTo(act, dossier, facts.by, facts.outside),
  }));
  const shown = all.filter(({ hindrance }) => hindrance === null).map(({ key }) => key);
  const offer = { receivers: receiverGroups(facts, t), handOverId: dossier.pending?.id ?? null };
  return {
    acts: shown.map((key) => actForm(key, dossier.code, dossier.version, offer, t)),
    refused: all.flatMap(({ key, hindrance }) =>
      hindrance === null ? [] : [{ label: t(`act.${key}`), reason: hindranceText(hindrance, facts.names, t) }],
    ),
  };
}

function hindranceText(hindrance: Hindrance, names: Names, t: Translator): string {
  switch (hindrance.kind) {
    case 'status':
      return t('hinder.status', { status: statusBadge(hindrance.status, t).text });
    case 'on_its_way':
      return t('hinder.on_its_way', { unit: names.unit(hindrance.unitCode) });
    case 'nothing_sent':
      return t('hinder.nothing_sent');
    case 'roles':
      return t('hinder.roles', { roles: hindrance.roles.map((role) => t(`role.${role}`)).join(', ') });
    case 'elsewhere': {
      const unit = names.unit(hindrance.unitCode);
      const { username } = hindrance;
      return username === null
        ? t('hinder.elsewhere', { unit })
        : t('hinder.person', { unit, person: names.person(username) });
    }
  }
}

/** `H45.20.05` hands over to a unit, `H45.20.05/minh.dv` to one person there. */
function receiverGroups({ receivers }: DossierPageFacts, t: Translator): ChoiceGroup[] {
  const units = receivers.units.map(({ code, name }) => [code, name] as const);
  const people = receivers.colleagues.map(
    ({ username, fullName, unitCode }) => [`${unitCode}/${username}`, fullName] as const,
  );
  return [
    choices([['', t('act.to_choose')]]),
    { ...choices(units, units[0]?.[0] ?? ''), label: t('act.to_units') },
    ...(people.length > 0 ? [{ ...choices(people), label: t('act.to_colleagues') }] : []),
  ];
}

/** The form that asks for the whole of a masked number; null where there is none, or the reader has no need of it. */
export function revealForm({ record, by }: DossierPageFacts, roles: readonly string[], t: Translator): ActForm | null {
  const applicant = record.people.find(({ role }) => role === 'applicant');
  const held = [
    ['idNumber', t('show.id_person'), applicant?.idMasked ?? null],
    ['phone', t('intake.phone'), applicant?.phoneMasked ?? null],
  ] as const;
  const options = held.filter(([, , masked]) => masked !== null).map(([value, label]) => [value, label] as const);
  const first = options[0]?.[0];
  if (first === undefined || !by.roles.some((role) => roles.includes(role))) return null;
  return actOf({
    key: 'reveals',
    label: t('show.reveal'),
    note: t('show.reveal_note'),
    action: `/dossiers/${encodeURIComponent(record.dossier.code)}/reveals`,
    fields: [
      choiceField({ kind: 'radio', name: 'field', label: t('show.reveal_field'), required: true }, [
        choices(options, first),
      ]),
      field({ name: 'reason', label: t('show.reveal_reason'), required: true, maxLength: 600 }),
    ],
  });
}
