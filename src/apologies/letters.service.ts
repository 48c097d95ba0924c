import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import { approve, revise, sendBack, voidLetter, type Letter, type Revision } from '../domain/apology/letter.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { BreachService } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { isUniqueViolation } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { newLetter } from './drafting.service.js';
import { LetterAccess } from './letter-access.service.js';
import { LettersRepository } from './letters.repository.js';

/** What a person writes into a draft. */
export interface Composition {
  readonly dossierCode: string;
  /** null: the sentence is made from the ledger until somebody writes one */
  readonly reason: string | null;
  /** null: as the obligation says */
  readonly fault: Fault | null;
  readonly newDueAt: Instant | null;
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
   * Drafts a letter by hand for what a dossier is owed; normally the sweep has done so already.
   *
   * @throws DomainError `letter.action_refused` when nothing is owed, or a letter is under way;
   *   `dossier.extension_limit`, `dossier.date_refused`
   */
  async compose(composition: Composition, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.access.once(write, async () => {
      const at = this.clock.now();
      const dossier = await this.access.dossierOf(composition.dossierCode, by);
      const owed = await this.letters.owedOf(this.database, dossier.id);
      const [first] = owed;
      if (!first) {
        throw new DomainError('letter.action_refused', 'nothing is owed for this dossier', {
          code: dossier.code,
          allowed: [],
        });
      }
      await this.access.requireAgency(first.unitCode, by);
      await this.breaches.requireExtensible(dossier, composition.newDueAt, at);
      const { reason, fault, newDueAt } = composition;
      const mode = { mode: 'sign', approvedBy: null } as const;
      const draft = newLetter({
        id: newId(at),
        dossierId: dossier.id,
        unitCode: first.unitCode,
        fault: first.fault,
        at,
        by: by.username,
        mode,
      });
      const letter = { ...draft, reason, fault: fault ?? draft.fault, newDueAt };
      try {
        await this.transactor.run(async (tx) => {
          await this.access.remember(tx, write, letter.id, at);
          await this.letters.create(
            tx,
            letter,
            owed.map(({ id }) => id),
          );
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new DomainError('letter.action_refused', 'a letter is under way for this dossier: change that one', {
          code: dossier.code,
          allowed: ['revise'],
        });
      }
      return letter.id;
    });
  }

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

  async sendBack(
    letterId: string,
    comment: string,
    by: Actor,
    write: IdempotentWrite | null,
    seen: number | null = null,
  ): Promise<Outcome> {
    return this.act(letterId, by, { write, seen }, (letter) => Promise.resolve(sendBack(letter, comment)));
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

  private async act(
    letterId: string,
    by: Actor,
    { write, seen }: { readonly write: IdempotentWrite | null; readonly seen: number | null },
    change: (letter: Letter, at: Instant) => Promise<Letter>,
  ): Promise<Outcome> {
    return this.access.once(write, async () => {
      const at = this.clock.now();
      const before = await this.letters.byId(this.database, letterId);
      await this.access.requireAgency(before.unitCode, by);
      const after = await change(before, at);
      demandSeen(seen, before);
      await this.transactor.run(async (tx) => {
        await this.access.remember(tx, write, letterId, at);
        await this.letters.update(tx, before, after);
        if (after.state === 'void') await this.letters.end(tx, letterId, at, by.username);
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
