import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { timelyUntil } from '../domain/apology/timely-until.js';
import {
  extend,
  extensionLimit,
  noteBreach,
  requireExtensionDate,
  type Extension,
} from '../domain/dossier/acts/breach.js';
import { isOpen } from '../domain/dossier/status.js';
import type { Decision } from '../domain/dossier/decision.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import { DomainError } from '../domain/errors.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/sql.js';
import { Transactor } from '../platform/database/transactor.js';
import { ActContexts } from './act-contexts.js';
import { DossiersRepository, type SettledBy } from './dossiers.repository.js';
import { newSalt } from './history.js';

/** Who acts when nobody does. */
export const SYSTEM: Actor = { username: 'system', fullName: 'Hệ thống', unitCode: '', roles: [] };

const BATCH = 200;

/** An extension decided before the transaction that issues its letter. */
export interface PreparedExtension {
  readonly decision: Decision;
  readonly salt: string;
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
   * Opens the obligation of every promise that is broken and not yet noted, each in its own transaction. State-based:
   * run twice, late, or by two processes at once, it opens each exactly once.
   *
   * @returns how many were noted by this run
   */
  async noteBreaches(): Promise<number> {
    let [noted, stuck] = [0, 0];
    for (;;) {
      // Those that failed stay at the head of the list: without passing over them nobody behind would get a turn.
      const ids = await this.repository.breached(this.database, this.clock.now(), BATCH, stuck);
      for (const id of ids) {
        if (await this.noteOne(id)) noted += 1;
        else stuck += 1;
      }
      if (ids.length < BATCH) return noted;
    }
  }

  private async noteOne(id: string): Promise<boolean> {
    try {
      const dossier = await this.repository.byId(this.database, id);
      const decision = noteBreach(dossier, await this.contexts.of(dossier, SYSTEM));
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
   * @throws DomainError `dossier.extension_limit`, `dossier.date_refused`
   */
  async requireExtensible(dossier: Dossier, newDueAt: Instant | null, at: Instant): Promise<void> {
    if (newDueAt === null) return;
    if (dossier.extended) throw extensionLimit(dossier);
    const { calendar } = await this.contexts.of(dossier, SYSTEM);
    requireExtensionDate(dossier, calendar, at, newDueAt);
  }

  /**
   * Decides the `extension` row of form 04.
   *
   * @returns null when the result came before the letter was issued: there is nothing left to promise
   * @throws DomainError as `extend` does
   */
  async prepareExtension(
    dossierId: string,
    by: Actor,
    extension: Omit<Extension, 'promiseSeq'>,
  ): Promise<PreparedExtension | null> {
    const dossier = await this.repository.byId(this.database, dossierId);
    if (!isOpen(dossier.status)) return null;
    const promiseSeq = (await this.repository.promiseCount(this.database, dossierId)) + 1;
    const decision = extend(dossier, await this.contexts.of(dossier, by), { ...extension, promiseSeq });
    return { decision, salt: newSalt() };
  }

  /** Writes it inside the transaction that issues the letter. */
  async recordExtension(tx: Tx, { decision, salt }: PreparedExtension): Promise<void> {
    await this.repository.record(tx, decision, salt);
  }

  /**
   * Settles owed obligations inside the transaction that issues the letter.
   *
   * @param timely the letter was issued within R17's limit
   * @returns how many it settled
   */
  settleObligations(tx: Tx, ids: readonly string[], settled: SettledBy): Promise<number> {
    return this.repository.settleObligations(tx, ids, settled);
  }

  /** Would a letter issued at `at` be in time? Source: R17, R31. */
  async isTimely(dossierId: string, at: Instant): Promise<boolean> {
    const dossier = await this.repository.byId(this.database, dossierId);
    const { lateFrom, limit, acceptedAt, statutoryDueAt } = dossier;
    if (lateFrom === null) return false;
    const { calendar } = await this.contexts.of(dossier, SYSTEM);
    return at < timelyUntil(calendar, { unit: limit.unit, acceptedAt, currentDueAt: statutoryDueAt, lateFrom });
  }

  /** Is the dossier as it was read? On PostgreSQL it then stays so until the transaction ends. */
  isStill(tx: Tx, { id, version }: Dossier): Promise<boolean> {
    return this.repository.isStill(tx, id, version);
  }

  dossier(id: string): Promise<Dossier> {
    return this.repository.byId(this.database, id);
  }
}
