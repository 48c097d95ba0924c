import { act, choiceField, choices, field } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, FormError, Link } from '../platform/templates/page-parts.js';

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
  readonly acts: readonly ActForm[];
  /** body of the letter, made by our own templates; trusted HTML */
  readonly paperHtml: string;
  readonly papers: readonly Link[];
  readonly comments: readonly { readonly text: string; readonly by: string; readonly atText: string }[];
  readonly messages: readonly MessageLine[];
}

export interface MessageLine {
  readonly channel: string;
  /** masked: `09xx xxx 123` */
  readonly to: string;
  readonly state: Badge;
  readonly atText: string;
  readonly detail: string | null;
  /** only of an `uncertain` one: a person decides */
  readonly resolution: ActForm | null;
}

export type LetterActKey = 'edit' | 'approvals' | 'rejections' | 'issuances' | 'voids' | 'deliveries';

export interface LetterDraft {
  readonly reason: string;
  readonly sentence: string;
  readonly fault: string;
  /** `YYYY-MM-DD`; null when the letter carries no new date */
  readonly newDueOn: string | null;
}

/**
 * The form of one act. Field names: edit {reason, sentence, fault, newDueOn}; approvals {}; rejections {reason};
 * issuances {number}; voids {reason}; deliveries {channel, proof}. All post `version`, `_csrf` and `_key` too.
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
      return act({ ...base, fields: draftFields(draft, t) });
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

/** An answer got lost in the wire: only a person may say what happened (acts.md, message). */
export function resolutionForm(messageId: string, t: Translator): ActForm {
  const outcomes = choices([
    ['sent', t('resolution.sent')],
    ['failed', t('resolution.failed')],
    ['resend', t('resolution.resend')],
  ]);
  return act({
    key: `resolution-${messageId}`,
    label: t('resolution.act'),
    note: t('resolution.note'),
    action: `/messages/${messageId}/resolutions`,
    fields: [
      choiceField({ kind: 'radio', name: 'outcome', label: t('resolution.outcome'), required: true }, [outcomes]),
    ],
  });
}

function draftFields({ reason, sentence, fault, newDueOn }: LetterDraft, t: Translator) {
  const faults = (['ours', 'other_agency', 'none'] as const).map((each) => [each, t(`fault.${each}`)] as const);
  const fields = [
    field({
      kind: 'textarea',
      name: 'reason',
      label: t('letter.field.reason'),
      hint: t('letter.field.reason_hint'),
      value: reason,
      required: true,
      maxLength: 1000,
    }),
    field({
      kind: 'textarea',
      name: 'sentence',
      label: t('letter.field.sentence'),
      hint: t('letter.field.sentence_hint'),
      value: sentence,
      maxLength: 1000,
    }),
    choiceField({ kind: 'select', name: 'fault', label: t('letter.field.fault'), required: true }, [
      choices(faults, fault),
    ]),
  ];
  if (newDueOn === null) return fields;
  const label = t('letter.field.new_due');
  return [
    ...fields,
    field({
      kind: 'date',
      name: 'newDueOn',
      label,
      hint: t('letter.field.new_due_hint'),
      value: newDueOn,
      required: true,
    }),
  ];
}

function numberField(t: Translator) {
  return field({ name: 'number', label: t('letter.field.number'), hint: t('letter.field.number_hint'), maxLength: 30 });
}

function deliveryFields(t: Translator) {
  const ways = choices(
    [
      ['desk', t('how.desk')],
      ['post', t('how.postal')],
      ['zalo', t('contact.zalo')],
    ],
    'desk',
  );
  return [
    choiceField({ kind: 'radio', name: 'channel', label: t('letter.field.channel'), required: true }, [ways]),
    field({ name: 'proof', label: t('letter.field.proof'), hint: t('letter.field.proof_hint'), maxLength: 200 }),
  ];
}

function reasonField(label: string, t: Translator) {
  return field({
    kind: 'textarea',
    name: 'reason',
    label,
    hint: t('act.reason_hint'),
    required: true,
    maxLength: 2000,
  });
}
