/** Which unit a procedure counts in is data, never assumed (R4, reference 4.2). */
export const LIMIT_UNITS = ['working_day', 'calendar_day', 'working_hour', 'same_day'] as const;

export type LimitUnit = (typeof LIMIT_UNITS)[number];

/** Thời hạn giải quyết. `same_day` carries amount 0. */
export interface TimeLimit {
  readonly amount: number;
  readonly unit: LimitUnit;
}

/** Largest amounts anybody may enter; beyond them a typing error is likelier than a law. */
export const MAX_AMOUNT: Readonly<Record<LimitUnit, number>> = {
  working_day: 365,
  calendar_day: 500,
  working_hour: 2_000,
  same_day: 0,
};

/** @returns what is wrong with the limit, or null */
export function timeLimitFault({ amount, unit }: TimeLimit): string | null {
  const most = MAX_AMOUNT[unit];
  if (!Number.isInteger(amount)) return 'amount must be a whole number';
  if (unit === 'same_day') return amount === 0 ? null : 'same_day takes amount 0';
  return amount >= 1 && amount <= most ? null : `amount must be from 1 to ${most}`;
}
