import { Injectable } from '@nestjs/common';
import type { LetterChannel } from '../../domain/apology/delivery-plan.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { Letter } from '../../domain/apology/letter.js';
import type { LetterKind } from '../../domain/apology/message.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Tx } from '../../platform/database/sql.js';
import type { StoredFile } from '../../platform/files/file-store.js';
import { OutboxRepository, type NewMessage } from '../../platform/outbox/outbox.repository.js';
import { LetterComposer } from './letter-composer.js';
import { LetterLinks } from './letter-links.js';
import { LetterReach, type Addressee } from './letter-reach.service.js';
import { LetterWaysRepository, sendingsOf, type LetterWay } from './letter-ways.repository.js';
import { waitOn } from './letter-waits.js';

/** A letter on its way for the first time, and what goes with it. */
export interface Parcel {
  readonly way: LetterWay;
  readonly messages: readonly NewMessage[];
}

/** Sends a letter off: by the first way when it is issued, by the next one when that came to nothing. */
@Injectable()
export class LetterDispatch {
  constructor(
    private readonly reach: LetterReach,
    private readonly composer: LetterComposer,
    private readonly links: LetterLinks,
    private readonly ways: LetterWaysRepository,
    private readonly outbox: OutboxRepository,
  ) {}

  /** What the transaction of issuing will queue. @param noticeAbout an obligation of it, for the word to the submitter */
  async first(
    letter: Pick<Letter, 'id' | 'dossierId' | 'unitCode'>,
    facts: LetterFacts,
    file: StoredFile,
    { at, noticeAbout }: { readonly at: Instant; readonly noticeAbout: string | null },
  ): Promise<Parcel> {
    const { id, dossierId, unitCode } = letter;
    const to = await this.reach.of(dossierId, unitCode, at);
    const channel = to?.plan[0];
    const begun = { letterId: id, dossierId, unitCode, issuedAt: at };
    if (!to || channel === undefined) {
      return { way: { ...begun, why: 'forgotten', channel: null, lookAt: null, endedAt: at }, messages: [] };
    }
    const outgoing = { letterId: id, kind: 'apology_letter', channel, facts, fileHash: file.hash, at } as const;
    const message = await this.composer.letter(outgoing, to);
    const notice = noticeAbout === null ? null : this.composer.notice(noticeAbout, { facts, at }, to);
    const [sending] = sendingsOf([{ ...message, state: 'queued', sentAt: null, sealed: message.sealed ?? null }]);
    return {
      way: { ...begun, ...waitOn(sending === undefined ? [] : [sending], at), channel, endedAt: null },
      messages: notice === null ? [message] : [message, notice],
    };
  }

  /** Awaits nothing but `tx`, and can be run again. */
  async queue(tx: Tx, { way, messages }: Parcel, at: Instant): Promise<void> {
    await this.ways.begin(tx, way, this.links.hashOf(way.letterId));
    for (const message of messages) await this.outbox.queue(tx, message, at);
  }

  /** The letter once more, by another way. */
  next(
    letterId: string,
    channel: LetterChannel,
    { facts, fileHash, at }: { readonly facts: LetterFacts; readonly fileHash: string; readonly at: Instant },
    to: Addressee,
  ): Promise<NewMessage> {
    const kind: LetterKind = `apology_${channel}`;
    return this.composer.letter({ letterId, kind, channel, facts, fileHash, at }, to);
  }

  /** @returns null once the people of the dossier were forgotten */
  addressee(
    { dossierId, unitCode }: Pick<LetterWay, 'dossierId' | 'unitCode'>,
    at: Instant,
  ): Promise<Addressee | null> {
    return this.reach.of(dossierId, unitCode, at);
  }
}
