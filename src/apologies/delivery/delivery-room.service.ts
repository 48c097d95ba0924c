import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { isLetterKind } from '../../domain/apology/message.js';
import type { Clock } from '../../domain/time/instant.js';
import { CitizenContacts } from '../../dossiers/notices/citizen-contacts.service.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { lineNumber } from '../../platform/gateway/gateway.js';
import type { Message } from '../../platform/outbox/outbox.repository.js';
import { LetterCarriers } from './letter-carriers.service.js';
import { LetterDeliveriesRepository, type Handed } from './letter-deliveries.repository.js';
import { LetterLinks } from './letter-links.js';
import { chatText } from './letter-message.view.js';
import { LetterWayRecords } from './letter-way-records.js';
import type { LetterWay } from './letter-ways.repository.js';

/** Everything the page of one letter's delivery shows. */
export interface DeliveryRoom {
  readonly letterId: string;
  readonly facts: LetterFacts;
  /** null: of before there were ways, and no sweep came by yet */
  readonly way: LetterWay | null;
  /** the letter by each way, the earliest first */
  readonly messages: readonly Message[];
  readonly handed: readonly Handed[];
  /** the way that is open and needs a person; null when none does */
  readonly open: Message | null;
  /** what an officer writes into a chat, with the address of the letter */
  readonly chat: string;
}

/** A number as it is called, and how its chat is opened. */
export interface ChatNumber {
  readonly name: string;
  readonly phone: string;
  readonly href: string | null;
}

const REASON = 'Nhắn thư xin lỗi cho công dân';

/** One letter, as those see it who bring it to its citizen. */
@Injectable()
export class DeliveryRooms {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly carriers: LetterCarriers,
    private readonly records: LetterWayRecords,
    private readonly deliveries: LetterDeliveriesRepository,
    private readonly contacts: CitizenContacts,
    private readonly links: LetterLinks,
  ) {}

  /** Throws as `LetterCarriers.record`. */
  async of(letterId: string, by: Actor): Promise<DeliveryRoom> {
    const { facts, messages } = await this.carriers.record(letterId, by);
    const [way, handed] = await Promise.all([this.records.way(letterId), this.deliveries.of(letterId)]);
    const ways = messages.filter(({ kind }) => isLetterKind(kind));
    const open = ways.findLast(({ state, sealed, channel }) => {
      return sealed === null && channel !== 'email' && (state === 'queued' || state === 'sent');
    });
    return {
      letterId,
      facts,
      way,
      messages: ways,
      handed,
      open: handed.length > 0 ? null : (open ?? null),
      chat: `${chatText(facts)}\n\nXem thư: ${this.links.href(letterId)}`,
    };
  }

  /** The number to write to, on this one answer, beside its audit row; null when nobody left one. */
  async number(letterId: string, by: Actor): Promise<ChatNumber | null> {
    const { letter, facts } = await this.carriers.record(letterId, by);
    const look = { code: facts.dossier.code, reason: REASON, by: by.username, at: this.clock.now() };
    const found = await this.contacts.toCall(letter.dossierId, look);
    const { name = '', phone = null } = found ?? {};
    if (phone === null) return null;
    const digits = lineNumber(phone);
    return { name, phone, href: digits === null ? null : `https://zalo.me/${digits}` };
  }
}
