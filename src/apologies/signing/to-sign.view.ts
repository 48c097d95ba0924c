import type { FieldError } from '../../domain/errors.js';
import { MAX_REASON } from '../../domain/apology/letter.js';
import { standingBadge } from '../../dossiers/state-words.view.js';
import { act, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type {
  ActForm,
  Badge,
  EmptyState,
  Fact,
  FormError,
  Link,
  Pagination,
} from '../../platform/templates/page-parts.js';
import { dayText, momentText, numberText } from '../../platform/templates/page-words.js';
import { localDate } from '../../domain/time/plain-date.js';
import { offeredActs, sheetTitle } from '../letter-sheet.view.js';
import { letterBadge } from '../letter-words.view.js';
import type { SigningLine, SigningList, SigningSheet } from './signing.service.js';

/** GET /letters/to-sign. Template pages/letters/to-sign. */
export interface ToSignView {
  readonly lead: string;
  /** to the first letter that this reader may sign */
  readonly begin: Link | null;
  readonly rows: readonly ToSignRow[];
  readonly returned: readonly ToSignRow[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface ToSignRow {
  readonly href: string;
  readonly recipientName: string;
  readonly dossierCode: string;
  readonly procedureName: string;
  readonly formText: string;
  readonly standing: Badge;
  readonly sinceText: string;
  /** why the reader does not sign it; null when they may */
  readonly other: string | null;
}

export function toSignView({ waiting, returned, total, nextCursor }: SigningList, t: Translator): ToSignView {
  const first = waiting.find(({ handled }) => !handled);
  return {
    lead: total === 0 ? t('signing.lead_none') : t('signing.lead', { count: numberText(total, t) }),
    begin: first ? { href: hrefOf(first.letter.id), label: t('signing.begin') } : null,
    rows: waiting.map((line) => rowOf(line, t)),
    returned: returned.map((line) => rowOf(line, t)),
    pagination:
      nextCursor === null
        ? null
        : {
            summary: t('signing.page', { count: waiting.length }),
            firstHref: null,
            nextHref: `/letters/to-sign?cursor=${nextCursor}`,
          },
    empty: total > 0 ? null : { title: t('signing.empty_title'), body: t('signing.empty'), action: null },
  };
}

function rowOf({ letter, subject, handled }: SigningLine, t: Translator): ToSignRow {
  return {
    href: hrefOf(letter.id),
    recipientName: subject.applicant.name,
    dossierCode: subject.dossier.code,
    procedureName: subject.procedureName,
    formText: t(`letter.form.${letter.newDueAt === null ? 'letter' : 'form_04'}`),
    standing: standingBadge(subject.standing, t),
    sinceText: t('signing.since', { day: dayText(localDate(letter.draftedAt), t) }),
    other: handled ? t('signing.other_signs') : null,
  };
}

/** GET /letters/to-sign/{id}. Template pages/letters/to-sign-one. */
export interface ToSignOneView {
  readonly title: string;
  readonly listHref: string;
  /** how many wait */
  readonly place: string;
  readonly state: Badge;
  readonly errors: readonly FormError[];
  /** why an act was not done; null when nothing was refused */
  readonly refusal: string | null;
  readonly facts: readonly Fact[];
  /** why the letter is owed, as the citizen will read it */
  readonly reason: string;
  readonly said: readonly { readonly who: string; readonly text: string }[];
  /** why nothing can be done here; null when something can */
  readonly closed: string | null;
  readonly approve: ActForm | null;
  readonly reject: ActForm | null;
  /** made by our own templates; trusted HTML */
  readonly paperHtml: string;
}

/** A form of the page that was not done. */
export interface SigningAttempt {
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly refusal: string | null;
}

export function toSignOneView(
  signing: SigningSheet,
  paperHtml: string,
  attempt: SigningAttempt | null,
  t: Translator,
): ToSignOneView {
  const { sheet, returns, names, total } = signing;
  const { letter, facts } = sheet;
  const offered = offeredActs(sheet);
  const reject = offered.includes('rejections') && !sheet.reader.handled ? rejectForm(signing, attempt, t) : null;
  return {
    title: sheetTitle(sheet, t),
    listHref: '/letters/to-sign',
    place: t('signing.place', { count: numberText(total, t) }),
    state: letterBadge(letter.state, t),
    errors: attempt ? namedErrors(reject?.fields ?? [], attempt.errors) : [],
    refusal: attempt?.refusal ?? null,
    facts: factLines(signing, t),
    reason: facts.reason.trim() === '' ? t('signing.no_reason') : facts.reason,
    said: returns.map(({ by, at, comment }) => ({
      who: t('signing.said', { who: names.get(by) ?? by, moment: momentText(at, t) }),
      text: comment,
    })),
    closed: closedText(signing, t),
    approve: offered.includes('approvals')
      ? act({
          key: 'approvals',
          label: t('signing.approve'),
          action: `${hrefOf(letter.id)}/approvals`,
          version: letter.version,
          primary: true,
          shortcut: 'F9',
        })
      : null,
    reject,
    paperHtml,
  };
}

function rejectForm({ sheet }: SigningSheet, attempt: SigningAttempt | null, t: Translator): ActForm {
  const { id, version, state } = sheet.letter;
  const fields = [
    field({
      kind: 'textarea',
      name: 'reason',
      label: t('signing.comment'),
      hint: t('signing.comment_hint'),
      required: true,
      maxLength: MAX_REASON,
    }),
  ];
  const given = act({
    key: 'rejections',
    label: t(state === 'approved' ? 'signing.withdraw' : 'signing.reject'),
    action: `${hrefOf(id)}/rejections`,
    version,
    fields,
    open: (attempt?.errors.length ?? 0) > 0,
  });
  return attempt ? { ...given, fields: withAnswers(given.fields, attempt.typed, attempt.errors) } : given;
}

function closedText({ sheet }: SigningSheet, t: Translator): string | null {
  const offered = offeredActs(sheet);
  if (offered.includes('approvals')) return null;
  const { state } = sheet.letter;
  if (state === 'drafted') {
    return sheet.reader.handled ? t('signing.other_signs') : t('signing.not_here', { unit: sheet.unitName });
  }
  if (state === 'approved') return t('signing.approved_already');
  return t('signing.done_already', { state: letterBadge(state, t).text });
}

function factLines({ sheet, officer }: SigningSheet, t: Translator): Fact[] {
  const { letter, facts, subject } = sheet;
  const line = (label: string, value: string | null, more: Partial<Fact> = {}): Fact[] =>
    value === null ? [] : [{ label, value, href: null, hint: null, ...more }];
  const { code } = facts.dossier;
  return [
    ...line(t('col.recipient'), facts.recipient.name),
    ...line(t('f.promise'), momentText(facts.dossier.promisedAt, t), { hint: standingBadge(subject.standing, t).text }),
    ...line(t('letter.field.new_due'), facts.newDueAt === null ? null : momentText(facts.newDueAt, t)),
    ...line(t('letter.field.fault'), t(`fault.${letter.fault}`)),
    ...line(t('signing.officer'), officer ?? sheet.unitName, { hint: officer === null ? null : sheet.unitName }),
    ...line(t('col.dossier'), code, { href: `/dossiers/${encodeURIComponent(code)}`, hint: subject.procedureName }),
  ];
}

function hrefOf(id: string): string {
  return `/letters/to-sign/${id}`;
}
