import type { ProposedDue } from '../domain/apology/proposed-due.js';
import type { Reason } from '../domain/apology/reasons.js';
import { choiceField, choices } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { FormField } from '../platform/templates/page-parts.js';
import { momentText, workingTimeText } from '../platform/templates/page-words.js';

/** The short list of reasons: the office learns from it, the citizen reads the sentence beside it. */
export function reasonKeyField(
  reasons: readonly Reason[],
  { chosen, required }: { readonly chosen: string | null; readonly required: boolean },
  t: Translator,
): FormField {
  const entries = reasons.map(({ key, vi, en }) => [key, t.locale === 'vi' ? vi : en] as const);
  return choiceField(
    { kind: 'select', name: 'reasonKey', label: t('promise.reason_key'), hint: t('promise.reason_key_hint'), required },
    [choices([['', t('promise.reason_choose')]]), choices(entries, chosen ?? '')],
  );
}

/** Where a date that stands in a form comes from. */
export function proposedText({ dueAt, minutes, known, spent }: ProposedDue, t: Translator): string {
  const words = { span: workingTimeText(minutes, t), moment: momentText(dueAt, t) };
  if (spent) return t('promise.proposed_spent', words);
  return t(known ? 'promise.proposed' : 'promise.proposed_budget', words);
}
