import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { LetterFacts } from '../domain/apology/letter-facts.js';
import { nextLetterState, takeNumber, type Letter, type LetterNumber } from '../domain/apology/letter.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate, yearOf } from '../domain/time/plain-date.js';
import { BreachService } from '../dossiers/breach.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { nextInCounter } from '../platform/database/counter.js';
import { isUniqueViolation, type Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { UnitsService } from '../units/units.service.js';
import { LetterFactsService } from './letter-facts.service.js';
import { LettersRepository } from './letters.repository.js';

/** Times a letter is decided anew because its dossier moved under it. */
const TRIES = 5;

/** The first transaction of issuing: number, date and facts are frozen together. */
@Injectable()
export class NumberingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly facts: LetterFactsService,
    private readonly breaches: BreachService,
    private readonly units: UnitsService,
  ) {}

  /**
   * @param typed the number from another register; null: the unit's own gives the next one
   * @throws DomainError `letter.action_refused` unless approved, and when nothing is owed any more: a number is spent on
   *   nothing; `dossier.extension_limit`, `dossier.date_refused` for
   *   a new date that may not be promised; `conflict.duplicate` for a number used before
   * Source: acts.md, Letter; R16, R30, R37.
   */
  async number(letter: Letter, by: Actor, typed: string | null): Promise<Letter> {
    nextLetterState(letter, 'number');
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const numbered = await this.attempt(letter, by, typed);
      if (numbered) return numbered;
    }
    throw new DomainError('dossier.changed_meanwhile', 'the dossier keeps changing: try again');
  }

  /** @returns null when the dossier moved between reading the facts and freezing them */
  private async attempt(letter: Letter, by: Actor, typed: string | null): Promise<Letter | null> {
    const at = this.clock.now();
    const { facts, dossier } = await this.facts.of(letter, at);
    await this.breaches.requireExtensible(dossier, facts.newDueAt, at);
    const symbol = await this.units.setting(letter.unitCode, 'letter_symbol', localDate(at));
    try {
      return await this.transactor.run(async (tx) => {
        if (!(await this.breaches.isStill(tx, dossier))) return null;
        const owed = await this.letters.owedBy(tx, letter.id);
        if (owed.length === 0) throw nothingOwed(letter);
        const number = await this.numberFor(tx, letter.unitCode, at, typed ?? { symbol });
        const after = takeNumber(letter, frozen(facts, number, at, by));
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

  /** A number typed in from outside may stand where ours would come next: ours steps over it. */
  private async numberFor(
    tx: Tx,
    unitCode: string,
    at: Instant,
    typed: string | { symbol: string },
  ): Promise<LetterNumber> {
    const year = yearOf(localDate(at));
    if (typeof typed === 'string') return { year, serial: null, text: typed };
    for (;;) {
      const serial = await nextInCounter(tx, `letter:${unitCode}:${String(year)}`);
      const text = `${String(serial).padStart(2, '0')}${typed.symbol}`;
      if (!(await this.letters.isNumberTaken(tx, unitCode, year, text))) return { year, serial, text };
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

function frozen(facts: LetterFacts, number: LetterNumber, at: Instant, by: Actor): Parameters<typeof takeNumber>[1] {
  const date = localDate(at);
  return { number, date, facts: { ...facts, number: number.text, date }, at, by: by.username };
}
