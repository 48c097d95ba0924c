import { Inject, Injectable } from '@nestjs/common';
import { CITIZEN } from '../../domain/accounts/roles.js';
import { tomorrowMorning, type CallKind } from '../../domain/apology/call.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { FORGOTTEN } from '../../domain/dossier/party.js';
import { DomainError } from '../../domain/errors.js';
import type { Letter } from '../../domain/apology/letter.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { FaultsService } from '../../dossiers/faults/faults.service.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { CallTasks } from '../calls/call-tasks.service.js';
import { LetterWayRecords, type WayRecord } from '../delivery/letter-way-records.js';
import { LetterWays } from '../delivery/letter-ways.service.js';

/** Found by its secret: a letter as its citizen may read it. */
export interface CitizenLetter extends WayRecord {
  readonly facts: LetterFacts;
  /** they have said that they have it, or somebody handed it over */
  readonly received: boolean;
}

/** What the holder of a letter's link may do with it. Reading it proves nothing: links are looked at by machines, too. */
@Injectable()
export class CitizenLetters {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly records: LetterWayRecords,
    private readonly ways: LetterWays,
    private readonly calls: CallTasks,
    private readonly faults: FaultsService,
  ) {}

  /** @throws DomainError `not_found` for what is no secret of a letter, and once it was forgotten */
  async of(secret: string): Promise<CitizenLetter> {
    const record = await this.records.byLink(secret);
    const facts = record?.letter.facts ?? null;
    if (!record || facts === null || facts.recipient.name === FORGOTTEN) {
      throw new DomainError('not_found', 'there is no such letter');
    }
    const received = record.handedOver || record.messages.some(({ state }) => state === 'delivered');
    return { ...record, facts, received };
  }

  /** "Tôi đã nhận thư": the one act of theirs that proves it. Said twice, it is said once. */
  async receive(secret: string): Promise<void> {
    const { letter, messages, received } = await this.of(secret);
    if (received) return;
    const at = this.clock.now();
    const way = messages.at(-1) ?? null;
    const delivery = {
      id: newId(at),
      letterId: letter.id,
      channel: way?.channel ?? 'desk',
      proof: 'Công dân báo đã nhận trên trang của thư',
      at,
      by: CITIZEN.username,
    };
    await this.transactor.run((tx) => this.records.handOver(tx, delivery, way));
    await this.ways.refresh(letter.id);
  }

  /** "Tôi chưa nhận được": somebody calls, nothing is marked as received, and a presumption is over. */
  async miss(secret: string): Promise<void> {
    const { letter, messages } = await this.of(secret);
    const presumed = messages.find(({ state }) => state === 'presumed_delivered');
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.ask(tx, letter, at, { kind: 'not_received', wish: null });
      const answer = 'Công dân báo chưa nhận được';
      if (presumed) await this.records.report(tx, presumed.id, 'undelivered', at, answer);
    });
    if (presumed) await this.ways.refresh(letter.id);
  }

  /** "Gọi lại cho tôi". @param wish when, in their words */
  async callBack(secret: string, wish: string | null): Promise<void> {
    const { letter } = await this.of(secret);
    const at = this.clock.now();
    await this.transactor.run((tx) => this.ask(tx, letter, at, { kind: 'call_back', wish }));
  }

  /** "Kết quả của tôi bị sai": a candidate for the desk. Throws as `FaultsService.reportByCitizen`. */
  async complain(secret: string, words: string): Promise<void> {
    const { facts } = await this.of(secret);
    await this.faults.reportByCitizen(facts.dossier.code, words);
  }

  private async ask(
    tx: Tx,
    { id, dossierId, unitCode }: Letter,
    at: Instant,
    asked: { readonly kind: CallKind; readonly wish: string | null },
  ): Promise<void> {
    const task = { dossierId, letterId: id, unitCode, subjectId: id, at, dueAt: tomorrowMorning(at), ...asked };
    await this.calls.open(tx, task);
  }
}
