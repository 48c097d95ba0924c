import { hindranceTo } from '../domain/dossier/acts/hindrance.js';
import { PERSON_ACTS, type PersonAct } from '../domain/dossier/transitions.js';
import { choices, field, choiceField, act as actOf } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, ChoiceGroup } from '../platform/templates/page-parts.js';
import {
  extraTimeForm,
  paymentConfirmationForm,
  paymentForm,
  paymentRequestForm,
  supplementForm,
  supplementRequestForm,
} from './clock/clock-acts.view.js';
import { actForm, type DossierActKey } from './dossier-acts.view.js';
import type { DossierPageFacts } from './dossier-page.service.js';
import { delayNoticeForm, faultForm } from './faults/fault-acts.view.js';
import { acceptanceForm, firstQuestionForm, firstSupplementForm, rejectionForm } from './filings/filing-acts.view.js';
import { hindranceText } from './hindrance-words.view.js';
import { obviousActs } from './obvious-acts.js';
import { assignmentForm, noteForm, resultForm } from './processing/work-acts.view.js';
import { correctionForm, voidForm } from './receipt-changes/receipt-acts.view.js';

type FormMaker = (facts: DossierPageFacts, t: Translator) => ActForm | null;

/** The form of each act; those on one file, one fault or one correction stand beside it, and have none here. */
const FORMS: Readonly<Record<PersonAct, FormMaker | null>> = {
  accept: ({ record }, t) => acceptanceForm(record.dossier, t),
  ask_first: ({ record }, t) => firstQuestionForm(record.dossier, t),
  supplement_filing: ({ record }, t) => firstSupplementForm(record.dossier, t),
  reject: ({ record }, t) => rejectionForm(record.dossier, t),
  acknowledge: handForm('acknowledgements'),
  receive_supplement: supplementForm,
  confirm_payment: paymentConfirmationForm,
  hand_over: handForm('hand-overs'),
  transfer_result: resultForm,
  complete: handForm('completions'),
  return: handForm('returns'),
  assign: assignmentForm,
  request_supplement: supplementRequestForm,
  request_payment: paymentRequestForm,
  pay: paymentForm,
  grant_extra_time: extraTimeForm,
  declare_delay: delayNoticeForm,
  note: noteForm,
  propose_correction: correctionForm,
  void: voidForm,
  report_fault: faultForm,
  withdraw: handForm('withdrawals'),
  stop: handForm('stoppages'),
  attach: null,
  remove_file: null,
  correct: null,
  confirm_fault: null,
  dismiss_fault: null,
  mend_fault: null,
};

function handForm(key: DossierActKey): FormMaker {
  return (facts, t) => {
    const { code, version, pending } = facts.record.dossier;
    return actForm(key, code, version, { receivers: receiverGroups(facts, t), handOverId: pending?.id ?? null }, t);
  };
}

export interface ActList {
  /** the one or two that come next */
  readonly acts: readonly ActForm[];
  /** whatever else the reader may do now */
  readonly more: readonly ActForm[];
  readonly refused: readonly RefusedActs[];
}

/** Acts that one reason keeps from the reader. */
export interface RefusedActs {
  readonly label: string;
  readonly reason: string;
}

/** What the reader may do now, as forms; and of everything else, why not. */
export function actList(facts: DossierPageFacts, t: Translator): ActList {
  const { by, around, record } = facts;
  const all = PERSON_ACTS.map((act) => ({ act, hindrance: hindranceTo(act, record.dossier, by, around) }));
  const allowed = all.filter(({ hindrance }) => hindrance === null).map(({ act }) => act);
  const first = obviousActs(allowed, facts);
  const order = Object.keys(FORMS) as PersonAct[];
  const rest = order.filter((act) => allowed.includes(act) && !first.includes(act));
  const formsOf = (acts: readonly PersonAct[], primary: boolean): ActForm[] =>
    acts.flatMap((act) => FORMS[act]?.(facts, t) ?? []).map((form) => ({ ...form, primary: primary && !form.danger }));
  const refused = all.flatMap(({ act, hindrance }) =>
    hindrance === null ? [] : [{ act, reason: hindranceText(hindrance, facts.names, t) }],
  );
  return { acts: formsOf(first, true), more: formsOf(rest, false), refused: grouped(refused, t) };
}

/** Many acts are kept from somebody for one reason: it is said once. */
function grouped(refused: readonly { act: PersonAct; reason: string }[], t: Translator): RefusedActs[] {
  const reasons = [...new Set(refused.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const label = refused
      .filter((one) => one.reason === reason)
      .map(({ act }) => t(`deed.${act}`))
      .join(', ');
    return { reason, label: label.charAt(0).toLocaleUpperCase(t.locale) + label.slice(1) };
  });
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
