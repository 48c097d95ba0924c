import { Inject, Injectable } from '@nestjs/common';
import { unsigned, nextLetterState, type Letter } from '../../domain/apology/letter.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { LetterPaperService } from '../letter-paper.service.js';
import { LettersRepository } from '../letters.repository.js';
import { SignaturesRepository } from './signatures.repository.js';

/** A numbered letter with the paper that is to be signed. */
export interface PaperToSign {
  readonly letter: Letter;
  readonly paper: Buffer;
}

/** The paper of a letter that waits for its electronic signature: rendered once, and the same for whoever asks. */
@Injectable()
export class SigningPapers {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly signatures: SignaturesRepository,
    private readonly papers: LetterPaperService,
  ) {}

  /** @throws DomainError `not_found`; `letter.action_refused` when it waits for no electronic signature */
  async of(letterId: string): Promise<PaperToSign> {
    const letter = await this.letters.byId(this.database, letterId);
    nextLetterState(letter, 'issue');
    const { facts, numberedAt, awaits } = letter;
    if (awaits !== 'signature') throw awaits === null ? notAwaited(letter) : unsigned(letter, awaits);
    if (facts === null || numberedAt === null) throw new RangeError('a numbered letter has its facts');
    const hash = (await this.signatures.paperOf(letterId)) ?? (await this.keep(letter));
    return { letter, paper: await this.papers.read(hash) };
  }

  /** After an upgrade the same facts may give other bytes: what was given out once stays. */
  private async keep({ id, facts, numberedAt }: Letter): Promise<string> {
    if (facts === null || numberedAt === null) throw new RangeError('a numbered letter has its facts');
    const file = await this.papers.store(facts, numberedAt);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.papers.record(tx, file, at);
      await this.signatures.givePaper(tx, id, file.hash, at);
    });
    return (await this.signatures.paperOf(id)) ?? file.hash;
  }
}

function notAwaited({ state }: Letter): DomainError {
  return new DomainError('letter.action_refused', 'this letter needs no electronic signature', {
    action: 'sign',
    state,
    allowed: ['issue', 'void'],
  });
}
