import { Injectable } from '@nestjs/common';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Tx } from '../../platform/database/sql.js';
import { WatchedPromisesRepository } from './watched-promises.repository.js';

/** Promises for those who warn of them: which are new or have moved, and what became of those that are watched. */
@Injectable()
export class WatchedPromises {
  constructor(private readonly repository: WatchedPromisesRepository) {}

  /** @returns open dossiers whose ledger nobody has looked at since it grew, at most `limit` */
  unwatched(limit: number): Promise<Dossier[]> {
    return this.repository.unwatched(limit);
  }

  /** As many as there are, in no order of their own. */
  byIds(ids: readonly string[]): Promise<Dossier[]> {
    return this.repository.byIds(ids);
  }

  /** Inside the transaction that sets the moments. */
  noteWatched(tx: Tx, dossier: Dossier): Promise<void> {
    return this.repository.noteWatched(tx, dossier);
  }
}
