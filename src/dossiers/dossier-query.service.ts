import { Inject, Injectable } from '@nestjs/common';
import { ROLES, seesPapers, type Actor } from '../domain/accounts/roles.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import type { TraceStep } from '../domain/time/deadline-types.js';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { DossiersRepository } from './dossiers.repository.js';
import {
  HistoryRepository,
  type HandOverFact,
  type HistoryEntry,
  type LedgerEntry,
  type ObligationEntry,
  type SlipFacts,
} from './history.repository.js';
import { PeopleService, type PartySummary } from './people.service.js';
import { ReadersService, type Outlook } from './readers.service.js';

/** Everything one page about a dossier shows. */
export interface DossierRecord {
  readonly dossier: Dossier;
  readonly slip: SlipFacts;
  readonly people: readonly PartySummary[];
  readonly promises: readonly LedgerEntry[];
  readonly events: readonly HistoryEntry[];
  readonly handOvers: readonly HandOverFact[];
  readonly obligations: readonly ObligationEntry[];
  readonly outlook: Outlook;
}

/** What an answer about a dossier says: the record without what only pages show. */
export interface DossierFacts extends Pick<DossierRecord, 'dossier' | 'people' | 'obligations' | 'outlook'> {
  /** how the first promise came about; nothing before there is one */
  readonly explanation: readonly TraceStep[];
}

/** Reads dossiers for people: only what the reader may see, and 404 for the rest. */
@Injectable()
export class DossierQueryService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly repository: DossiersRepository,
    private readonly history: HistoryRepository,
    private readonly people: PeopleService,
    private readonly readers: ReadersService,
  ) {}

  /** @throws DomainError `not_found`, also for a dossier that is none of the reader's business */
  async visible(code: string, by: Actor): Promise<Dossier> {
    const dossier = await this.repository.byCode(this.database, code);
    await this.demandMayRead(dossier, by);
    return dossier;
  }

  /**
   * A dossier whose papers (scans, receipts) the reader may see too.
   *
   * @throws DomainError `not_found` as `visible`; `auth.forbidden` for those who only count or keep accounts
   */
  async workable(code: string, by: Actor): Promise<Dossier> {
    const dossier = await this.visible(code, by);
    if (seesPapers(by)) return dossier;
    throw new DomainError('auth.forbidden', 'papers of citizens are for those who work on the dossier', {
      roles: ROLES.filter((role) => seesPapers({ ...by, roles: [role] })),
    });
  }

  async record(code: string, by: Actor): Promise<DossierRecord> {
    const dossier = await this.visible(code, by);
    const [slip, people, promises, events, handOvers, obligations, outlook] = await Promise.all([
      this.history.slip(this.database, dossier.id),
      this.people.of(dossier.id),
      this.history.promises(this.database, dossier.id),
      this.history.events(this.database, dossier.id),
      this.history.handOvers(this.database, dossier.id),
      this.history.obligations(this.database, dossier.id),
      this.readers.outlook(dossier, this.clock.now()),
    ]);
    return { dossier, slip, people, promises, events, handOvers, obligations, outlook };
  }

  /** The same for programs, which are answered after each act: only what they are told is read. */
  async facts(code: string, by: Actor): Promise<DossierFacts> {
    const { dossier, trace, owing } = await this.repository.withTrace(this.database, code);
    await this.demandMayRead(dossier, by);
    const [people, obligations, outlook] = await Promise.all([
      this.people.of(dossier.id),
      owing ? this.history.obligations(this.database, dossier.id) : [],
      this.readers.outlook(dossier, this.clock.now()),
    ]);
    const explanation = trace === null ? [] : (JSON.parse(trace) as TraceStep[]);
    return { dossier, people, explanation, obligations, outlook };
  }

  /** Usernames that worked on the dossier outside its desk: they do not sign for its apology. */
  async handlers(dossierId: string): Promise<string[]> {
    const taken = await this.history.handOvers(this.database, dossierId);
    return taken.flatMap(({ acknowledgedBy }) => (acknowledgedBy === null ? [] : [acknowledgedBy]));
  }

  private async demandMayRead(dossier: Dossier, by: Actor): Promise<void> {
    if (await this.readers.mayRead(dossier, by)) return;
    throw new DomainError('not_found', 'there is no such dossier');
  }
}
