import type { Role } from '../accounts/roles.js';
import { DomainError } from '../errors.js';
import type { Dossier } from './dossier.js';
import { isOpen, type DossierStatus } from './status.js';

const DESK = ['receiver', 'returner', 'desk_head'] as const;
const HANDS = ['receiver', 'returner', 'desk_head', 'specialist', 'division_head', 'leader', 'clerk'] as const;
const STAFF = [...HANDS, 'cashier'] as const;
const JUDGES = ['desk_head', 'leader'] as const;

const RUNNING = ['accepted', 'processing'] as const;
const WAITING = ['awaiting_supplement', 'awaiting_payment'] as const;
const UNSETTLED = [...RUNNING, ...WAITING] as const;
const OPEN = ['submitted', ...UNSETTLED] as const;
const ENDED = ['rejected', 'withdrawn', 'stopped', 'completed', 'returned'] as const;
const RECEIVED = [...UNSETTLED, 'withdrawn', 'stopped', 'completed', 'returned'] as const;

interface Transition {
  readonly from: readonly DossierStatus[];
  /** null: the status stays */
  readonly to: DossierStatus | null;
  /** what the route under /dossiers/{code}/ is called; null: not an act of a person by itself */
  readonly route: string | null;
  /** whose work it is, before anybody asks at which unit */
  readonly who: readonly Role[];
  /** what it does to the clock, in one word; the documentation is made from it */
  readonly clock: 'none' | 'answer' | 'starts' | 'pauses' | 'resumes' | 'moves' | 'settles';
}

/**
 * What may happen to a dossier that exists, in the order in which one meets it; an act that does not name a status is
 * refused there. The documentation (docs/acts.md), the published routes and the test that tries every act in every
 * status are made from this table.
 *
 * Source: reference 3.2; NĐ 61/2018 art. 17-20.
 */
const TABLE = {
  accept: { from: ['submitted'], to: 'accepted', route: 'acceptances', who: ['receiver'], clock: 'starts' },
  ask_first: { from: ['submitted'], to: null, route: 'supplement-requests', who: ['receiver'], clock: 'answer' },
  supplement_filing: { from: ['submitted'], to: null, route: 'supplements', who: DESK, clock: 'answer' },
  reject: { from: ['submitted'], to: 'rejected', route: 'rejections', who: ['receiver'], clock: 'none' },
  assign: { from: OPEN, to: null, route: 'assignments', who: ['division_head', 'leader'], clock: 'none' },
  note: { from: OPEN, to: null, route: 'notes', who: STAFF, clock: 'none' },
  attach: { from: OPEN, to: null, route: 'files', who: STAFF, clock: 'none' },
  remove_file: { from: OPEN, to: null, route: 'files/{id}/removals', who: STAFF, clock: 'none' },
  hand_over: { from: RUNNING, to: null, route: 'hand-overs', who: HANDS, clock: 'none' },
  acknowledge: {
    from: RUNNING,
    to: 'processing',
    route: 'hand-overs/{id}/acknowledgements',
    who: HANDS,
    clock: 'none',
  },
  request_supplement: {
    from: RUNNING,
    to: 'awaiting_supplement',
    route: 'supplement-requests',
    who: ['specialist', 'receiver', 'desk_head', 'leader'],
    clock: 'pauses',
  },
  receive_supplement: {
    from: ['awaiting_supplement'],
    to: 'processing',
    route: 'supplements',
    who: DESK,
    clock: 'resumes',
  },
  request_payment: {
    from: ['processing'],
    to: 'awaiting_payment',
    route: 'payment-requests',
    who: ['specialist', ...DESK],
    clock: 'pauses',
  },
  confirm_payment: {
    from: ['awaiting_payment'],
    to: 'processing',
    route: 'payment-requests/{id}/confirmations',
    who: [...DESK, 'cashier'],
    clock: 'resumes',
  },
  pay: { from: OPEN, to: null, route: 'payments', who: ['cashier'], clock: 'none' },
  grant_extra_time: {
    from: RUNNING,
    to: null,
    route: 'extra-times',
    who: ['specialist', 'division_head', 'leader', 'desk_head'],
    clock: 'moves',
  },
  declare_delay: { from: UNSETTLED, to: null, route: 'delay-notices', who: HANDS, clock: 'none' },
  transfer_result: { from: RUNNING, to: null, route: 'results', who: ['specialist', 'leader'], clock: 'none' },
  complete: { from: RUNNING, to: 'completed', route: 'completions', who: DESK, clock: 'settles' },
  return: { from: ['completed'], to: 'returned', route: 'returns', who: ['returner'], clock: 'none' },
  withdraw: { from: OPEN, to: 'withdrawn', route: 'withdrawals', who: DESK, clock: 'settles' },
  stop: { from: UNSETTLED, to: 'stopped', route: 'stoppages', who: ['leader'], clock: 'settles' },
  propose_correction: { from: ['accepted'], to: null, route: 'corrections', who: ['receiver'], clock: 'none' },
  correct: {
    from: ['accepted'],
    to: null,
    route: 'corrections/{id}/confirmations',
    who: ['receiver', 'desk_head'],
    clock: 'moves',
  },
  void: { from: ['accepted'], to: null, route: 'voids', who: ['receiver', 'desk_head'], clock: 'none' },
  report_fault: { from: RECEIVED, to: null, route: 'faults', who: STAFF, clock: 'none' },
  confirm_fault: { from: RECEIVED, to: null, route: 'faults/{id}/confirmations', who: JUDGES, clock: 'none' },
  dismiss_fault: { from: RECEIVED, to: null, route: 'faults/{id}/dismissals', who: JUDGES, clock: 'none' },
  mend_fault: { from: RECEIVED, to: null, route: 'faults/{id}/corrections', who: JUDGES, clock: 'none' },
  extend: { from: UNSETTLED, to: null, route: null, who: [], clock: 'none' },
  apologise: { from: RECEIVED, to: null, route: null, who: [], clock: 'none' },
  waive: { from: RECEIVED, to: null, route: null, who: ['leader'], clock: 'none' },
  ask_outside: { from: RECEIVED, to: null, route: null, who: ['leader', 'clerk', 'desk_head'], clock: 'none' },
  record_outside: { from: RECEIVED, to: null, route: null, who: ['leader', 'clerk', 'desk_head'], clock: 'none' },
  note_breach: { from: UNSETTLED, to: null, route: null, who: [], clock: 'none' },
  replan: { from: RUNNING, to: null, route: null, who: [], clock: 'moves' },
  erase: { from: ENDED, to: null, route: null, who: [], clock: 'none' },
} as const satisfies Readonly<Record<string, Transition>>;

