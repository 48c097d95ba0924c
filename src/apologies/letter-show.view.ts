import type { Reason } from '../domain/apology/reasons.js';
import { MAX_REASON } from '../domain/apology/letter.js';
import type { MessageState } from '../domain/apology/message.js';
import { reasonKeyField } from '../dossiers/reason-fields.view.js';
import { act, choiceField, choices, field } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, FormError, FormField, Link } from '../platform/templates/page-parts.js';
import type { LetterActKey } from './letter-acts.js';

/** GET /letters/{id}. Template pages/letters/show: the facts and the acts on the left, the paper on the right. */
export interface LetterShowView {
  readonly title: string;
  readonly state: Badge;
  /** where the letter stands, e.g. `Dự thảo → Đã duyệt → Đã lấy số → Đã phát hành` */
  readonly steps: readonly { readonly label: string; readonly done: boolean; readonly current: boolean }[];
  /** what to do next, in one sentence */
  readonly nextText: string | null;
  /** facts that changed since the draft, e.g. the result has arrived; null when none */
  readonly warning: string | null;
  readonly facts: readonly Fact[];
  readonly errors: readonly FormError[];
  /** why an act was not done, and what can be done instead; null when nothing was refused */
  readonly refusal: string | null;
  readonly acts: readonly ActForm[];
  /** body of the letter, made by our own templates; trusted HTML */
  readonly paperHtml: string;
  readonly papers: readonly Link[];
  /** what the signer asked for, or why it was voided */
  readonly comment: { readonly label: string; readonly text: string } | null;
  readonly messages: readonly MessageLine[];
}

export interface MessageLine {
  readonly channel: string;
  /** masked: `09xx xxx 123` */
  readonly to: string;
  readonly state: Badge;
  readonly atText: string;
  readonly detail: string | null;
  /** of one that is in doubt or did not arrive: a person decides */
  readonly resolution: ActForm | null;
}

export interface LetterDraft {
  /** the short list, and what was chosen from it; asked for where lateness is among the matters */
  readonly reasons: readonly Reason[];
  readonly reasonKey: string | null;
  readonly late: boolean;
  /** which tense the citizen will read */
  readonly tenseText: string;
  readonly reason: string;
  readonly fault: string;
  /** the second promise; null when the dossier can have none (any more) */
  readonly newDue: {
    /** `YYYY-MM-DD`, '' while there is none */
    readonly on: string;
    /** `HH:MM` */
    readonly time: string;
    /** where the date comes from; null: a person wrote it, or there is none */
    readonly proposedText: string | null;
  } | null;
}

/**
 * The form of one act. Field names: edit {reasonKey, reason, fault, newDueOn, newDueTime}; approvals {}; rejections {reason};
 * issuances {number}; voids {reason}; deliveries {channel, proof}. All post `_version`, `_csrf` and `_key` too.
 */
export function letterActForm(
  key: LetterActKey,
  id: string,
  version: number,
  draft: LetterDraft,
  t: Translator,
): ActForm {
  const base = {
    key,
    label: t(`letter.act.${key}`),
    note: t(`letter.note.${key}`),
    action: `/letters/${id}/${key}`,
    version,
  };
  switch (key) {
    case 'edit':
      return act({ ...base, note: `${base.note} ${draft.tenseText}`, fields: draftFields(draft, t) });
    case 'approvals':
      return act({ ...base, primary: true });
    case 'rejections':
      return act({ ...base, fields: [reasonField(t('letter.field.rejection'), t)] });
    case 'issuances':
      return act({ ...base, primary: true, shortcut: 'F9', fields: [numberField(t)] });
    case 'voids':
      return act({ ...base, danger: true, fields: [reasonField(t('letter.field.void'), t)] });
    case 'deliveries':
      return act({ ...base, primary: true, fields: deliveryFields(t) });
  }
}

/** What a person may say of a message that is in doubt, or that did not arrive (acts.md, message). */
const OUTCOMES: Readonly<Partial<Record<MessageState, readonly ('sent' | 'failed' | 'resend')[]>>> = {
  uncertain: ['sent', 'failed', 'resend'],
  failed: ['resend'],
  bounced: ['resend'],
};

