import { onlineOf, paidOf, type DeskWork } from './desk-work.js';

/** A share by its parts; nothing to divide by is no share. */
export interface OnlineShare {
  readonly key: string;
  readonly part: number;
  readonly whole: number;
}

export interface OnlineShares {
  readonly key: 'share' | 'answer' | 'paid';
  readonly shares: readonly OnlineShare[];
}

/**
 * How much comes in online and at which level, how filings are first answered, how is paid: dossiers of dossiers, first
 * answers of filings, payments of payments.
 *
 * Source: reference 6.4; R8 (eight working hours).
 */
export function onlineShares(work: DeskWork): readonly OnlineShares[] {
  const [online, paid] = [onlineOf(work), paidOf(work)];
  const share = (key: string, part: number, whole: number): OnlineShare => ({ key, part, whole });
  return [
    {
      key: 'share',
      shares: [
        share('online', online, work.received),
        share('full', work.onlineFull, online),
        share('partial', work.onlinePartial, online),
        share('other', work.onlineOther, online),
        share('assisted', work.assisted, online),
      ],
    },
    {
      key: 'answer',
      shares: [
        share('answered', work.answered, work.filed),
        share('in_time', work.answeredInTime, work.answered),
        share('sent_back', work.sentBack, work.answered),
        share('rejected', work.rejected, work.answered),
      ],
    },
    {
      key: 'paid',
      shares: [
        share('cashless', paid - work.paidCash, paid),
        share('transfer', work.paidTransfer, paid),
        share('card', work.paidCard, paid),
        share('qr', work.paidQr, paid),
        share('cash', work.paidCash, paid),
      ],
    },
  ];
}
