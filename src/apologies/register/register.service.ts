import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { awaitedBy, type Awaited, type Letter, type LetterNumber } from '../../domain/apology/letter.js';
import { registerDay, requireUpward } from '../../domain/apology/register.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { localDate, yearOf, type PlainDate } from '../../domain/time/plain-date.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { nextInCounter } from '../../platform/database/counter.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { UnitsService } from '../../units/units.service.js';
import { LettersRepository } from '../letters.repository.js';
import { RegisterRepository, registerScope, type RegisterClosing } from './register.repository.js';

/** What a unit's settings say of a letter that takes its number today. */
export interface RegisterTerms {
  /** follows the number, e.g. `/PXL` */
  readonly symbol: string;
  readonly awaits: Awaited | null;
}

/** A place in the register. */
export interface TakenNumber {
  readonly number: LetterNumber;
  readonly date: PlainDate;
}

/** Numbers of letters, one register a unit and year: without gaps, upward only, closed when the year is over. */
@Injectable()
export class RegisterService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly register: RegisterRepository,
    private readonly letters: LettersRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditLog,
  ) {}

  async terms({ unitCode, mode }: Letter, at: Instant): Promise<RegisterTerms> {
    const day = localDate(at);
    const [symbol, signing] = await Promise.all([
      this.units.setting(unitCode, 'letter_symbol', day),
      this.units.setting(unitCode, 'signing_mode', day),
    ]);
    return { symbol, awaits: awaitedBy(mode, signing) };
  }

  /**
   * @param typed a number from another register; null: ours gives the next one
   * @param given the day written on the letter; null: today
   * @throws DomainError `conflict.closed` for a year that is closed; `request.invalid` for a day that cannot be
   */
  async take(
    tx: Tx,
    { unitCode, draftedAt }: Letter,
    at: Instant,
    {
      typed,
      given,
      symbol,
    }: { readonly typed: string | null; readonly given: PlainDate | null; readonly symbol: string },
  ): Promise<TakenNumber> {
    const today = localDate(at);
    const year = yearOf(given ?? today);
    await this.register.lock(tx, unitCode, year);
    if (await this.register.closing(tx, unitCode, year)) throw closed(unitCode, year);
    const own = typed === null;
    const lastOwn = own ? await this.register.lastOwnDay(tx, unitCode, year) : null;
    const date = registerDay({ given, today, draftedOn: localDate(draftedAt), own, lastOwn });
    if (typed !== null) return { number: { year, serial: null, text: typed }, date };
    // A number typed in from outside may stand where ours would come next: ours steps over it.
    for (;;) {
      const serial = await nextInCounter(tx, registerScope(unitCode, year));
      const text = `${String(serial).padStart(2, '0')}${symbol}`;
      if (!(await this.letters.isNumberTaken(tx, unitCode, year, text)))
        return { number: { year, serial, text }, date };
    }
  }

  /**
   * Goes on from a register on paper, this year's only.
   *
   * @throws DomainError `request.invalid` unless it leads upward
   */
  async startAt(unitCode: string, next: number, reason: string, by: Actor): Promise<void> {
    const at = this.clock.now();
    const year = yearOf(localDate(at));
    const id = newId(at);
    await this.transactor.run(async (tx) => {
      await this.register.lock(tx, unitCode, year);
      const after = await this.register.lastSerial(tx, unitCode, year);
      requireUpward(next, after);
      await this.register.addStart(tx, { id, unitCode, year, after, next, reason, at, by: by.username });
      const subject = `register:${unitCode}:${String(year)}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'register.started', subject, reason });
    });
  }

  /**
   * A year that is over takes no number any more. Closed twice, it stays as it was.
   *
   * @throws DomainError `request.invalid` for a year that is not over
   */
  async close(unitCode: string, year: number, by: string): Promise<void> {
    const at = this.clock.now();
    if (year >= yearOf(localDate(at))) {
      throw new DomainError('request.invalid', 'the year is not over', { year }, [
        { field: 'year', message: 'Năm này chưa hết, chưa khóa sổ được' },
      ]);
    }
    await this.transactor.run(async (tx) => {
      await this.register.lock(tx, unitCode, year);
      if (await this.register.closing(tx, unitCode, year)) return;
      const lastSerial = await this.register.lastSerial(tx, unitCode, year);
      const { letters, voided } = await this.register.counts(tx, unitCode, year);
      const closing: RegisterClosing = { unitCode, year, lastSerial, letters, voided, at, by };
      await this.register.close(tx, closing);
      const subject = `register:${unitCode}:${String(year)}`;
      await this.audit.record(tx, { at, actor: by, action: 'register.closed', subject, reason: null });
    });
  }
}

function closed(unitCode: string, year: number): DomainError {
  return new DomainError('conflict.closed', 'the register of this year is closed', { unitCode, year });
}
