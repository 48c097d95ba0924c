import { hasRole } from '../domain/accounts/roles.js';
import { REASONS } from '../domain/apology/reasons.js';
import type { LetterState } from '../domain/apology/letter.js';
import { isLetterKind } from '../domain/apology/message.js';
import { localDate } from '../domain/time/plain-date.js';
import { proposedText } from '../dossiers/reason-fields.view.js';
import { standingBadge } from '../dossiers/state-words.view.js';
import type { FieldError } from '../domain/errors.js';
import { namedErrors, withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, Fact, Link } from '../platform/templates/page-parts.js';
import { dayText, momentText, timeText } from '../platform/templates/page-words.js';
import { letterActsFor, type LetterActKey } from './letter-acts.js';
import { messageLines } from './letter-messages.view.js';
import type { LetterSheet } from './letter-sheets.service.js';
import { CARRIERS, OFFICE } from './letter-roles.js';
import { letterActForm, type LetterDraft, type LetterShowView } from './letter-show.view.js';
import { signedFacts } from './signatures/signatures.view.js';
import { letterBadge } from './letter-words.view.js';

/** A form that was posted and not accepted: shown again with what was typed. */
export interface Attempt {
  /** key of the form on the page */
  readonly key: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  /** in words; null when only fields were wrong */
  readonly refusal: string | null;
}

const STEPS = ['drafted', 'approved', 'numbered', 'issued'] as const;
/** Offered when nothing is said: the end of a working day. */
const USUAL_TIME = '17:00';

/** @param paperHtml the letter itself @param attempt null when the page is only looked at */
export function letterSheetView(
  sheet: LetterSheet,
  paperHtml: string,
  attempt: Attempt | null,
  t: Translator,
): LetterShowView {
  const { letter, facts } = sheet;
  const acts = answeredActs(actForms(sheet, t), attempt);
  const messages = messageLines(sheet, t).map((line) => ({
    ...line,
    resolution: line.resolution && answered(line.resolution, attempt),
  }));
  const forms = [...acts, ...messages.flatMap(({ resolution }) => (resolution ? [resolution] : []))];
  return {
    title: sheetTitle(sheet, t),
    state: letterBadge(letter.state, t),
    steps: steps(letter.state, t),
    nextText: nextText(sheet, t),
    warning: letter.newDueAt !== null && facts.newDueAt === null ? warning(sheet, t) : null,
    facts: factLines(sheet, t),
    errors: attempt
      ? namedErrors(
          forms.flatMap(({ fields }) => fields),
          attempt.errors,
        )
      : [],
    refusal: attempt?.refusal ?? null,
    acts,
    paperHtml,
    papers: papers(sheet, t),
    comment:
      letter.comment === null
        ? null
        : { label: t(letter.state === 'void' ? 'letter.comment_void' : 'letter.comment'), text: letter.comment },
    messages,
  };
}

export function sheetTitle({ facts, letter }: LetterSheet, t: Translator): string {
  const form = t(`letter.form.${facts.form}`);
  const number = letter.number?.text;
  if (number !== undefined) return t('letter.title_number', { form, number });
  return t('letter.title_dossier', { form, code: facts.dossier.code });
}

/** What this person may do with the letter now. */
export function offeredActs({ letter, messages, reader }: LetterSheet): LetterActKey[] {
  const delivered = messages.some(({ kind, state }) => isLetterKind(kind) && state === 'delivered');
  return letterActsFor(letter, delivered, reader);
}

function actForms(sheet: LetterSheet, t: Translator): ActForm[] {
  const { id, version } = sheet.letter;
  return offeredActs(sheet).map((key) => letterActForm(key, id, version, draftOf(sheet, t), t));
}

function draftOf(sheet: LetterSheet, t: Translator): LetterDraft {
  const { letter, facts, reasons } = sheet;
  return {
    reasons,
    reasonKey: letter.reasonKey,
    late: isLate(sheet),
    tenseText: t(`promise.tense.${facts.tense}`),
    reason: facts.reason,
    fault: letter.fault,
    newDue: newDueOf(sheet, t),
  };
}

/** Letters of version 0.1 knew lateness only. */
function isLate({ facts }: LetterSheet): boolean {
  return facts.matters?.some(({ cause }) => cause === 'late') ?? true;
}

/** What stands in the fields of the second promise: what a person wrote, else what can probably be kept. */
function newDueOf(sheet: LetterSheet, t: Translator): LetterDraft['newDue'] {
  const { letter, subject, proposed } = sheet;
  if (subject.dossier.settlement !== null || subject.dossier.extensionDueAt !== null || !isLate(sheet)) return null;
  const dueAt = letter.newDueAt ?? proposed?.dueAt ?? null;
  const proposedWords = letter.newDueAt === null && proposed !== null ? proposedText(proposed, t) : null;
  const on = dueAt === null ? '' : localDate(dueAt);
  return { on, time: dueAt === null ? USUAL_TIME : timeText(dueAt), proposedText: proposedWords };
}

function answeredActs(acts: readonly ActForm[], attempt: Attempt | null): ActForm[] {
  return acts.map((each) => answered(each, attempt));
}