/** An answer got lost in the wire, or was no: only a person may say what happens next. Null when nothing is open. */
export function resolutionForm(messageId: string, state: MessageState, t: Translator): ActForm | null {
  const outcomes = OUTCOMES[state];
  if (!outcomes) return null;
  const offered = outcomes.map((each) => [each, t(`resolution.${each}`)] as const);
  const label = t('resolution.outcome');
  return act({
    key: `resolution-${messageId}`,
    label: t(state === 'uncertain' ? 'resolution.act' : 'resolution.again'),
    note: t(state === 'uncertain' ? 'resolution.note' : 'resolution.again_note'),
    action: `/messages/${messageId}/resolutions`,
    fields: [
      choiceField({ kind: 'radio', name: 'outcome', label, required: true }, [
        choices(offered, outcomes.length === 1 ? outcomes[0] : ''),
      ]),
    ],
  });
}

/** The delivery form of one letter among several on a page. */
export function deliveryForm(id: string, action: string, t: Translator): ActForm {
  return act({
    key: `deliveries-${id}`,
    label: t('letter.act.deliveries'),
    note: t('letter.note.deliveries'),
    action,
    fields: deliveryFields(t),
  });
}

function draftFields({ reason, fault, newDue, ...about }: LetterDraft, t: Translator): FormField[] {
  const { reasons, reasonKey, late } = about;
  const faults = (['ours', 'other_agency', 'none'] as const).map((each) => [each, t(`fault.${each}`)] as const);
  const fields = [
    ...(late ? [reasonKeyField(reasons, { chosen: reasonKey, required: true }, t)] : []),
    field({
      kind: 'textarea',
      name: 'reason',
      label: t('promise.sentence'),
      hint: t('promise.sentence_hint'),
      value: reason,
      required: true,
      maxLength: MAX_REASON,
    }),
    choiceField({ kind: 'select', name: 'fault', label: t('letter.field.fault'), required: true }, [
      choices(faults, fault),
    ]),
  ];
  return newDue === null ? fields : [...fields, ...newDueFields(newDue, t)];
}

/** Half-hours a desk is open somewhere in the country; which of them are this desk's own, the letter's reader knows. */
const TIMES = Array.from({ length: 22 }, (_, i) => timeOf(7 * 60 + 30 * i));

function newDueFields({ on, time, proposedText }: NonNullable<LetterDraft['newDue']>, t: Translator): FormField[] {
  const times = TIMES.includes(time) ? TIMES : [time, ...TIMES];
  const offered = times.map((each) => [each, each] as const);
  const once = t('letter.field.new_due_hint');
  const hint = proposedText === null ? once : `${proposedText} ${once}`;
  return [
    field({ kind: 'date', name: 'newDueOn', label: t('letter.field.new_due'), hint, value: on }),
    choiceField({ kind: 'select', name: 'newDueTime', label: t('letter.field.new_due_time') }, [
      choices(offered, time),
    ]),
  ];
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function numberField(t: Translator): FormField {
  return field({ name: 'number', label: t('letter.field.number'), hint: t('letter.field.number_hint'), maxLength: 48 });
}

function deliveryFields(t: Translator): FormField[] {
  const ways = choices(
    [
      ['desk', t('how.desk')],
      ['post', t('how.postal')],
      ['email', t('contact.email')],
      ['zalo', t('contact.zalo')],
      ['phone', t('contact.phone')],
    ],
    'desk',
  );
  return [
    choiceField({ kind: 'radio', name: 'channel', label: t('letter.field.channel'), required: true }, [ways]),
    field({ name: 'proof', label: t('letter.field.proof'), hint: t('letter.field.proof_hint'), maxLength: 300 }),
  ];
}

function reasonField(label: string, t: Translator): FormField {
  return field({
    kind: 'textarea',
    name: 'reason',
    label,
    hint: t('act.reason_hint'),
    required: true,
    maxLength: MAX_REASON,
  });
}
