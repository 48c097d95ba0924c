import { decide, type ActContext, type Decision } from '../decision.js';
import type { Dossier } from '../dossier.js';
import { next, refused } from '../transitions.js';

/** Why people are forgotten: the citizen asked and a leader agreed, or the years of the retention rule have passed. */
export const ERASURE_GROUNDS = ['request', 'retention'] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

/**
 * The people of a dossier are forgotten. What was promised, when it was kept and who worked on it stays; the words of
 * all earlier events go. Nothing that still needs a name may be open: an apology that is owed has to be written first.
 *
 * @throws DomainError `dossier.action_refused` before the dossier has ended, a second time, or while something is owed
 * Source: architecture, history proves itself and can forget; docs/decisions/0011.
 */
export function erase(dossier: Dossier, context: ActContext, ground: ErasureGround): Decision {
  next(dossier, 'erase');
  if ((context.owed ?? []).length > 0) {
    throw refused(dossier, 'erase', 'an apology is still owed: it cannot be written to nobody');
  }
  return decide(dossier, context, {
    act: 'erase',
    to: { erasedAt: context.at },
    payload: { ground },
  });
}
