import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, yearOf } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { LetterAccess } from '../letter-access.service.js';
import { mayName } from '../letter-acts.js';
import { OFFICE } from '../letter-roles.js';
import { ObligationsService } from '../obligations.service.js';
import {
  RegisterRepository,
  type RegisterClosing,
  type RegisterLine,
  type RegisterStart,
} from './register.repository.js';

const LINES = 100;
/** Lines of one PDF. */
export const PDF_LINES = 1_000;

/** A register as one person reads it. */
export interface RegisterBook {
  readonly unitCode: string;
  readonly year: number;
  readonly thisYear: number;
  readonly years: readonly number[];
  readonly lines: readonly RegisterLine[];
  readonly nextCursor: string | null;
  /** letters with a number, and how many of them are void */
  readonly letters: number;
  readonly voided: number;
  /** the last number that our own register gave; 0: none */
  readonly lastSerial: number;
  readonly starts: readonly RegisterStart[];
  readonly closing: RegisterClosing | null;
  /** names of citizens are there */
  readonly named: boolean;
  /** of the agency that keeps it */
  readonly keeps: boolean;
}

/** Reads registers of numbers for people of the agencies they belong to. */
@Injectable()
export class RegisterBooks {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly register: RegisterRepository,
    private readonly obligations: ObligationsService,
    private readonly access: LetterAccess,
  ) {}

  /** @throws DomainError `not_found` for a unit out of reach; `request.malformed` for a cursor we did not give */
  async page(
    unit: string | undefined,
    year: number | undefined,
    cursor: string | undefined,
    by: Actor,
  ): Promise<RegisterBook> {
    const unitCode = await this.unitFor(unit, by);
    const thisYear = yearOf(localDate(this.clock.now()));
    const shown = year ?? thisYear;
    const question = { unitCode, year: shown, after: readCursor('register', cursor), limit: LINES };
    const [found, years, counts, lastSerial, starts, closing, keeps] = await Promise.all([
      this.register.lines(this.database, question),
      this.register.years(this.database, unitCode),
      this.register.counts(this.database, unitCode, shown),
      this.register.lastSerial(this.database, unitCode, shown),
      this.register.starts(this.database, unitCode, shown),
      this.register.closing(this.database, unitCode, shown),
      this.access.mayAct(unitCode, by),
    ]);
    const lines = found.slice(0, LINES);
    const last = found.length > LINES ? lines.at(-1) : undefined;
    return {
      unitCode,
      year: shown,
      thisYear,
      years: [...new Set([thisYear, shown, ...years])].sort((a, b) => b - a),
      lines,
      nextCursor: last ? writeCursor('register', last.numberedAt, last.letterId) : null,
      ...counts,
      lastSerial,
      starts,
      closing,
      named: mayName(by),
      keeps: keeps && hasRole(by, ...OFFICE),
    };
  }

  /** A thousand lines of it, to be printed. @param part from 1 @throws DomainError `not_found` */
  async sheet(unit: string | undefined, year: number, part: number, by: Actor): Promise<readonly RegisterLine[]> {
    const unitCode = await this.unitFor(unit, by);
    const skip = (part - 1) * PDF_LINES;
    const lines = await this.register.lines(this.database, { unitCode, year, after: null, limit: PDF_LINES, skip });
    if (lines.length === 0) throw new DomainError('not_found', 'nothing stands there');
    return lines.slice(0, PDF_LINES);
  }

  /** Registers of past years that nobody closed. */
  open(before: number): ReturnType<RegisterRepository['open']> {
    return this.register.open(this.database, before);
  }

  async unitFor(unit: string | undefined, by: Actor): Promise<string> {
    const unitCode = unit ?? by.unitCode;
    await this.obligations.scope(unitCode, by);
    return unitCode;
  }
}