/** The acts that change a dossier which exists. */
export type Act = keyof typeof TABLE;

export const ACTS = Object.keys(TABLE) as Act[];

export const TRANSITIONS: Readonly<Record<Act, Transition>> = TABLE;

/** The acts that a person does by themselves: each has a route, and a form on the page of a dossier. */
export type PersonAct = { [A in Act]: (typeof TABLE)[A]['route'] extends null ? never : A }[Act];

export const PERSON_ACTS = ACTS.filter((act): act is PersonAct => TRANSITIONS[act].route !== null);

/** Whose work each act is; a type of its own, so that a route can name the roles of its act. */
export type ActRoles = { readonly [A in Act]: (typeof TABLE)[A]['who'] };

/** The acts that make a dossier. */
export const BIRTHS = {
  register: { to: 'accepted', route: 'POST /dossiers', who: ['receiver'], clock: 'starts' },
  serve_now: { to: 'returned', route: 'POST /dossiers with `instant`', who: ['receiver'], clock: 'settles' },
  file: { to: 'submitted', route: 'POST /filings', who: ['receiver', 'desk_head'], clock: 'answer' },
} as const satisfies Readonly<Record<string, Omit<Transition, 'from' | 'route'> & { route: string }>>;

export type Birth = keyof typeof BIRTHS;

/** The acts of people that the present state allows, whoever asks. */
export function allowedActs(dossier: Dossier): Act[] {
  return PERSON_ACTS.filter((act) => isAllowed(dossier, act));
}

function isAllowed(dossier: Dossier, act: Act): boolean {
  // Whose people are forgotten is closed for good; a voided receipt can still be forgotten.
  if (dossier.erasedAt !== null) return false;
  if (dossier.voidedAt !== null) return act === 'erase';
  // Nothing was promised of a filing that was taken back: nothing can have gone wrong with it either.
  if (dossier.status === 'withdrawn' && dossier.acceptedAt === null) return act === 'erase';
  if (!TRANSITIONS[act].from.includes(dossier.status)) return false;
  if (act === 'acknowledge') return dossier.pending !== null;
  if (act === 'ask_first') return !dossier.askedFirst;
  return act !== 'supplement_filing' || (dossier.askedFirst && dossier.answerDueAt === null);
}

/**
 * The status after an act.
 *
 * @throws DomainError `dossier.action_refused` naming the present status and what is allowed
 */
export function next(dossier: Dossier, act: Act): DossierStatus {
  if (!isAllowed(dossier, act)) throw refused(dossier, act);
  return TRANSITIONS[act].to ?? dossier.status;
}

export function refused(dossier: Dossier, act: Act, why?: string): DomainError {
  const allowed = allowedActs(dossier);
  return new DomainError(
    'dossier.action_refused',
    why ?? `${act} is not possible while the dossier is ${dossier.voidedAt === null ? dossier.status : 'voided'}`,
    { code: dossier.code, action: act, status: dossier.status, allowed, open: isOpen(dossier.status) },
  );
}
