import type { PEOPLE } from '../support/small-world.js';
import { TRANSITIONS, type Act } from '../../src/domain/dossier/transitions.js';

type Person = (typeof PEOPLE)[number];

/** A dossier as a client sees it before it acts. */
export interface Seen {
  readonly code: string;
  readonly version: number;
  readonly holder: { readonly unitCode: string };
  readonly pendingHandOver: { readonly id: string; readonly unitCode: string } | null;
  readonly allowedActs: readonly { readonly act: Act; readonly route: string }[];
}

const REASON = 'Công dân đề nghị, có giấy viết tay kèm theo hồ sơ';
const UNITS = ['H45.20', 'H45.20.05', 'H45.20.04', 'H45.20.21'];

/** What clients send with an act; acts that need more than a dossier to be lawful are left to tests of their own. */
const BODIES: Partial<Record<Act, (random: () => number) => object>> = {
  note: () => ({ text: 'Đã gọi điện cho người nộp, hẹn ra bổ sung trong tuần' }),
  hand_over: (random) => ({ unitCode: UNITS[Math.floor(random() * UNITS.length)] ?? 'H45.20' }),
  acknowledge: () => ({}),
  request_supplement: () => ({
    items: ['Bản sao giấy chứng nhận quyền sử dụng đất'],
    reason: REASON,
    receiversFault: false,
  }),
  receive_supplement: () => ({ items: ['Bản sao giấy chứng nhận quyền sử dụng đất'] }),
  request_payment: () => ({ amountVnd: 150_000, reason: REASON }),
  pay: () => ({ amountVnd: 20_000, method: 'cash', reference: 'PT-0001' }),
  declare_delay: () => ({ reason: REASON, sentence: REASON, fault: 'ours' }),
  transfer_result: () => ({ outcome: 'granted', number: '12/QĐ-UBND' }),
  complete: () => ({ outcome: 'granted', resultNumber: '12/GP-UBND', shelf: 'B2' }),
  return: () => ({ receivedBy: 'Nguyễn Văn Ẩn', how: 'desk' }),
  withdraw: () => ({ reason: REASON }),
  stop: () => ({ reason: REASON }),
  void: () => ({ reason: REASON }),
  report_fault: () => ({ cause: 'error', kind: 'other_error', description: REASON }),
};

/** Endings are rare: what is over can be acted on no more. */
const RARE: readonly Act[] = ['withdraw', 'stop', 'void', 'complete', 'return'];

/** One act the dossier allows and clients know how to ask for; null when there is none. */
export function chooseAct(
  { allowedActs, pendingHandOver }: Seen,
  random: () => number,
): { act: Act; path: string; body: object } | null {
  const known = allowedActs.filter(
    ({ act, route }) => BODIES[act] !== undefined && (!route.includes('{id}') || act === 'acknowledge'),
  );
  const usual = known.filter(({ act }) => !RARE.includes(act));
  const from = random() < 0.25 || usual.length === 0 ? known : usual;
  const chosen = from[Math.floor(random() * from.length)];
  const body = chosen && BODIES[chosen.act];
  if (!body) return null;
  return { act: chosen.act, path: chosen.route.replace('{id}', pendingHandOver?.id ?? ''), body: body(random) };
}

/** Somebody whose work the act is; mostly of the unit where the papers are. */
export function choosePerson(people: readonly Person[], act: Act, seen: Seen, random: () => number): Person | null {
  const able = people.filter(({ roles }) => roles.some((role) => TRANSITIONS[act].who.includes(role)));
  const where = act === 'acknowledge' ? seen.pendingHandOver?.unitCode : seen.holder.unitCode;
  const near = able.filter(({ unitCode }) => unitCode === where);
  const from = near.length > 0 && random() < 0.8 ? near : able;
  return from[Math.floor(random() * from.length)] ?? null;
}
