import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { hasRole, mayRead, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { dueSoonUntil } from '../domain/time/deadline.js';
import { localDate } from '../domain/time/plain-date.js';
import type { SoughtWord } from '../domain/text/search-words.js';
import { instant, type Clock, type Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { readCursor, writeCursor } from '../platform/database/list-cursor.js';
import { UnitsService } from '../units/units.service.js';
import { DossierListRepository, type ListRow } from './dossier-list.repository.js';
import { usualSort, type ListConditions, type ListFilter, type ListSort, type Sought } from './search/list-filter.js';
import type { ListTotal } from './search/listed.js';
import { WordsRepository } from './search/words.repository.js';

/** What was asked, as far as it narrows the list. */
export interface ListQuestion extends ListConditions {
  readonly sought?: Sought | null | undefined;
  /** of a person's or an organisation's name: then what is found stands newest first, whatever the sort */
  readonly words?: readonly SoughtWord[] | null | undefined;
  readonly unit?: string | undefined;
  readonly responsible?: string | undefined;
  /** unless said, the order that says what to do first */
  readonly sort?: ListSort | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface DossierPage {
  readonly rows: readonly ListRow[];
  readonly nextCursor: string | null;
  /** capped: `more` means "1,000+" */
  readonly total: ListTotal;
  readonly now: Instant;
}

const DEFAULT_LIMIT = 50;

/** Lists of dossiers, as far as the reader may see. */
@Injectable()
export class DossierListService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
    private readonly list: DossierListRepository,
    private readonly names: WordsRepository,
  ) {}

  /** @throws DomainError `request.malformed` for a cursor we did not give; `not_found` for a unit out of reach */
  async page(question: ListQuestion, by: Actor): Promise<DossierPage> {
    const filter = await this.filterOf(question, by);
    const { words } = question;
    const { rows, end, total } = await (words ? this.names.find(words, filter) : this.list.answer(filter));
    const nextCursor = end && writeCursor(filter.sort, instant(end.at), end.id);
    // A sample may have missed what the page found.
    const count = Math.max(total.count, rows.length);
    return {
      rows,
      nextCursor,
      total: { count, more: total.more || (end !== null && count <= rows.length) },
      now: filter.now,
    };
  }

  private async filterOf(question: ListQuestion, by: Actor): Promise<ListFilter> {
    const { unit, responsible, limit = DEFAULT_LIMIT, cursor, sought = null, words, ...conditions } = question;
    const sort = words ? 'accepted' : (question.sort ?? usualSort(question));
    const now = this.clock.now();
    return {
      ...conditions,
      sought,
      unitCodes: await this.unlessAll(await this.scope(unit, by)),
      responsibleUnitCodes: responsible === undefined ? null : await this.answering(responsible, by),
      sort,
      limit,
      now,
      soonUntil: await this.soonUntil(by.unitCode, now),
      after: readCursor(sort, cursor),
    };
  }

  /** Whoever sees every unit need not be asked which. */
  private async unlessAll(codes: readonly string[]): Promise<readonly string[] | null> {
    const { units } = await this.units.tree();
    return codes.length === units.length ? null : codes;
  }

  private async scope(unit: string | undefined, by: Actor): Promise<readonly string[]> {
    if (unit === undefined) return this.reach(by);
    if (!mayRead(by, unit, await this.units.ancestors(unit))) {
      throw new DomainError('not_found', 'this unit is not within your reach', { unitCode: unit });
    }
    return hasRole(by, 'leader', 'desk_head', 'monitor', 'admin') ? this.units.subtree(unit) : [unit];
  }

  /** Figures of a unit count all below it, whoever reads them. */
  private async answering(unit: string, by: Actor): Promise<readonly string[]> {
    await this.scope(unit, by);
    return this.units.subtree(unit);
  }

  private reach(by: Actor): Promise<readonly string[]> | readonly string[] {
    return hasRole(by, 'leader', 'desk_head', 'monitor', 'admin') ? this.units.subtree(by.unitCode) : [by.unitCode];
  }

  private async soonUntil(unitCode: string, now: Instant): Promise<Instant> {
    const minutes = await this.units.setting(unitCode, 'due_soon_minutes', localDate(now));
    return dueSoonUntil(await this.calendar.workingCalendar(unitCode), now, minutes);
  }
}
