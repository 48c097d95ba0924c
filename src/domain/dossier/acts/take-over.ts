import type { Decision } from '../decision.js';
import { promiseOf, unaccepted, type Registration } from './register.js';
import type { Instant } from '../../time/instant.js';

/** A dossier that was received elsewhere, at its own time. */
export interface ImportedRegistration extends Omit<Registration, 'instant' | 'origin'> {
  /** the promise that was made there; null: what we compute is the promise */
  readonly dueAt: Instant | null;
}

/**
 * Takes over a dossier from another system or a paper book. The date that was written there stands as what the citizen
 * was told; what it is judged by is computed as always, and where the two differ the event says so.
 *
 * @throws DomainError `calendar.missing` when the promise would touch a year nobody may promise in
 * Source: acts.md, ledger kinds (`imported`), backdating; http-api.md, in and out.
 */
export function takeOver({ dueAt, ...registration }: ImportedRegistration): Decision {
  const { terms, at, by, calendar } = registration;
  const { to, row } = promiseOf(terms, at, by.username, calendar, 'imported', dueAt);
  const birth = { ...registration, instant: false, origin: 'import' } as const;
  return {
    before: null,
    // Nobody in particular holds what a file brought: the desk does.
    dossier: { ...unaccepted(birth, 'accepted'), ...to, holder: { unitCode: registration.unitCode, username: null } },
    event: {
      act: 'register',
      at,
      by: by.username,
      payload: {
        unitCode: registration.unitCode,
        procedureCode: terms.procedureCode,
        channel: registration.channel,
        limitAmount: terms.limit.amount,
        limitUnit: terms.limit.unit,
        dueAt: row.statutoryDueAt,
        imported: true,
        ...(dueAt !== null && { paperDueAt: dueAt, dueDiffers: dueAt !== row.statutoryDueAt }),
      },
    },
    promises: [row],
    obligations: [],
    obligationEnds: [],
    books: [],
  };
}
