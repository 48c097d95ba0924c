import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import type { Tx } from '../../platform/database/sql.js';
import { MirrorsRepository } from './mirrors.repository.js';

/** What a file tells of dossiers that are on record, by their codes. */
export interface ToldDossiers {
  /** not finished yet */
  readonly open: readonly string[];
  /** finished, one way or another */
  readonly ended: readonly string[];
}

/**
 * Dossiers that another system works. Between two of its files nobody here knows whether they were finished: until the
 * source has vouched for the moment at which a promise broke, nobody says that it did (no breach, no letter, no
 * forecast). Methods join the transaction that writes what the file says.
 */
@Injectable()
export class MirrorsService {
  constructor(private readonly mirrors: MirrorsRepository) {}

  /**
   * A file of a system that stays: it vouches for what it tells as open. What it tells as ended and is not (the row
   * contradicts the record) keeps the mirror it has.
   *
   * @param until the moment of which the file tells
   */
  async vouch(tx: Tx, { open, ended }: ToldDossiers, until: Instant): Promise<void> {
    await this.mirrors.vouch(tx, open, until);
    await this.mirrors.settle(tx, ended);
  }

  /** A file by which dossiers are taken over: from now on they are worked here. */
  async release(tx: Tx, { open, ended }: ToldDossiers): Promise<void> {
    await this.mirrors.release(tx, [...open, ...ended]);
  }
}
