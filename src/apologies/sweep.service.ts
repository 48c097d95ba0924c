import { Injectable } from '@nestjs/common';
import { BreachService } from '../dossiers/breach.service.js';
import { OutboxService, type FlushResult } from '../platform/outbox/outbox.service.js';
import { DraftingService } from './drafting.service.js';
import { IssuingService } from './issuing.service.js';

export interface SweepResult {
  /** promises found broken */
  readonly breached: number;
  readonly drafted: number;
  /** letters issued under a standing approval, or finished after a crash */
  readonly issued: number;
  readonly mail: FlushResult;
}

/**
 * From a broken promise to a letter on its way, as far as it goes without a person. Each step looks at the state, not
 * at the time since the last run: missed runs are caught up, double runs do nothing twice.
 */
@Injectable()
export class SweepService {
  constructor(
    private readonly breaches: BreachService,
    private readonly drafting: DraftingService,
    private readonly issuing: IssuingService,
    private readonly outbox: OutboxService,
  ) {}

  async sweep(): Promise<SweepResult> {
    const breached = await this.breaches.noteBreaches();
    const drafted = await this.drafting.draftOwed();
    const issued = await this.issuing.resume();
    return { breached, drafted, issued, mail: await this.outbox.flush() };
  }
}
