import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { RowFacts } from './dossier-rows.view.js';
import { ListScreenService } from './list-screen.service.js';
import { WaitingRepository } from './waiting.repository.js';

/** A dossier somebody has to do something about. */
export interface WaitingDossier extends RowFacts {
  /** on its way to them, not acknowledged yet */
  readonly handed: boolean;
}

/** What waits for one person. Who only counts, signs papers or keeps accounts holds no dossiers. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly waiting: WaitingRepository,
    private readonly screen: ListScreenService,
  ) {}

  /** The most urgent ones. @param limit at most so many */
  async of({ username, unitCode, roles }: Actor, limit: number): Promise<WaitingDossier[]> {
    if (roles.every((role) => role === 'monitor' || role === 'admin' || role === 'clerk' || role === 'cashier')) {
      return [];
    }
    const rows = await this.screen.rows(await this.waiting.of(username, unitCode, limit));
    return rows.map((row) => ({ ...row, handed: row.dossier.pending !== null }));
  }
}
