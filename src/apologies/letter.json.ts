import { allowedLetterActs, type Letter, type LetterAct } from '../domain/apology/letter.js';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import { toLocalIso, type Instant } from '../domain/time/instant.js';
import type { Message } from '../platform/outbox/outbox.repository.js';
import type { LetterRecord } from './letter-query.service.js';
import type { LetterLine } from './letters.repository.js';

const at = (instant: Instant | null): string | null => (instant === null ? null : toLocalIso(instant));

interface LetterFields extends Pick<
  Letter,
  | 'id'
  | 'unitCode'
  | 'state'
  | 'mode'
  | 'reason'
  | 'sentence'
  | 'reasonKey'
  | 'forecast'
  | 'fault'
  | 'date'
  | 'awaits'
  | 'signedHow'
  | 'signedBy'
  | 'approvedBy'
  | 'comment'
> {
  /** the second promise */
  readonly newDueAt: string | null;
  readonly number: string | null;
  readonly draftedAt: string | null;
  readonly approvedAt: string | null;
  readonly numberedAt: string | null;
  readonly issuedAt: string | null;
  /** SHA-256 of the stored paper */
  readonly fileHash: string | null;
  readonly allowedActs: readonly LetterAct[];
  readonly version: number;
}

/** A letter of apology: what `GET /letters/{id}` and every act on it answer. */
export interface LetterJson extends LetterFields {
  readonly dossierCode: string;
  readonly form: LetterFacts['form'];
  readonly tense: LetterFacts['tense'];
  readonly daysLate: number | null;
  readonly causes: readonly string[];
  readonly obligationIds: readonly string[];
  readonly messages: readonly MessageJson[];
}

export interface LetterLineJson extends LetterFields {
  readonly dossierCode: string;
  readonly since: string;
}

export interface MessageJson extends Pick<Message, 'id' | 'kind' | 'channel' | 'state' | 'attempts' | 'lastAnswer'> {
  readonly createdAt: string | null;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
}

function letterFields(letter: Letter): LetterFields {
  return {
    id: letter.id,
    unitCode: letter.unitCode,
    state: letter.state,
    mode: letter.mode,
    reason: letter.reason,
    sentence: letter.sentence,
    reasonKey: letter.reasonKey,
    forecast: letter.forecast,
    fault: letter.fault,
    newDueAt: at(letter.newDueAt),
    number: letter.number?.text ?? null,
    date: letter.date,
    awaits: letter.awaits,
    signedHow: letter.signedHow,
    signedBy: letter.signedBy,
    draftedAt: at(letter.draftedAt),
    approvedAt: at(letter.approvedAt),
    approvedBy: letter.approvedBy,
    comment: letter.comment,
    numberedAt: at(letter.numberedAt),
    issuedAt: at(letter.issuedAt),
    fileHash: letter.fileHash,
    allowedActs: allowedLetterActs(letter),
    version: letter.version,
  };
}

export function letterJson({ letter, facts, messages, obligationIds }: LetterRecord): LetterJson {
  return {
    ...letterFields(letter),
    dossierCode: facts.dossier.code,
    form: facts.form,
    tense: facts.tense,
    daysLate: facts.daysLate,
    causes: (facts.matters ?? [{ cause: 'late' }]).map(({ cause }) => cause),
    obligationIds,
    messages: messages.map(messageJson),
  };
}

export function letterLineJson({ letter, dossierCode, since }: LetterLine): LetterLineJson {
  return { ...letterFields(letter), dossierCode, since: toLocalIso(since) };
}

/** A message without its recipient's address and text: those belong to the letter's own page. */
export function messageJson(message: Message): MessageJson {
  return {
    id: message.id,
    kind: message.kind,
    channel: message.channel,
    state: message.state,
    attempts: message.attempts,
    lastAnswer: message.lastAnswer,
    createdAt: at(message.createdAt),
    sentAt: at(message.sentAt),
    deliveredAt: at(message.deliveredAt),
  };
}