function answered(form: ActForm, attempt: Attempt | null): ActForm {
  if (attempt?.key !== form.key) return form;
  return { ...form, open: true, fields: withAnswers(form.fields, attempt.typed, attempt.errors) };
}

function steps(state: LetterState, t: Translator): LetterShowView['steps'] {
  const reached = STEPS.findIndex((step) => step === state);
  return STEPS.map((step, i) => ({
    label: t(`letter.${step}`),
    done: i < reached || (step === 'issued' && state === 'issued'),
    current: i === reached,
  }));
}

function nextText(sheet: LetterSheet, t: Translator): string | null {
  const { letter, reader, unitName: unit, messages } = sheet;
  const acts = offeredActs(sheet);
  if (letter.forecast && letter.state === 'drafted') return t('letter.next.forecast');
  switch (letter.state) {
    case 'drafted':
      if (acts.includes('approvals')) return t('letter.next.approve');
      return reader.handled && acts.includes('rejections')
        ? t('letter.refused_handled')
        : t('letter.next.wait_signer', { unit });
    case 'approved':
      return acts.includes('issuances') ? t('letter.next.issue') : t('letter.next.wait_clerk', { unit });
    case 'numbered':
      return t(letter.awaits === null ? 'letter.next.finish' : `letter.next.await_${letter.awaits}`);
    case 'issued': {
      const mail = messages.findLast(({ kind }) => isLetterKind(kind));
      if (messages.some(({ state }) => state === 'uncertain')) return t('letter.next.uncertain');
      if (mail?.state === 'delivered' || mail?.state === 'presumed_delivered') return null;
      const onPaper =
        ['print', 'post', 'desk'].includes(mail?.channel ?? '') ||
        mail?.state === 'failed' ||
        mail?.state === 'bounced';
      return t(onPaper ? 'letter.next.paper' : 'letter.next.sent');
    }
    case 'void':
    case 'lapsed':
      return sheet.letter.state === 'void' ? t('letter.next.void') : null;
  }
}

/** The draft promised a new date; meanwhile there is nothing left to promise. */
function warning({ facts }: LetterSheet, t: Translator): string {
  return t('letter.warn_result', { when: facts.resultAt === null ? '' : momentText(facts.resultAt, t) });
}

function factLines(sheet: LetterSheet, t: Translator): Fact[] {
  const { letter, facts, subject, names } = sheet;
  const line = (label: string, value: string | null, more: Partial<Fact> = {}): Fact[] =>
    value === null ? [] : [{ label, value, href: null, hint: null, ...more }];
  const { code } = facts.dossier;
  const number = letter.number?.text ?? t('letter.no_number');
  const dated = letter.date === null ? number : t('letter.number_of', { number, day: dayText(letter.date, t) });
  const approver = letter.approvedBy === null ? null : (names.get(letter.approvedBy) ?? letter.approvedBy);
  const auto = letter.mode === 'auto' ? t('letter.mode_auto') : null;
  return [
    ...line(t('col.recipient'), facts.recipient.name),
    ...line(t('col.dossier'), code, { href: `/dossiers/${encodeURIComponent(code)}`, hint: subject.procedureName }),
    ...line(t('f.promise'), momentText(facts.dossier.promisedAt, t), { hint: standingBadge(subject.standing, t).text }),
    ...line(t('letter.field.new_due'), facts.newDueAt === null ? null : momentText(facts.newDueAt, t)),
    ...line(t('promise.reason_key'), reasonText(sheet, t)),
    ...line(t('letter.field.fault'), t(`fault.${letter.fault}`)),
    ...line(t('col.unit'), sheet.unitName),
    ...line(t('letter.fact_number'), dated),
    ...line(t('letter.fact_approver'), approver, { hint: auto }),
    ...line(t('letter.issued'), letter.issuedAt === null ? null : momentText(letter.issuedAt, t)),
    ...signedFacts(letter, sheet.signatures, t),
  ];
}

/** The entry that was chosen, also when the list does not have it any more. */
function reasonText({ letter: { reasonKey }, reasons }: LetterSheet, t: Translator): string | null {
  if (reasonKey === null) return null;
  const known = [...reasons, ...REASONS].find(({ key }) => key === reasonKey);
  return known?.[t.locale] ?? reasonKey;
}

function papers({ letter, reader, subject }: LetterSheet, t: Translator): Link[] {
  const signs = letter.awaits === 'signature' && letter.state === 'numbered';
  const toSign = signs && reader.ofAgency && hasRole(reader.by, ...OFFICE);
  const atDesk = subject.dossier.unitCode === reader.by.unitCode;
  const carries = letter.state === 'issued' && hasRole(reader.by, ...CARRIERS) && (reader.ofAgency || atDesk);
  return [
    ...(carries ? [{ href: `/letters/${letter.id}/delivery`, label: t('delivery.open') }] : []),
    ...(toSign ? [{ href: `/letters/${letter.id}/signatures`, label: t('signature.to_sign') }] : []),
    { href: `/letters/${letter.id}/letter`, label: t('letter.open_paper') },
    {
      href: `/api/v1/letters/${letter.id}/letter.pdf`,
      label: t(letter.fileHash === null ? 'letter.pdf_preview' : 'letter.pdf_stored'),
    },
  ];
}
