import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import { markIssued, nextLetterState, unsigned, type Letter, type Signed } from '../domain/apology/letter.js';
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

/** A signature as somebody saw it, and the file that shows it; null: there is no other than the letter as rendered. */
export interface SignedFile extends Omit<Signed, 'fileHash'> {
  readonly file: StoredFile | null;
}

interface Papers {
  readonly paper: StoredFile;
  readonly signature: SignedFile | null;
}

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
   * @param signature how it was signed, with the file that shows it; null: the approval is the signature
   * @throws DomainError `letter.action_refused` when the letter is not numbered, waits for a signature, or was issued by
   *   somebody else meanwhile
   */
  async finish(letter: Letter, by: Actor, signature: SignedFile | null = null): Promise<void> {
    nextLetterState(letter, 'issue');
    const { facts, numberedAt, awaits } = letter;
    if (awaits !== null && signature === null) throw unsigned(letter, awaits);
    if (facts === null || numberedAt === null) throw new RangeError('a numbered letter has its facts');
    const paper = await this.papers.store(facts, numberedAt);
    const papers: Papers = { paper, signature };
    for (let tries = 1; tries <= TRIES; tries += 1) {
      if (await this.attempt(letter, facts, papers, by)) return;
    }
    throw new DomainError('dossier.changed_meanwhile', 'the dossier keeps changing: try again');
  }

  /** @returns false when the dossier moved between deciding what the letter does to it and writing that */
  private async attempt(letter: Letter, facts: LetterFacts, { paper, signature }: Papers, by: Actor): Promise<boolean> {
    const at = this.clock.now();
    const obligationIds = await this.letters.obligationIds(this.database, letter.id);
    const record = signature?.file ?? paper;
    const parcel = await this.papers.parcel(letter, facts, record, { at, obligationIds });
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
        await this.papers.record(tx, paper, at);
        if (record !== paper) {
          await this.papers.record(tx, record, at);
          await this.letters.keepPaper(tx, letter.id, paper.hash, at);
        }
        await this.letters.update(tx, letter, markIssued(letter, paper.hash, at, signature && signedBy(signature)));
        await this.breaches.recordApology(tx, apology);
        await this.papers.queue(tx, parcel, at);
      });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'dossier.changed_meanwhile') return false;
      throw error;
    }
  }
}

function signedBy({ how, by, file }: SignedFile): Signed {
  return { how, by, fileHash: file?.hash ?? null };
}
