import { allowedLetterActs, type Letter } from '../domain/apology/letter.js';
import { toLocalIso, type Instant } from '../domain/time/instant.js';
import type { Message } from '../platform/outbox/outbox.repository.js';
import type { LetterRecord } from './letter-query.service.js';
import type { LetterLine } from './letters.repository.js';

const at = (instant: Instant | null): string | null => (instant === null ? null : toLocalIso(instant));

function letterFields(letter: Letter): object {
  return {
    id: letter.id,
    unitCode: letter.unitCode,
    state: letter.state,
    mode: letter.mode,
    reason: letter.reason,
    sentence: letter.sentence,
    forecast: letter.forecast,
    fault: letter.fault,
    newDueAt: at(letter.newDueAt),
    number: letter.number?.text ?? null,
    date: letter.date,
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

export function letterJson({ letter, facts, messages, obligationIds }: LetterRecord): object {
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

export function letterLineJson({ letter, dossierCode, since }: LetterLine): object {
  return { ...letterFields(letter), dossierCode, since: toLocalIso(since) };
}

/** A message without its recipient's address and text: those belong to the letter's own page. */
export function messageJson(message: Message): object {
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
