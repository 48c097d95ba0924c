import { toLocalIso } from '../domain/time/instant.js';
import type { ObligationFact } from './obligations.repository.js';

type Moments = 'since' | 'openedAt' | 'settledAt' | 'outsideAskedAt';

/** An apology that is or was owed. */
export interface ApologyJson extends Omit<ObligationFact, Moments> {
  readonly since: string;
  readonly openedAt: string;
  readonly settledAt: string | null;
  readonly outsideAskedAt: string | null;
}

export function obligationJson(fact: ObligationFact): ApologyJson {
  return {
    ...fact,
    since: toLocalIso(fact.since),
    openedAt: toLocalIso(fact.openedAt),
    settledAt: fact.settledAt === null ? null : toLocalIso(fact.settledAt),
    outsideAskedAt: fact.outsideAskedAt === null ? null : toLocalIso(fact.outsideAskedAt),
  };
}
