import { Injectable } from '@nestjs/common';
import { declareDelay, type DelayNotice } from '../../domain/dossier/acts/delay.js';
import { Database } from '../../platform/database/database.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { ActRunner, type Request } from '../act-runner.js';
import type { DelayWords } from './fault-record.js';
import { FaultsRepository } from './faults.repository.js';

/** What officers say about promises that are not kept. */
@Injectable()
export class DelaysService {
  constructor(
    private readonly database: Database,
    private readonly runner: ActRunner,
    private readonly faults: FaultsRepository,
  ) {}

  /** Throws as `declareDelay`. */
  declare(request: Request, notice: Omit<DelayNotice, 'id'>): Promise<Outcome> {
    return this.runner.perform(request, (dossier, context) =>
      declareDelay(dossier, context, { ...notice, id: newId(context.at) }),
    );
  }

  /** The last words about each of some dossiers of which something was said. */
  words(dossierIds: readonly string[]): Promise<Map<string, DelayWords>> {
    return this.faults.delays(this.database, dossierIds);
  }
}
