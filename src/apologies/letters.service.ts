import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { approve, revise, sendBack, voidLetter, type Letter, type Revision } from '../domain/apology/letter.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { BreachService } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { newId } from '../platform/ids/new-id.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { LetterAccess } from './letter-access.service.js';
import { LettersRepository } from './letters.repository.js';
import { keepReturn, type LetterReturn } from './signing/letter-returns.js';

/** How an act was asked for. */
interface Asked {
  readonly write: IdempotentWrite | null;
  /** the version that was read; null: whatever it is now */
  readonly seen: number | null;
  /** what the signer says with it; drawn before the transaction, which may run twice */
  readonly said?: (at: Instant) => LetterReturn;
}

/** Work on a letter before it has its number. */
@Injectable()
export class LettersService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly breaches: BreachService,
    private readonly access: LetterAccess,
  ) {}

  /**
   * @throws DomainError `letter.action_refused` unless drafted; `dossier.extension_limit`, `dossier.date_refused`;
   *   `version.stale` when it is not the version that was seen
   */
  async revise(
    letterId: string,
    revision: Revision,
    by: Actor,
    write: IdempotentWrite | null = null,
    seen: number | null = null,
  ): Promise<Outcome> {
    return this.act(letterId, by, { write, seen }, async (letter) => {
      const { reasonKey = null, reason = null, sentence = null } = revision;
      await this.access.requireWords(letter.unitCode, { reasonKey, reason, sentence });
      const dossier = await this.breaches.dossier(letter.dossierId);
      await this.breaches.requireExtensible(dossier, revision.newDueAt ?? null, this.clock.now());
      return revise(letter, revision);
    });
  }

  /** The signer's yes. Throws as `approve` in src/domain/apology/letter.ts, and `version.stale` as `revise`. */
  async approve(
    letterId: string,
    by: Actor,
    write: IdempotentWrite | null,
    seen: number | null = null,
  ): Promise<Outcome> {
    return this.act(letterId, by, { write, seen }, async (letter, at) =>
      approve(letter, by.username, at, await this.access.handlers(letter.dossierId)),
    );
  }

  /** The signer's no. What they said stays, whatever becomes of the letter. Throws as `approve`. */
  async sendBack(
    letterId: string,
    comment: string,
    by: Actor,
    write: IdempotentWrite | null,
    seen: number | null = null,
  ): Promise<Outcome> {
    const said = (at: Instant): LetterReturn => ({ id: newId(at), comment, at, by: by.username });
    return this.act(letterId, by, { write, seen, said }, (letter) => Promise.resolve(sendBack(letter, comment)));
  }

  /** Takes a letter out before it was issued. Its number, if it had one, stays with it and is never given again. */
  async void(
    letterId: string,
    reason: string,
    by: Actor,
    write: IdempotentWrite | null,
    seen: number | null = null,
  ): Promise<Outcome> {
    return this.act(letterId, by, { write, seen }, (letter) => Promise.resolve(voidLetter(letter, reason)));
  }

  /** What a numbered letter was to settle may be waived again, or averted, once it is void. */
  private async end(tx: Tx, { id, state }: Letter, at: Instant, by: Actor): Promise<void> {
    if (state === 'numbered') await this.breaches.nameNumbered(tx, await this.letters.obligationIds(tx, id), null);
    await this.letters.end(tx, id, at, by.username);
  }

  private async act(
    letterId: string,
    by: Actor,
    { write, seen, said }: Asked,
    change: (letter: Letter, at: Instant) => Promise<Letter>,
  ): Promise<Outcome> {
    return this.access.once(write, async () => {
      const at = this.clock.now();
      const before = await this.letters.byId(this.database, letterId);
      await this.access.requireAgency(before.unitCode, by);
      const after = await change(before, at);
      demandSeen(seen, before);
      const back = said?.(at) ?? null;
      await this.transactor.run(async (tx) => {
        await this.access.remember(tx, write, letterId, at);
        await this.letters.update(tx, before, after);
        if (back) await keepReturn(tx, before, back);
        if (after.state === 'void') await this.end(tx, before, at, by);
      });
      return letterId;
    });
  }
}

/** Nobody approves what they have not read. */
function demandSeen(seen: number | null, { version }: Letter): void {
  if (seen === null || seen === version) return;
  throw new DomainError('version.stale', 'the letter has changed since it was read', { seen, current: version });
}
