import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Letter } from '../domain/apology/letter.js';
import { DomainError } from '../domain/errors.js';
import { SYSTEM } from '../dossiers/breach.service.js';
import { Database } from '../platform/database/database.js';
import { FinishingService, type SignedFile } from './finishing.service.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { LetterAccess } from './letter-access.service.js';
import { LettersRepository } from './letters.repository.js';
import { NumberingService } from './numbering.service.js';

const BATCH = 100;

/**
 * From an approved draft to an issued letter, in two transactions with the rendering between them. A crash anywhere
 * leaves the letter numbered with its facts frozen; `resume` finishes the same letter with the same number.
 */
@Injectable()
export class IssuingService {
  private readonly log = new Logger(IssuingService.name);

  constructor(
    private readonly database: Database,
    private readonly letters: LettersRepository,
    private readonly numbering: NumberingService,
    private readonly finishing: FinishingService,
    private readonly access: LetterAccess,
  ) {}

  /**
   * Numbers and issues an approved letter, or finishes one that was numbered before. One that has to wait for its
   * signature only takes its number. Throws as `number` and `finish`.
   *
   * @param typed the number from another register; null: the unit's own register gives it
   */
  async issue(letterId: string, by: Actor, typed: string | null): Promise<void> {
    const letter = await this.letters.byId(this.database, letterId);
    if (letter.state === 'numbered') {
      await this.finish(letter, by, null);
      return;
    }
    const numbered = await this.numbering.number(letter, by, typed);
    if (numbered.awaits === null) await this.finish(numbered, by, null);
  }

  /** Issues a numbered letter whose signature has come. Throws as `finish`. */
  async issueSigned(letterId: string, by: Actor, signature: SignedFile): Promise<void> {
    await this.finish(await this.letters.byId(this.database, letterId), by, signature);
  }

  private async finish(letter: Letter, by: Actor, signature: SignedFile | null): Promise<void> {
    try {
      await this.finishing.finish(letter, by, signature);
    } catch (error) {
      // A sweep may finish the letter while a person waits for it: what they asked for has happened.
      if ((await this.letters.byId(this.database, letter.id)).state !== 'issued') throw error;
    }
  }

  /** The same for a request that may arrive twice: a letter that is issued already is answered as it is. */
  async issueFor(letterId: string, typed: string | null, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.access.once(write, async () => {
      const letter = await this.letters.byId(this.database, letterId);
      await this.access.requireAgency(letter.unitCode, by);
      await this.issue(letterId, by, typed);
      await this.access.keep(write, letterId);
      return letterId;
    });
  }

  /** Finishes what a crash left half done and issues what a standing approval covers. @returns how many were issued */
  async resume(): Promise<number> {
    return (await this.issueAll('numbered', null)) + (await this.issueAll('approved', 'auto'));
  }

  private async issueAll(state: 'numbered' | 'approved', mode: 'auto' | null): Promise<number> {
    let [issued, stuck] = [0, 0];
    for (;;) {
      // Those that failed stay at the head of the list: without passing over them nobody behind would get a turn.
      const ids = await this.letters.idsIn(this.database, state, mode, { limit: BATCH, skip: stuck });
      for (const id of ids) {
        if (await this.tryToIssue(id)) issued += 1;
        else stuck += 1;
      }
      if (ids.length < BATCH) return issued;
    }
  }

  private async tryToIssue(id: string): Promise<boolean> {
    try {
      await this.issue(id, SYSTEM, null);
      return true;
    } catch (error) {
      // Another sweep was first.
      if (error instanceof DomainError && error.code === 'letter.action_refused') return false;
      // One letter that cannot go out must not hold back the others; it stays in the list of what is owed.
      this.log.error(`letter ${id} not issued: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  }
}
