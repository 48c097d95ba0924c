import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { HANDLING } from '../domain/dossier/acts/judge.js';
import { nextMomentOf, type Dossier } from '../domain/dossier/dossier.js';
import { DAY, type Clock, type Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { UnitsService } from '../units/units.service.js';
import type { ListRow } from './dossier-list.repository.js';
import type { RowFacts } from './dossier-rows.view.js';
import { ListScreenService } from './list-screen.service.js';
import { WaitingRepository, type AskedRow, type ReportedRow } from './waiting.repository.js';

/** A dossier somebody has to do something about. */
export interface WaitingDossier extends RowFacts {
  /** on its way to them, not acknowledged yet */
  readonly handed: boolean;
}

/** A row of a work list; `absent`: the colleague whose work this is and for whom the reader stands in. */
export interface WorkRow extends ListRow {
  readonly absent: string | null;
}

/** Everything that lies with one person, before it is put in order: at most `AT_MOST` of a kind. */
export interface Desk {
  readonly held: readonly WorkRow[];
  readonly arriving: readonly ListRow[];
  /** filings whose answer is due (R8) */
  readonly filings: readonly ListRow[];
  /** whose citizen has not brought what was asked for within the window (R15) */
  readonly unanswered: readonly AskedRow[];
  readonly faults: readonly ReportedRow[];
}

/** So many of a kind are looked at: the most urgent by their due. Nobody works on more in a day. */
export const AT_MOST = 200;

/** What waits for one person. Who only counts, signs papers or keeps accounts holds no dossiers. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly waiting: WaitingRepository,
    private readonly screen: ListScreenService,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By indexes of each person and unit: it costs what lies there, however much is open elsewhere. */
  async desk(by: Actor): Promise<Desk> {
    if (!holdsDossiers(by)) return NOTHING;
    const { unitCode } = by;
    const atDesk = hasRole(by, 'receiver', 'desk_head');
    const askedBefore = await this.askedBefore(unitCode);
    const [held, arriving, filings, unanswered, faults] = await Promise.all([
      this.held(by),
      this.waiting.arriving(unitCode, people(by), AT_MOST),
      atDesk ? this.waiting.filings(unitCode, AT_MOST) : [],
      hasRole(by, 'receiver', 'returner', 'desk_head', 'leader')
        ? this.waiting.unanswered(unitCode, askedBefore, AT_MOST)
        : [],
      hasRole(by, 'desk_head', 'leader')
        ? this.waiting.faults(unitCode, by.username, HANDLING, hasRole(by, 'leader'), AT_MOST)
        : [],
    ]);
    return { held, arriving, filings, unanswered, faults };
  }

  /** In the reader's unit and given to nobody. */
  unassigned(by: Actor): Promise<readonly ListRow[]> {
    return holdsDossiers(by) ? this.waiting.unassigned(by.unitCode, AT_MOST) : Promise.resolve([]);
  }

  /** The most urgent ones by their due. @param limit at most so many */
  async of(by: Actor, limit: number): Promise<WaitingDossier[]> {
    if (!holdsDossiers(by)) return [];
    const found = await Promise.all([
      this.waiting.arriving(by.unitCode, people(by), limit),
      this.waiting.held(by.unitCode, by.username, limit),
      this.waiting.unassigned(by.unitCode, limit),
      this.waiting.filings(by.unitCode, limit),
    ]);
    const first = found
      .flat()
      .sort((a, b) => dueOf(a.dossier) - dueOf(b.dossier))
      .slice(0, limit);
    const rows = await this.words(first);
    return rows.map((row) => ({ ...row, handed: row.dossier.pending !== null }));
  }

  /** Names and standings, in their order: asked for what is shown only. */
  words(rows: readonly ListRow[]): Promise<RowFacts[]> {
    return this.screen.rows(rows);
  }

  byIds(ids: readonly string[]): Promise<ListRow[]> {
    return this.waiting.byIds(ids);
  }

  /** Who was asked before this and has brought nothing is reminded: each desk says how long it waits (R15). */
  private async askedBefore(unitCode: string): Promise<Instant> {
    const now = this.clock.now();
    const days = await this.units.setting(unitCode, 'supplement_days', localDate(now));
    return (now - days * DAY) as Instant;
  }

  private async held({ username, unitCode, covers = [] }: Actor): Promise<WorkRow[]> {
    const own = await this.waiting.held(unitCode, username, AT_MOST);
    const theirs = await Promise.all(
      covers.map(async (absent) => {
        const rows = await this.waiting.held(unitCode, absent, AT_MOST);
        return rows.map((row) => ({ ...row, absent }));
      }),
    );
    return [...own.map((row) => ({ ...row, absent: null })), ...theirs.flat()];
  }
}

const NOTHING: Desk = { held: [], arriving: [], filings: [], unanswered: [], faults: [] };

export function holdsDossiers({ roles }: Actor): boolean {
  return roles.some((role) => role !== 'monitor' && role !== 'admin' && role !== 'clerk' && role !== 'cashier');
}

function people({ username, covers = [] }: Actor): string[] {
  return [username, ...covers];
}

function dueOf(dossier: Dossier): number {
  return nextMomentOf(dossier) ?? Infinity;
}
