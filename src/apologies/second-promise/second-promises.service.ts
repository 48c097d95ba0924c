import { Inject, Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { SecondPromiseState } from '../../domain/apology/second-promise.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { addDays, localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { LetterListsService } from '../letter-lists.service.js';
import { LetterSubjects, type LetterSubject } from '../letter-subjects.service.js';
import { SecondPromisesRepository, type SecondMonth, type SecondPromise } from './second-promises.repository.js';

export interface SecondLine {
  readonly promise: SecondPromise & { readonly dossierCode: string };
  readonly subject: LetterSubject;
  /** who answers for the agency that promised; null where nobody is named */
  readonly head: string | null;
}

export interface SecondPromisesPage {
  /** the first and the last month of the figures */
  readonly months: readonly [string, string];
  readonly figures: readonly SecondMonth[];
  readonly items: readonly SecondLine[];
  readonly nextCursor: string | null;
  /** within reach, for a filter and for names */
  readonly units: readonly { readonly code: string; readonly name: string }[];
}

const ROWS = 50;
const DAYS_BACK = 365;

/** Second promises as a list and as a figure of their own: kept or broken. */
@Injectable()
export class SecondPromisesService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly promises: SecondPromisesRepository,
    private readonly lists: LetterListsService,
    private readonly subjects: LetterSubjects,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * @param unit one unit alone; left out, all within reach
   * @throws DomainError `not_found` for a unit out of reach, `request.malformed` for a cursor we did not give
   */
  async page(
    { state, unit, cursor }: { state: SecondPromiseState; unit: string | undefined; cursor: string | undefined },
    by: Actor,
  ): Promise<SecondPromisesPage> {
    const order = `second-${state}`;
    const after = readCursor(order, cursor);
    const units = await this.lists.choices(by);
    const unitCodes = units.map(({ code }) => code).filter((code) => unit === undefined || code === unit);
    if (unitCodes.length === 0) throw new DomainError('not_found', 'this unit is not within your reach');
    const today = localDate(this.clock.now());
    const months = [addDays(today, -DAYS_BACK).slice(0, 7), today.slice(0, 7)] as const;
    const [figures, found] = await Promise.all([
      this.promises.months(this.database, unitCodes, months),
      this.promises.list(this.database, { unitCodes, state, after, limit: ROWS }),
    ]);
    const rows = found.slice(0, ROWS);
    const last = found.length > ROWS ? rows.at(-1) : undefined;
    return {
      months,
      figures,
      items: await this.lines(rows),
      nextCursor: last ? writeCursor(order, last.brokenFrom, last.letterId) : null,
      units,
    };
  }

  private async lines(rows: readonly SecondLine['promise'][]): Promise<SecondLine[]> {
    const codes = [...new Set(rows.map(({ unitCode }) => unitCode))];
    const [subjects, heads] = await Promise.all([
      this.subjects.of(rows.map(({ dossierId }) => dossierId)),
      Promise.all(codes.map(async (code) => [code, await this.headOf(code)] as const)),
    ]);
    const headOf = new Map(heads);
    return rows.flatMap((promise, i) => {
      const subject = subjects[i];
      return subject ? [{ promise, subject, head: headOf.get(promise.unitCode) ?? null }] : [];
    });
  }

  private async headOf(unitCode: string): Promise<string | null> {
    const people = await this.accounts.staff(unitCode);
    const head = people.find(({ roles }) => roles.includes('division_head') || roles.includes('leader'));
    return head?.fullName ?? null;
  }
}
