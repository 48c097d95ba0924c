import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import { nextLetterState, takeNumber, type Letter, type Numbering } from '../domain/apology/letter.js';
import { stillTrue } from '../domain/apology/printed-facts.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { BreachService } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { isUniqueViolation } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { LetterFactsService } from './letter-facts.service.js';
import { LettersRepository } from './letters.repository.js';
import { RegisterService, type TakenNumber } from './register/register.service.js';

/** Times a letter is decided anew because its dossier moved under it. */
const TRIES = 5;

/** What stands on a sheet that was printed, and perhaps signed, before its number was taken. */
export interface OnPaper {
  /** the day written on it; null: today */
  readonly date: PlainDate | null;
  /** what it says; null: it was not printed */
  readonly facts: LetterFacts | null;
}

const NOT_ON_PAPER: OnPaper = { date: null, facts: null };

/** The first transaction of issuing: number, date and facts are frozen together. */
@Injectable()
export class NumberingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly facts: LetterFactsService,
    private readonly breaches: BreachService,
    private readonly register: RegisterService,
  ) {}

  /**
   * @param typed the number from another register; null: the unit's own gives the next one
   * @param paper what was printed is what is frozen, as long as it is still true
   * @throws DomainError `letter.action_refused` unless approved, when nothing is owed any more (a number is spent on
   *   nothing), and when what was printed is not true any more (`why` = `reprint`); `dossier.extension_limit`,
   *   `dossier.date_refused` for a new date that may not be promised; `conflict.duplicate` for a number used before;
   *   `conflict.closed` for a year that is closed, `request.invalid` for a day that cannot be
   * Source: acts.md, Letter; R16, R30, R37.
   */
  async number(letter: Letter, by: Actor, typed: string | null, paper: OnPaper = NOT_ON_PAPER): Promise<Letter> {
    nextLetterState(letter, 'number');
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const numbered = await this.attempt(letter, by, typed, paper);
      if (numbered) return numbered;
    }
    throw new DomainError('dossier.changed_meanwhile', 'the dossier keeps changing: try again');
  }

  /** @returns null when the dossier moved between reading the facts and freezing them */
  private async attempt(letter: Letter, by: Actor, typed: string | null, paper: OnPaper): Promise<Letter | null> {
    const at = this.clock.now();
    const { facts: known, dossier } = await this.facts.of(letter, at);
    if (paper.facts !== null && !stillTrue(paper.facts, known)) throw outdated(letter);
    const facts = paper.facts ?? known;
    await this.breaches.requireExtensible(dossier, facts.newDueAt, at);
    const { symbol, awaits } = await this.register.terms(letter, at);
    try {
      return await this.transactor.run(async (tx) => {
        if (!(await this.breaches.isStill(tx, dossier))) return null;
        const owed = await this.letters.owedBy(tx, letter.id);
        if (owed.length === 0) throw nothingOwed(letter);
        const taken = await this.register.take(tx, letter, at, { typed, given: paper.date, symbol });
        const after = takeNumber(letter, { ...frozen(facts, taken, at, by), awaits });
        const named = owed.map(({ id }) => id);
        await this.letters.update(tx, letter, after);
        await this.letters.leaveOut(tx, letter.id, named);
        await this.breaches.nameNumbered(tx, named, at);
        return { ...after, version: letter.version + 1 };
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError(
        'conflict.duplicate',
        'this number stands on another letter of the year',
        { number: typed ?? '' },
        [{ field: 'number', message: 'Số này đã dùng cho một thư khác trong năm' }],
      );
    }
  }
}

function nothingOwed({ state }: Letter): DomainError {
  return new DomainError('letter.action_refused', 'nothing is owed any more that this letter could settle', {
    action: 'number',
    state,
    allowed: ['void'],
  });
}

function outdated({ state }: Letter): DomainError {
  return new DomainError('letter.action_refused', 'the printed sheet is not true any more: print it again', {
    action: 'number',
    state,
    why: 'reprint',
    allowed: ['void'],
  });
}

function frozen(facts: LetterFacts, { number, date }: TakenNumber, at: Instant, by: Actor): Omit<Numbering, 'awaits'> {
  return { number, date, facts: { ...facts, number: number.text, date }, at, by: by.username };
}
