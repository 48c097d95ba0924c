import { Inject, Injectable } from '@nestjs/common';
import { CallTasks } from '../../apologies/calls/call-tasks.service.js';
import { tomorrowMorning } from '../../domain/apology/call.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Clock } from '../../domain/time/instant.js';
import { FaultsService } from '../../dossiers/faults/faults.service.js';
import { TrackedService } from '../../dossiers/tracked.service.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { DomainError } from '../../domain/errors.js';

/** What a citizen may ask for beneath the answer, by how their dossier stands. */
export const TRACKING_ASKS = ['wrong-results', 'misses', 'call-backs'] as const;

export type TrackingAsk = (typeof TRACKING_ASKS)[number];

/** A result there is can be wrong, a letter that was sent can be missing; and anybody can be called. */
export function asksOf(dossier: Dossier, letterSent: boolean): readonly TrackingAsk[] {
  if (dossier.erasedAt !== null || dossier.voidedAt !== null) return [];
  return TRACKING_ASKS.filter(
    (ask) => ask === 'call-backs' || (ask === 'misses' ? letterSent : dossier.settlement !== null),
  );
}

/** What the holder of a slip asks for: somebody looks at it, or calls. Said twice, it is said once. */
@Injectable()
export class TrackingRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly tracked: TrackedService,
    private readonly calls: CallTasks,
    private readonly faults: FaultsService,
  ) {}

  /** "Gọi lại cho tôi". @param wish when, in their words */
  callBack(code: string, wish: string | null): Promise<void> {
    return this.call(code, 'call-backs', wish);
  }

  /** "Tôi chưa nhận được thư": the agency that owed it calls. */
  miss(code: string): Promise<void> {
    return this.call(code, 'misses', null);
  }

  /** "Kết quả của tôi bị sai": a candidate for the desk. Throws as `FaultsService.reportByCitizen`. */
  async complain(code: string, words: string): Promise<void> {
    await this.demand(code, 'wrong-results');
    await this.faults.reportByCitizen(code, words);
  }

  private async call(code: string, ask: 'misses' | 'call-backs', wish: string | null): Promise<void> {
    const { id, unitCode, responsibleUnitCode } = await this.demand(code, ask);
    const at = this.clock.now();
    const about = { dossierId: id, letterId: null, subjectId: id, at, dueAt: tomorrowMorning(at), wish };
    const missed = ask === 'misses';
    const task = { ...about, kind: missed ? 'not_received' : 'call_back', unitCode: missed ? responsibleUnitCode : unitCode } as const; // prettier-ignore
    await this.transactor.run(async (tx) => {
      await this.calls.open(tx, task);
    });
  }

  /** @throws DomainError `dossier.action_refused` for what the answer does not offer */
  private async demand(code: string, ask: TrackingAsk): Promise<Dossier> {
    const { dossier, obligations } = await this.tracked.of(code);
    const allowed = asksOf(dossier, obligations.some(({ state }) => state === 'settled')); // prettier-ignore
    if (allowed.includes(ask)) return dossier;
    throw new DomainError('dossier.action_refused', 'nothing of this can be asked for', { allowed });
  }
}
