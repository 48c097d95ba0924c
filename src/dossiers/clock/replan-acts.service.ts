import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { replan } from '../../domain/dossier/acts/replan.js';
import type { Decision } from '../../domain/dossier/decision.js';
import { DomainError } from '../../domain/errors.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { ActContexts } from '../act-contexts.js';
import { DossiersRepository } from '../dossiers.repository.js';
import { newSalt } from '../history.js';
import { ReplansRepository, type Replan } from './replans.repository.js';

/** What becomes of a dossier: it moves, there is nothing (left) to move, or it cannot be counted. */
export type Fate = 'moved' | 'same' | 'stuck';

export interface PreparedReplan {
  readonly fate: Fate;
  readonly write: { readonly decision: Decision; readonly salt: string } | null;
}

/** Somebody stopped it, or another worker was through with it: nothing more moves by it. */
export class ReplanEnded extends Error {}

/** One dossier, or some in one transaction, under a changed calendar. */
@Injectable()
export class ReplanActs {
  private readonly log = new Logger(ReplanActs.name);

  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly dossiers: DossiersRepository,
    private readonly contexts: ActContexts,
    private readonly replans: ReplansRepository,
  ) {}

  async prepare(dossierId: string, { id, confirmedBy }: Replan): Promise<PreparedReplan> {
    try {
      const dossier = await this.dossiers.byId(this.database, dossierId);
      const decision = replan(dossier, await this.contexts.of(dossier, confirming(confirmedBy)), id);
      return decision ? { fate: 'moved', write: { decision, salt: newSalt() } } : { fate: 'same', write: null };
    } catch (error) {
      // It has come to rest meanwhile: settled, or waiting for the citizen.
      if (error instanceof DomainError && error.code === 'dossier.action_refused') return { fate: 'same', write: null };
      this.log.warn(`dossier ${dossierId} not replanned: ${error instanceof Error ? error.message : 'unknown'}`);
      return { fate: 'stuck', write: null };
    }
  }

  /**
   * All of them, and how many they are, or nothing.
   *
   * @throws DomainError `dossier.changed_meanwhile`
   * @throws ReplanEnded when the replan is not under way any more
   */
  async record({ id }: Replan, prepared: readonly PreparedReplan[]): Promise<void> {
    const writes = prepared.flatMap(({ write }) => (write ? [write] : []));
    if (writes.length === 0) return;
    await this.transactor.run(async (tx) => {
      for (const { decision, salt } of writes) await this.dossiers.record(tx, decision, salt);
      if (!(await this.replans.countMoved(tx, id, writes.length))) throw new ReplanEnded(id);
    });
  }
}

/** Whoever let the dates move acts in each of them, wherever they are now. */
function confirming(username: string): Actor {
  return { username, fullName: username, unitCode: '', roles: [] };
}
