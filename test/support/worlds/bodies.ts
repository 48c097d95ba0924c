import type { Act } from '../../../src/domain/dossier/transitions.js';
import { toLocalIso, type Instant } from '../../../src/domain/time/instant.js';
import { addDays, atMinute, localDate } from '../../../src/domain/time/plain-date.js';
import { APPLICANT } from '../desk.js';
import type { Seen } from './acting.js';
import { OUTSIDE, procedureCodeOf, RULES, type Plot } from './ground.js';
import type { Dice } from './scenario.js';

export const REASON = 'Lý do ghi trong biên bản làm việc, có người ký';
const ITEMS = ['Bản sao giấy chứng nhận', 'Tờ khai có chữ ký'];

type Writes = (seen: Seen, plot: Plot, dice: Dice) => object;

const reason: Writes = () => ({ reason: REASON });

/** What people send with an act; with all others nothing. */
const BODIES: Partial<Record<Act, Writes>> = {
  assign: ({ dossier }, { people }, dice) => {
    const near = people.filter(({ unitCode }) => unitCode === dossier.holder.unitCode);
    return { username: dice.of(near.length > 0 && dice.chance(0.95) ? near : people).username };
  },
  note: () => ({ text: 'Đã gọi điện cho người nộp' }),
  hand_over: ({ dossier }, plot, dice) => {
    const places = [dossier.responsibleUnitCode, plot.division, plot.town, plot.commune, OUTSIDE];
    const forth = places.filter((place) => place !== dossier.holder.unitCode);
    const unitCode = dice.chance(0.6) ? (forth[0] ?? plot.town) : dice.of(forth);
    const named = plot.people.filter((person) => person.unitCode === unitCode);
    return { unitCode, ...(named.length > 0 && dice.chance(0.2) && { username: dice.of(named).username }) };
  },
  ask_first: () => ({ items: ITEMS, reason: REASON }),
  request_supplement: (_, __, dice) => ({
    items: ITEMS,
    reason: REASON,
    receiversFault: dice.chance(0.3),
    ...(dice.chance(0.4) && { overrideReason: REASON }),
  }),
  supplement_filing: () => ({ items: ITEMS }),
  receive_supplement: () => ({ items: ITEMS }),
  request_payment: (_, __, dice) => ({ amountVnd: 1 + dice.below(5_000_000), reason: REASON }),
  confirm_payment: ({ now }, _, dice) => ({
    paidOn: addDays(localDate(now), dice.chance(0.2) ? -1 : 0),
    reference: `GNT ${String(dice.below(999))}`,
  }),
  pay: (_, __, dice) => ({ amountVnd: 20_000, method: dice.of(['cash', 'transfer', 'qr']), reference: 'PT-1' }),
  grant_extra_time: (_, __, dice) => ({
    ground: 'verification',
    amount: 1 + dice.below(4),
    document: 'CV 12 ngày 3/5',
  }),
  declare_delay: (seen, _, dice) => ({
    reason: REASON,
    fault: dice.of(['ours', 'ours', 'other_agency', 'none']),
    ...newDate(seen, dice, 0.4),
  }),
  transfer_result: () => ({ outcome: 'granted', number: '12/QĐ' }),
  complete: (_, __, dice) =>
    dice.chance(0.8)
      ? { outcome: 'granted', resultNumber: '12/GP', shelf: 'B2' }
      : { outcome: 'refused', reason: REASON },
  return: (_, __, dice) => ({ receivedBy: APPLICANT.name, how: dice.of(['desk', 'postal', 'online']) }),
  propose_correction: (_, plot, dice) => ({
    reason: REASON,
    ...(dice.chance(0.7) && { procedureCode: procedureOf(plot, dice) }),
    ...(dice.chance(0.5) && { applicant: { ...APPLICANT, name: 'Nguyễn Văn Sửa' } }),
    copies: 1 + dice.below(3),
  }),
  report_fault: ({ now }, _, dice) => ({
    ...dice.of(FAULTS),
    description: REASON,
    detectedBy: dice.of(['citizen', 'inspection', 'self']),
    ...(dice.chance(0.4) && { detectedOn: addDays(localDate(now), -dice.below(4)) }),
  }),
  confirm_fault: (_, __, dice) => ({ fault: dice.of(['ours', 'other_agency', 'ours']) }),
  mend_fault: ({ now }) => ({ correctionResult: 'đã cấp lại bản đúng', correctedOn: localDate(now), costsVnd: 0 }),
  withdraw: reason,
  stop: reason,
  void: reason,
  reject: reason,
  dismiss_fault: reason,
};

export function bodyOf(act: Act, seen: Seen, plot: Plot, dice: Dice): object {
  return BODIES[act]?.(seen, plot, dice) ?? {};
}

const FAULTS = [
  { cause: 'error', kind: 'wrong_data' },
  { cause: 'error', kind: 'wrong_fee' },
  { cause: 'loss', kind: 'lost' },
  { cause: 'conduct', kind: 'attitude' },
  { cause: 'supplement', kind: 'supplement_by_fault' },
  // Not of the cause: refused.
  { cause: 'loss', kind: 'attitude' },
];

export function procedureOf(plot: Plot, dice: Dice): string {
  return procedureCodeOf(plot.town, dice.of(RULES));
}

/** A second promise, mostly one that may be made. */
export function newDate({ dossier, now, calendar }: Seen, dice: Dice, often: number): { newDueAt?: string } {
  if (!dice.chance(often)) return {};
  const after = Math.max(dossier.currentDueAt ?? now, now) as Instant;
  let day = addDays(localDate(after), 1 + dice.below(6));
  for (let tries = 0; tries < 15 && dice.chance(0.97) && !calendar.isWorkingDay(day); tries += 1) day = addDays(day, 1);
  return { newDueAt: toLocalIso(atMinute(day, 16 * 60)) };
}
