import type { Dossier } from './dossier.js';

/** What a citizen who asks after a dossier is told first: whether to come, and what for. */
export type CitizenSaying =
  | 'filed'
  | 'working'
  | 'bring_papers'
  | 'pay'
  | 'ready'
  | 'sent'
  | 'returned'
  | 'rejected'
  | 'withdrawn'
  | 'stopped'
  | 'void';

/** How the result reaches the citizen: as they chose at receipt. */
export type ResultWay = 'desk' | 'postal' | 'online';

type Known = Pick<Dossier, 'status' | 'askedFirst' | 'answerDueAt' | 'voidedAt'>;

/**
 * "Ready" is said only once the desk has the result: while it is on its way nobody is to travel.
 *
 * @param way a result that does not wait at the desk calls nobody to the desk
 *
 * Source: reference 3.1 (the ten statuses), R36.
 */
export function citizenSaying({ status, askedFirst, answerDueAt, voidedAt }: Known, way: ResultWay): CitizenSaying {
  if (voidedAt !== null) return 'void';
  switch (status) {
    case 'submitted':
      return askedFirst && answerDueAt === null ? 'bring_papers' : 'filed';
    case 'accepted':
    case 'processing':
      return 'working';
    case 'awaiting_supplement':
      return 'bring_papers';
    case 'awaiting_payment':
      return 'pay';
    case 'completed':
      return way === 'desk' ? 'ready' : 'sent';
    case 'rejected':
    case 'withdrawn':
    case 'stopped':
    case 'returned':
      return status;
  }
}
