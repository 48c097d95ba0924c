/** The ten national statuses, in the order of their codes 1 to 10 (reference 3.1). Lateness is never one of them. */
export const STATUSES = [
  'submitted',
  'accepted',
  'rejected',
  'processing',
  'awaiting_supplement',
  'awaiting_payment',
  'withdrawn',
  'stopped',
  'completed',
  'returned',
] as const;

export type DossierStatus = (typeof STATUSES)[number];

/** The code that goes over the wire to the national systems. */
export function nationalStatus(status: DossierStatus): number {
  return STATUSES.indexOf(status) + 1;
}

export const CHANNELS = ['counter', 'online', 'postal'] as const;

export type Channel = (typeof CHANNELS)[number];

export type ClockState = 'not_started' | 'running' | 'paused' | 'settled';

const CLOCK: Readonly<Record<DossierStatus, ClockState>> = {
  submitted: 'not_started',
  accepted: 'running',
  rejected: 'not_started',
  processing: 'running',
  awaiting_supplement: 'paused',
  awaiting_payment: 'paused',
  withdrawn: 'settled',
  stopped: 'settled',
  completed: 'settled',
  returned: 'settled',
};

/** What the clock of a dossier that has been accepted does in a status (acts.md, "Clock"). */
export function clockState(status: DossierStatus): ClockState {
  return CLOCK[status];
}

/** Still somebody's work: neither settled nor turned away. */
export function isOpen(status: DossierStatus): boolean {
  return status !== 'rejected' && CLOCK[status] !== 'settled';
}
