/** What is counted of a desk besides its promises, for a unit and some half-months. Counts of dossiers, or of payments. */
export const DESK_MEASURES = [
  'contactsNone',
  'contactsOnce',
  'contactsMore',
  'received',
  'onlineFull',
  'onlinePartial',
  'onlineOther',
  'assisted',
  'filed',
  'answered',
  'answeredInTime',
  'sentBack',
  'rejected',
  'paidCash',
  'paidTransfer',
  'paidCard',
  'paidQr',
] as const;

export type DeskMeasure = (typeof DESK_MEASURES)[number];

export type DeskWork = Readonly<Record<DeskMeasure, number>>;

export const NO_DESK_WORK = Object.fromEntries(DESK_MEASURES.map((name) => [name, 0])) as DeskWork;

export function addDeskWork(a: DeskWork, b: DeskWork): DeskWork {
  return Object.fromEntries(DESK_MEASURES.map((name) => [name, a[name] + b[name]])) as DeskWork;
}

/** How a filing was first answered, if it was. */
export interface Filing {
  readonly answered: boolean;
  /** within eight working hours (R8) */
  readonly inTime: boolean;
  /** papers were asked for, or it was rejected, at the first look */
  readonly sentBack: boolean;
  readonly rejected: boolean;
}

/** @returns the measures of filings only */
export function countFilings(
  filings: readonly Filing[],
): Pick<DeskWork, 'filed' | 'answered' | 'answeredInTime' | 'sentBack' | 'rejected'> {
  const count = (holds: (filing: Filing) => boolean): number => filings.filter(holds).length;
  return {
    filed: filings.length,
    answered: count(({ answered }) => answered),
    answeredInTime: count(({ answered, inTime }) => answered && inTime),
    sentBack: count(({ sentBack }) => sentBack),
    rejected: count(({ rejected }) => rejected),
  };
}

/** Dossiers that came in online, whatever the level of their service. */
export function onlineOf({ onlineFull, onlinePartial, onlineOther }: DeskWork): number {
  return onlineFull + onlinePartial + onlineOther;
}

/** Payments that were taken here, by whatever method. */
export function paidOf({ paidCash, paidTransfer, paidCard, paidQr }: DeskWork): number {
  return paidCash + paidTransfer + paidCard + paidQr;
}
