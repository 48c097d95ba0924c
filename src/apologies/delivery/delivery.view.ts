import { FORGOTTEN } from '../../domain/dossier/party.js';
import { act, field, namedErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, FormError, FormField, Link } from '../../platform/templates/page-parts.js';
import { dayText, momentText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import { messageBadge } from '../letter-words.view.js';
import type { ChatNumber, DeliveryRoom } from './delivery-room.service.js';

export type DeliveryFormKey =
  'messages' | 'signatures' | 'signed-papers' | 'postings' | 'returns' | 'other-ways' | 'numbers';

/** What stands on the page beside the letter's way. */
export interface DeliveryState {
  readonly number?: ChatNumber | 'none';
  readonly refused?: { readonly form: DeliveryFormKey; readonly refusal: Refusal };
}

/** GET /letters/{id}/delivery. Template pages/letters/delivery. */
export interface DeliveryView {
  readonly title: string;
  readonly letterHref: string;
  /** why it is not there yet, in one sentence */
  readonly standing: string;
  readonly facts: readonly Fact[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly ways: readonly WayLine[];
  /** an officer writes it into a chat; null when that is not the way */
  readonly chat: ChatForm | null;
  readonly number: string | null;
  readonly chatHref: string | null;
  /** over the desk; null once it has arrived */
  readonly desk: DeskForms | null;
  /** other acts on the way that is open */
  readonly acts: readonly ActForm[];
  readonly papers: readonly Link[];
}

export interface WayLine {
  readonly channel: string;
  readonly state: Badge;
  readonly atText: string;
  readonly detail: string | null;
  readonly proofHref: string | null;
}

export interface ChatForm {
  readonly action: string;
  readonly numberAction: string;
  readonly message: string;
  readonly fileError: string | null;
}

export interface DeskForms {
  readonly action: string;
  readonly paperAction: string;
  readonly name: FormField;
  readonly paperName: FormField;
  readonly signedError: string | null;
  readonly fileError: string | null;
  readonly paperOpen: boolean;
}

export function deliveryView(room: DeliveryRoom, state: DeliveryState, t: Translator): DeliveryView {
  const { letterId, facts, open } = room;
  const here = `/letters/${letterId}/delivery`;
  const acts = actsOf(room, here, t).map((form) => again(form, state));
  const desk = isThere(room) ? null : deskForms(here, facts.recipient.name, state, t);
  const number = state.number === undefined || state.number === 'none' ? null : state.number;
  const fields = [
    ...acts.flatMap((form) => form.fields),
    ...(desk ? [desk.name, desk.paperName, field({ name: 'signed', label: t('delivery.signed') })] : []),
  ];
  return {
    title: t('delivery.title', { number: facts.number ?? '' }),
    letterHref: `/letters/${letterId}`,
    standing: standingText(room, t),
    facts: factLines(room, t),
    errors: state.refused ? namedErrors(fields, state.refused.refusal.errors) : [],
    refusal: state.refused?.refusal.sentence ?? null,
    ways: wayLines(room, here, t),
    chat: open !== null && open.state === 'queued' && isChat(open.channel) ? chatForm(room, here, state) : null,
    number: state.number === undefined ? null : numberText(state.number, t),
    chatHref: number?.href ?? null,
    desk,
    acts,
    papers: papers(room, here, t),
  };
}

/** Why a letter is not in the citizen's hands, or that it is. */
export function whyText(why: string, t: Translator): string {
  return t(`delivery.why_${why}`);
}

function isThere({ way, handed }: DeliveryRoom): boolean {
  return handed.length > 0 || way?.why === 'delivered';
}

function isChat(channel: string): boolean {
  return channel === 'zalo' || channel === 'sms';
}

function standingText(room: DeliveryRoom, t: Translator): string {
  return whyText(isThere(room) ? 'delivered' : (room.way?.why ?? 'sending'), t);
}

function factLines({ facts }: DeliveryRoom, t: Translator): Fact[] {
  const line = (label: string, value: string | null): Fact[] =>
    value === null ? [] : [{ label, value, href: null, hint: null }];
  return [
    ...line(t('col.recipient'), facts.recipient.name),
    ...line(t('delivery.address'), facts.recipient.address),
    ...line(t('delivery.phone'), facts.recipient.phone),
    ...line(t('col.dossier'), facts.dossier.code),
    ...line(t('letter.field.new_due'), facts.newDueAt === null ? null : momentText(facts.newDueAt, t)),
  ];
}

function wayLines({ messages, handed, facts }: DeliveryRoom, here: string, t: Translator): WayLine[] {
  const proofHref = (hash: string | null): string | null =>
    hash === null || facts.recipient.name === FORGOTTEN ? null : `${here}/proofs/${hash}`;
  return [
    ...messages.map(({ channel, state, deliveredAt, sentAt, createdAt, lastAnswer, sealed, proofHash }) => ({
      channel: t(`contact.${channel}`),
      state: messageBadge(state, t),
      atText: momentText(deliveredAt ?? sentAt ?? createdAt, t),
      detail: lastAnswer !== null && sealed === null ? lastAnswer : null,
      proofHref: proofHref(proofHash),
    })),
    ...handed.map(({ channel, proof, proofHash, at }) => ({
      channel: t(`contact.${channel}`),
      state: messageBadge('delivered', t),
      atText: momentText(at, t),
      detail: proof,
      proofHref: proofHref(proofHash),
    })),
  ];
}

function chatForm({ chat }: DeliveryRoom, here: string, state: DeliveryState): ChatForm {
  return {
    action: `${here}/messages`,
    numberAction: `${here}/numbers`,
    message: chat,
    fileError: errorOf(state, 'messages', 'file'),
  };
}

function deskForms(here: string, recipient: string, state: DeliveryState, t: Translator): DeskForms {
  const named = (form: DeliveryFormKey): FormField => {
    const given = field(
      { name: 'name', label: t('delivery.receiver'), value: recipient, required: true, maxLength: 200 },
      `${form}-`,
    );
    const refused = state.refused?.form === form ? state.refused.refusal : null;
    return (refused && withAnswers([given], refused.typed, refused.errors)[0]) ?? given;
  };
  return {
    action: `${here}/signatures`,
    paperAction: `${here}/signed-papers`,
    name: named('signatures'),
    paperName: named('signed-papers'),
    signedError: errorOf(state, 'signatures', 'signed') ?? errorOf(state, 'signatures', 'drawing'),
    fileError: errorOf(state, 'signed-papers', 'file'),
    paperOpen: state.refused?.form === 'signed-papers',
  };
}

function errorOf({ refused }: DeliveryState, form: DeliveryFormKey, name: string): string | null {
  if (refused?.form !== form) return null;
  return refused.refusal.errors.find((error) => error.field === name)?.message ?? null;
}

function actsOf({ open }: DeliveryRoom, here: string, t: Translator): ActForm[] {
  if (open === null) return [];
  const byPost = open.channel === 'post' || open.channel === 'print';
  const base = (key: DeliveryFormKey) => ({
    key,
    label: t(`delivery.act_${key}`),
    note: t(`delivery.note_${key}`),
    action: `${here}/${key}`,
  });
  const posting = field({ name: 'item', label: t('delivery.item'), hint: t('delivery.item_hint'), maxLength: 40 });
  const reason = field({ name: 'reason', label: t('delivery.return_reason'), required: true, maxLength: 200 });
  return [
    ...(byPost && open.state === 'queued' ? [act({ ...base('postings'), primary: true, fields: [posting] })] : []),
    ...(byPost && open.state === 'sent' ? [act({ ...base('returns'), fields: [reason] })] : []),
    act(base('other-ways')),
  ];
}

function again(form: ActForm, { refused }: DeliveryState): ActForm {
  if (refused?.form !== form.key) return form;
  const { typed, errors } = refused.refusal;
  return { ...form, open: true, fields: withAnswers(form.fields, typed, errors) };
}

function numberText(number: ChatNumber | 'none', t: Translator): string {
  if (number === 'none') return t('calls.no_number');
  return t('calls.number', { name: number.name, phone: number.phone });
}

function papers({ letterId }: DeliveryRoom, here: string, t: Translator): Link[] {
  return [
    { href: `/letters/${letterId}/letter`, label: t('letter.open_paper') },
    { href: `${here}/label?size=a5`, label: t('delivery.label_a5') },
    { href: `${here}/label?size=a4`, label: t('delivery.label_a4') },
  ];
}

/** GET /letters/{id}/delivery/label. Template forms/label. */
export interface LabelView {
  readonly title: string;
  readonly backHref: string;
  readonly size: 'a4' | 'a5';
  readonly sender: string;
  readonly desk: string;
  readonly recipient: string;
  readonly address: string;
  readonly numberText: string;
}

export function labelView({ letterId, facts }: DeliveryRoom, size: 'a4' | 'a5', t: Translator): LabelView {
  const { recipient, letterhead, dossier, number, date } = facts;
  const day = date === null ? '' : dayText(date, t);
  return {
    title: t('delivery.label_title', { number: number ?? '' }),
    backHref: `/letters/${letterId}/delivery`,
    size,
    sender: letterhead.agency,
    desk: dossier.deskName,
    recipient: recipient.name,
    address: recipient.address ?? t('queue.no_address'),
    numberText: t('delivery.label_number', { number: number ?? '', day }),
  };
}
