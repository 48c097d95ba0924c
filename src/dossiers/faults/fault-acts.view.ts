import { CITIZEN } from '../../domain/accounts/roles.js';
import type { ProposedDue } from '../../domain/apology/proposed-due.js';
import { DETECTED_BY, FAULT_KINDS } from '../../domain/apology/fault-kinds.js';
import { FAULT_CAUSES } from '../../domain/apology/obligation.js';
import { hindranceTo } from '../../domain/dossier/acts/hindrance.js';
import { isBreached } from '../../domain/dossier/dossier.js';
import { localDate } from '../../domain/time/plain-date.js';
import { choiceField, choices, field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, ChoiceGroup, FormField } from '../../platform/templates/page-parts.js';
import { dayText, moneyText, momentText, timeText } from '../../platform/templates/page-words.js';
import { formOf, reasonField } from '../act-form.view.js';
import type { DossierPageFacts } from '../dossier-page.service.js';
import { proposedText, reasonKeyField } from '../reason-fields.view.js';
import { causeText } from '../state-words.view.js';
import type { FaultRecord } from './fault-record.js';

/** What went wrong, as the page of the dossier tells it, and what may be done about it. */
export interface FaultView {
  readonly id: string;
  readonly title: string;
  readonly state: Badge;
  readonly lines: readonly string[];
  readonly acts: readonly ActForm[];
}

/** Field names: {kind (`error/wrong_data`), description, detectedBy, detectedOn}. */
export function faultForm({ record, now }: DossierPageFacts, t: Translator): ActForm {
  const finders = choices(
    DETECTED_BY.map((one) => [one, t(`detected.${one}`)] as const),
    'self',
  );
  return formOf(record.dossier, 'faults', t, {
    fields: [
      choiceField({ kind: 'select', name: 'kind', label: t('act.fault_kind'), required: true }, kindGroups(t)),
      field({
        kind: 'textarea',
        name: 'description',
        label: t('act.fault_description'),
        hint: t('act.fault_hint'),
        required: true,
        maxLength: 600,
      }),
      choiceField({ kind: 'radio', name: 'detectedBy', label: t('act.detected_by'), required: true }, [finders]),
      field({ kind: 'date', name: 'detectedOn', label: t('act.detected_on'), value: localDate(now), required: true }),
    ],
  });
}

function kindGroups(t: Translator): ChoiceGroup[] {
  const groups = FAULT_CAUSES.map((cause) => ({
    ...choices(FAULT_KINDS[cause].map((kind) => [`${cause}/${kind}`, t(`fault_kind.${kind}`)] as const)),
    label: causeText(cause, t),
  }));
  return [choices([['', t('act.fault_choose')]]), ...groups];
}

/** Field names: {reasonKey, reason, fault, newDueOn, newDueTime}. The note says which tense the citizen will read. */
export function delayNoticeForm({ record, rooms, now }: DossierPageFacts, t: Translator): ActForm {
  const { dossier } = record;
  const again = dossier.extensionDueAt !== null;
  const tense = isBreached(dossier, now) ? 'after_due' : 'before_due';
  return formOf(dossier, 'delay-notices', t, {
    note: `${t('act.note.delay-notices')} ${t(`promise.tense.${tense}`)}`,
    fields: [
      reasonKeyField(rooms.reasons, { chosen: null, required: true }, t),
      field({
        kind: 'textarea',
        name: 'reason',
        label: t('promise.sentence'),
        hint: t('promise.sentence_hint'),
        required: true,
        maxLength: 600,
      }),
      whose(t, 'ours', ['ours', 'other_agency', 'none']),
      ...(again ? [] : newDueFields(rooms.proposed, t)),
    ],
  });
}

function newDueFields(proposed: ProposedDue | null, t: Translator): FormField[] {
  const once = t('act.new_due_hint');
  return [
    field({
      kind: 'date',
      name: 'newDueOn',
      label: t('act.new_due'),
      hint: proposed === null ? once : `${proposedText(proposed, t)} ${once}`,
      value: proposed === null ? '' : localDate(proposed.dueAt),
    }),
    field({
      name: 'newDueTime',
      label: t('act.new_due_time'),
      value: proposed === null ? '17:00' : timeText(proposed.dueAt),
      pattern: '(?:[01]\\d|2[0-3]):[0-5]\\d',
      maxLength: 5,
    }),
  ];
}

