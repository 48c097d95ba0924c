import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import { markIssued, nextLetterState, type Letter } from '../domain/apology/letter.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { BreachService } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { Transactor } from '../platform/database/transactor.js';
import type { StoredFile } from '../platform/files/file-store.js';
import { LetterPaperService } from './letter-paper.service.js';
import { LettersRepository } from './letters.repository.js';

const TRIES = 5;

/** The second transaction of issuing: the paper exists; the letter is issued, its obligations settled, its mail queued. */
@Injectable()
export class FinishingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly papers: LetterPaperService,
    private readonly breaches: BreachService,
  ) {}

  /**
   * Renders and stores the paper of a numbered letter, then issues it. Always from the frozen facts: after a crash the
   * same number goes out on the same paper.
   *
   * @throws DomainError `letter.action_refused` when the letter is not numbered, or was issued by somebody else meanwhile
   */
  async finish(letter: Letter, by: Actor): Promise<void> {
    nextLetterState(letter, 'issue');
    const { facts, numberedAt } = letter;
    if (facts === null || numberedAt === null) throw new RangeError('a numbered letter has its facts');
    const file = await this.papers.store(facts, numberedAt);
    for (let tries = 1; tries <= TRIES; tries += 1) {
      if (await this.attempt(letter, facts, file, by)) return;
    }
    throw new DomainError('dossier.changed_meanwhile', 'the dossier keeps changing: try again');
  }

  /** @returns false when the dossier moved between deciding what the letter does to it and writing that */
  private async attempt(letter: Letter, facts: LetterFacts, file: StoredFile, by: Actor): Promise<boolean> {
    const at = this.clock.now();
    const obligationIds = await this.letters.obligationIds(this.database, letter.id);
    const message = await this.papers.message(letter, facts, file, at);
    const apology = await this.breaches.prepareApology(letter.dossierId, by, {
      letterId: letter.id,
      letterNumber: facts.number ?? '',
      newDueAt: facts.newDueAt,
      fixedAt: letter.numberedAt as Instant,
      reason: facts.reason.slice(0, 600),
      obligationIds,
      fault: facts.fault,
    });
    try {
      await this.transactor.run(async (tx) => {
        await this.papers.record(tx, file, at);
        await this.letters.update(tx, letter, markIssued(letter, file.hash, at));
        await this.breaches.recordApology(tx, apology);
        await this.papers.queue(tx, message, at);
      });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'dossier.changed_meanwhile') return false;
      throw error;
    }
  }
}
