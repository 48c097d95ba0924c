import type { Role } from '../../accounts/roles.js';
import type { ExtraTime } from '../../procedure/procedure-version.js';
import type { Instant } from '../../time/instant.js';
import type { DossierStatus } from '../status.js';
import type { Outside } from './permission.js';
import type { Stale } from './receipt-changes.js';

/** Why somebody may not do something now: what a page answers to "why not?". */
export type Hindrance =
  | { readonly kind: 'status'; readonly status: DossierStatus }
  | { readonly kind: 'voided' }
  /** sent on already; the other side has not acknowledged it */
  | { readonly kind: 'on_its_way'; readonly unitCode: string }
  | { readonly kind: 'nothing_sent' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  /** somebody else's to do: of that unit, or that one person */
  | { readonly kind: 'elsewhere'; readonly unitCode: string; readonly username: string | null }
  /** the procedure allows no further request for papers without a leader */
  | { readonly kind: 'asked_enough'; readonly most: number }
  /** a filing is asked once, and brings papers only when it was asked */
  | { readonly kind: 'asked_once' }
  | { readonly kind: 'not_asked' }
  /** the procedure has no ground on which time could be added */
  | { readonly kind: 'no_ground' }
  /** the citizen is waited for: nothing can become late meanwhile */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'result_sent' }
  | { readonly kind: 'stale'; readonly why: Exclude<Stale, 'on_its_way'> }
  /** a receiver's five minutes are over */
  | { readonly kind: 'head_only' }
  | { readonly kind: 'nothing_proposed' }
  | { readonly kind: 'own_proposal' }
  | { readonly kind: 'no_fault' }
  /** whoever worked on a dossier does not judge what went wrong with it */
  | { readonly kind: 'worked_on_it' }
  | { readonly kind: 'no_file' };

/**
 * What an act depends on besides the dossier and the person. What is left out is not asked about: a list of many
 * dossiers says the obvious act of each, the page of one says all.
 */
export interface Surroundings extends Outside {
  /** the person may act for the agency that answers for the dossier; left out: no */
  readonly commands?: boolean;
  readonly at?: Instant;
  /** when the dossier was written down here */
  readonly enteredAt?: Instant;
  /** what the procedure version of the dossier says */
  readonly rules?: { readonly maxSupplements: number; readonly extraTimes: readonly ExtraTime[] };
  /** who proposed the corrections that wait */
  readonly proposedBy?: readonly string[];
  /** usernames that worked on the dossier */
  readonly handlers?: readonly string[];
  readonly faults?: { readonly reported: number; readonly toMend: number };
  readonly files?: number;
}
