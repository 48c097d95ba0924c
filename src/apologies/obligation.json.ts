import { toLocalIso } from '../domain/time/instant.js';
import type { ObligationFact } from './obligations.repository.js';

export function obligationJson(fact: ObligationFact): object {
  return {
    ...fact,
    since: toLocalIso(fact.since),
    openedAt: toLocalIso(fact.openedAt),
    settledAt: fact.settledAt === null ? null : toLocalIso(fact.settledAt),
    outsideAskedAt: fact.outsideAskedAt === null ? null : toLocalIso(fact.outsideAskedAt),
  };
}
