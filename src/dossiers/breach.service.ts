import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { timelyUntil } from '../domain/apology/timely-until.js';
import { apologise, extend, noteBreach, requireExtensible, type Extension } from '../domain/dossier/acts/breach.js';
import { isOpen } from '../domain/dossier/status.js';
import type { Decision } from '../domain/dossier/decision.js';
import { accepted, type AcceptedDossier, type Dossier } from '../domain/dossier/dossier.js';
import type { Fault } from '../domain/apology/letter-facts.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { ActContexts } from './act-contexts.js';
import { DossiersRepository } from './dossiers.repository.js';
import { newSalt } from './history.js';

/** Who acts when nobody does. */
export const SYSTEM: Actor = { username: 'system', fullName: 'Hệ thống', unitCode: '', roles: [] };

/** Written in one transaction: the write lock is held for milliseconds, and acts of people come in between. */
const BATCH = 100;

/** What issuing a letter does to its dossier, decided before the transaction that issues it. */
export interface PreparedApology {
  readonly decision: Decision;
  readonly salt: string;
}

/** A letter about to be issued. */
export interface IssuedLetter extends Pick<Extension, 'letterId' | 'letterNumber' | 'fixedAt' | 'reason'> {
  /** null: it promises nothing */
  readonly newDueAt: Instant | null;
  /** what it was written for */
  readonly obligationIds: readonly string[];
  /** whose fault it says it was */
  readonly fault: Fault;
}

/** What broken promises do to dossiers; apologies calls it, inside its own transaction where both must stand or fall. */
@Injectable()
export class BreachService {
  private readonly log = new Logger(BreachService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly repository: DossiersRepository,
    private readonly contexts: ActContexts,
  ) {}

  /**
   * Opens the obligation of every promise that is broken and not yet noted, many in one transaction. State-based: run
   * twice, late, or by two processes at once, it opens each exactly once.
   *
   * @returns how many were noted by this run
   */
  async noteBreaches(): Promise<number> {
    let [noted, stuck] = [0, 0];
    for (;;) {
      // Those that failed stay at the head of the list: without passing over them nobody behind would get a turn.
      const ids = await this.repository.breached(this.database, this.clock.now(), BATCH, stuck);
      const done = await this.noteAll(ids);
      noted += done;
      stuck += ids.length - done;
      if (ids.length < BATCH) return noted;
    }
  }

  /** All in one transaction; if one of them cannot be written, each in its own, so that it holds nobody back. */
  private async noteAll(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    try {
      const decisions = await this.breachesOf(ids);
      const salted = decisions.map((decision) => ({ decision, salt: newSalt() }));
      await this.transactor.run(async (tx) => {
        for (const { decision, salt } of salted) await this.repository.record(tx, decision, salt);
      });
      return salted.length;
    } catch {
      let noted = 0;
      for (const id of ids) if (await this.noteOne(id)) noted += 1;
      return noted;
    }
  }

  private async breachesOf(ids: readonly string[]): Promise<Decision[]> {
    const decisions: Decision[] = [];
    for (const dossier of await this.repository.byIds(this.database, ids)) {
      const decision = noteBreach(dossier, await this.contexts.of(dossier, SYSTEM));
      if (decision) decisions.push(decision);
    }
    return decisions;
  }

  private async noteOne(id: string): Promise<boolean> {
    try {
      const [decision] = await this.breachesOf([id]);
      if (!decision) return false;
      const salt = newSalt();
      await this.transactor.run((tx) => this.repository.record(tx, decision, salt));
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'dossier.changed_meanwhile') return false;
      // One bad dossier must not keep the others from their letters; the next sweep meets it again.
      this.log.error(`breach of dossier ${id} not noted: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  }

  /**
   * Refuses a second promise that may not be made, before a number is spent on it.
   *
   * @param newDueAt null: the letter promises nothing
   * @throws DomainError `dossier.extension_limit`, `dossier.date_refused`; `dossier.action_refused` while the citizen is
   *   waited for and nothing is broken
   */
  async requireExtensible(dossier: Dossier, newDueAt: Instant | null, at: Instant): Promise<void> {
    if (newDueAt === null) return;
    const { calendar } = await this.contexts.of(dossier, SYSTEM);
    requireExtensible(dossier, { at, fixedAt: at, calendar }, newDueAt);
  }

  /**
   * Decides what the letter does to its dossier: it settles what is still owed, and makes the second promise if it
   * names one and the result has not come meanwhile.
   *
   * @throws DomainError as `extend` does
   */
  async prepareApology(dossierId: string, by: Actor, letter: IssuedLetter): Promise<PreparedApology> {
    const { letterId, letterNumber, newDueAt, fixedAt, reason, obligationIds, fault } = letter;
    const dossier = await this.repository.byId(this.database, dossierId);
    const context = await this.contexts.of(dossier, by);
    const owed = await this.repository.owed(this.database, dossierId);
    const timely = await this.isTimely(dossier, context.at);
    const ends = owed
      .filter(({ id }) => obligationIds.includes(id))
      .map(
        ({ id, cause }) =>
          ({ id, state: 'settled', letterId, timely: cause === 'late' ? timely : null, fault }) as const,
      );
    const decision =
      newDueAt === null || !isOpen(dossier.status)
        ? apologise(dossier, context, { letterId, letterNumber, ends })
        : extend(dossier, context, { letterId, letterNumber, newDueAt, fixedAt, reason, ends });
    return { decision, salt: newSalt() };
  }

  /** Writes it inside the transaction that issues the letter. */
  async recordApology(tx: Tx, { decision, salt }: PreparedApology): Promise<void> {
    await this.repository.record(tx, decision, salt);
  }

  /** Inside the transaction that gives a letter its number, or takes it back (`at` null). */
  nameNumbered(tx: Tx, obligationIds: readonly string[], at: Instant | null): Promise<void> {
    return this.repository.nameNumbered(tx, obligationIds, at);
  }

  /** Would a letter issued at `at` be in time? Source: R17, R31. */
  async isTimely(dossier: Dossier, at: Instant): Promise<boolean> {
    const { lateFrom, limit } = dossier;
    if (lateFrom === null) return false;
    const { acceptedAt, statutoryDueAt } = accepted(dossier);
    const { calendar } = await this.contexts.of(dossier, SYSTEM);
    return at < timelyUntil(calendar, { unit: limit.unit, acceptedAt, currentDueAt: statutoryDueAt, lateFrom });
  }

  /** Is the dossier as it was read? On PostgreSQL it then stays so until the transaction ends. */
  isStill(tx: Tx, { id, version }: Dossier): Promise<boolean> {
    return this.repository.isStill(tx, id, version);
  }

  /** A dossier that something is owed for: it has been accepted. */
  async dossier(id: string): Promise<AcceptedDossier> {
    return accepted(await this.repository.byId(this.database, id));
  }
}