function whose(t: Translator, chosen: string, from: readonly string[]): FormField {
  const options = from.map((one) => [one, t(`fault.${one}`)] as const);
  return choiceField({ kind: 'radio', name: 'fault', label: t('act.whose'), required: true }, [
    choices(options, chosen),
  ]);
}

/** Every fault of the dossier, with what the reader may do about each. */
export function faultViews(facts: DossierPageFacts, t: Translator): FaultView[] {
  return facts.rooms.faults.map((fault) => ({
    id: fault.id,
    title: `${causeText(fault.cause, t)}: ${t(`fault_kind.${fault.kind}`)}`,
    state: stateOf(fault, t),
    lines: linesOf(fault, facts, t),
    acts: actsOn(fault, facts, t),
  }));
}

function stateOf({ state, correctedOn }: FaultRecord, t: Translator): Badge {
  if (state === 'dismissed') return { tone: 'neutral', shape: 'cross', text: t('fault.state.dismissed') };
  if (state === 'reported') return { tone: 'soon', shape: 'question', text: t('fault.state.reported') };
  return correctedOn === null
    ? { tone: 'late', shape: 'dot', text: t('fault.state.confirmed') }
    : { tone: 'ok', shape: 'tick', text: t('fault.state.mended') };
}

function linesOf(fault: FaultRecord, { names }: DossierPageFacts, t: Translator): string[] {
  const { correctedOn, costsVnd } = fault;
  const reported = t('fault.reported_by', {
    who: fault.reportedBy === CITIZEN.username ? t('show.citizen') : names.person(fault.reportedBy),
    moment: momentText(fault.reportedAt, t),
  });
  const mended =
    correctedOn === null
      ? null
      : t('fault.mended_on', { day: dayText(correctedOn, t), costs: moneyText(costsVnd ?? 0, t) });
  const all = [fault.description, reported, fault.dismissalReason, fault.correctionResult, mended];
  return all.filter((one) => one !== null);
}

function actsOn(fault: FaultRecord, facts: DossierPageFacts, t: Translator): ActForm[] {
  const { dossier } = facts.record;
  const may = (act: 'confirm_fault' | 'dismiss_fault' | 'mend_fault'): boolean =>
    hindranceTo(act, dossier, facts.by, facts.around) === null;
  if (fault.state === 'confirmed' && fault.correctedOn === null) {
    return may('mend_fault') ? [mendingForm(fault, facts, t)] : [];
  }
  if (fault.state !== 'reported') return [];
  return [
    ...(may('confirm_fault') ? [confirmationForm(fault, facts, t)] : []),
    ...(may('dismiss_fault') ? [dismissalForm(fault, facts, t)] : []),
  ];
}

function confirmationForm({ id }: FaultRecord, { record }: DossierPageFacts, t: Translator): ActForm {
  return formOf(record.dossier, `fault-confirmations-${id}`, t, {
    words: 'fault-confirmations',
    path: `faults/${id}/confirmations`,
    fields: [whose(t, 'ours', ['ours', 'other_agency'])],
  });
}

function dismissalForm({ id }: FaultRecord, { record }: DossierPageFacts, t: Translator): ActForm {
  return formOf(record.dossier, `fault-dismissals-${id}`, t, {
    words: 'fault-dismissals',
    path: `faults/${id}/dismissals`,
    fields: [reasonField(t('act.dismissal_reason'), t)],
  });
}

function mendingForm({ id }: FaultRecord, { record, now }: DossierPageFacts, t: Translator): ActForm {
  return formOf(record.dossier, `fault-corrections-${id}`, t, {
    words: 'fault-corrections',
    path: `faults/${id}/corrections`,
    fields: [
      field({
        kind: 'textarea',
        name: 'correctionResult',
        label: t('act.correction_result'),
        required: true,
        maxLength: 600,
      }),
      field({ kind: 'date', name: 'correctedOn', label: t('act.corrected_on'), value: localDate(now), required: true }),
      field({ kind: 'number', name: 'costsVnd', label: t('act.costs'), hint: t('act.costs_hint'), value: '0' }),
    ],
  });
}
