import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { hasRole, mayRead, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { dueSoonUntil } from '../domain/time/deadline.js';
import { localDate } from '../domain/time/plain-date.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { readCursor, writeCursor } from '../platform/database/list-cursor.js';
import { Keys } from '../platform/keys/keys.js';
import { UnitsService } from '../units/units.service.js';
import {
  DossierListRepository,
  TOTAL_CAP,
  type ListFilter,
  type ListRow,
  type ListSort,
} from './dossier-list.repository.js';
import { partyHashes } from './party.row.js';

/** What was asked, as far as it narrows the list. */
export type ListQuestion = Partial<
  Omit<ListFilter, 'unitCodes' | 'responsibleUnitCodes' | 'now' | 'soonUntil' | 'after' | 'sort' | 'limit'>
> & {
  readonly unit?: string | undefined;
  readonly responsible?: string | undefined;
  readonly sort?: ListSort | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
};

export interface DossierPage {
  readonly rows: readonly ListRow[];
  readonly nextCursor: string | null;
  /** capped: `TOTAL_CAP` and `more` mean "1,000+" */
  readonly total: { readonly count: number; readonly more: boolean };
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
    private readonly keys: Keys,
  ) {}

  /** Dossiers of whoever has this identity number or telephone, the newest first; it is compared by its hash. */
  ofNumber(number: string, by: Actor): Promise<DossierPage> {
    return this.page({ number: partyHashes(number, this.keys) }, by);
  }

  /** @throws DomainError `request.malformed` for a cursor we did not give; `not_found` for a unit out of reach */
  async page(question: ListQuestion, by: Actor): Promise<DossierPage> {
    const { unit, responsible, sort = 'accepted', limit = DEFAULT_LIMIT, cursor, ...filters } = question;
    const now = this.clock.now();
    const filter: ListFilter = {
      ...filters,
      unitCodes: await this.scope(unit, by),
      responsibleUnitCodes: responsible === undefined ? null : await this.answering(responsible, by),
      sort,
      limit,
      now,
      soonUntil: await this.soonUntil(by.unitCode, now),
      after: readCursor(sort, cursor),
    };
    const [found, total] = await Promise.all([this.list.page(filter), this.list.total(filter)]);
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    return {
      rows,
      nextCursor: last ? placeAfter(last, sort) : null,
      total: { count: Math.min(total, TOTAL_CAP), more: total > TOTAL_CAP },
      now,
    };
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

/** Where a page ends, in the order it is in. */
function placeAfter({ dossier }: ListRow, sort: ListSort): string {
  const key = { due: dossier.currentDueAt, accepted: dossier.acceptedAt, finished: dossier.settlement?.finishedAt }[
    sort
  ];
  if (key === undefined || key === null) throw new RangeError('the list of finished dossiers holds one that is not');
  return writeCursor(sort, key, dossier.id);
}
