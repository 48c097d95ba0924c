import { Injectable } from '@nestjs/common';
import { BreachService } from '../dossiers/breach.service.js';
import { OutboxService, type FlushResult } from '../platform/outbox/outbox.service.js';
import { DraftingService } from './drafting.service.js';
import { ForecastingService } from './forecasting.service.js';
import { IssuingService } from './issuing.service.js';
import { LapsingService } from './lapsing.service.js';

export interface SweepResult {
  /** promises found broken */
  readonly breached: number;
  /** obligations that got their draft */
  readonly drafted: number;
  /** drafts that nothing was owed for any more */
  readonly lapsed: number;
  /** letters issued under a standing approval, or finished after a crash */
  readonly issued: number;
  /** drafts prepared for promises about to break */
  readonly forecast: number;
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
    private readonly lapsing: LapsingService,
    private readonly issuing: IssuingService,
    private readonly forecasting: ForecastingService,
    private readonly outbox: OutboxService,
  ) {}

  async sweep(): Promise<SweepResult> {
    const breached = await this.breaches.noteBreaches();
    const drafted = await this.drafting.draftOwed();
    const lapsed = await this.lapsing.lapseIdle();
    const issued = await this.issuing.resume();
    const forecast = await this.forecasting.forecast();
    return { breached, drafted, lapsed, issued, forecast, mail: await this.outbox.flush() };
  }
}
