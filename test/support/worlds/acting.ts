import { isHeldBy, mayHandOn } from '../../../src/domain/dossier/acts/permission.js';
import { isBreached, type Dossier } from '../../../src/domain/dossier/dossier.js';
import { ACTS, allowedActs, TRANSITIONS, type Act } from '../../../src/domain/dossier/transitions.js';
import type { Instant } from '../../../src/domain/time/instant.js';
import { localDate } from '../../../src/domain/time/plain-date.js';
import type { WorkingCalendar } from '../../../src/domain/time/working-calendar.js';
import type { Person } from '../small-world.js';
import { bodyOf } from './bodies.js';
import { GRANTERS, OUTSIDE, ruleOf, type Plot } from './ground.js';
import type { Dice } from './scenario.js';
import type { World } from './world.js';

/** How much oftener or seldomer than others an act is done: what goes on beats what ends, and what ends beats talk. */
const WEIGHTS: Partial<Record<Act, number>> = {
  acknowledge: 9,
  accept: 4,
  supplement_filing: 4,
  receive_supplement: 6,
  confirm_payment: 6,
  correct: 8,
  hand_over: 5,
  request_supplement: 3,
  request_payment: 4,
  grant_extra_time: 4,
  return: 4,
  note: 0.3,
  attach: 0.2,
  pay: 0.5,
  assign: 0.7,
  report_fault: 0.6,
  transfer_result: 0.7,
  withdraw: 0.5,
  stop: 0.4,
  reject: 0.3,
  void: 0.5,
  complete: 1.8,
};

/** What a person needs to see in order to act: the dossier, and what stands open in its books. */
export interface Seen {
  readonly dossier: Dossier;
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
  readonly openPayment: string | null;
  readonly openCorrection: string | null;
  readonly faults: readonly { readonly id: string; readonly state: string; readonly mended: boolean }[];
}

/** An act somebody means to do. */
interface Intent {
  readonly act: Act;
  readonly path: string;
  readonly body: object;
}

/** An act of those the dossier allows. */
export function chooseAct(seen: Seen, dice: Dice): Act | null {
  const allowed = allowedActs(seen.dossier).filter((act) => (WAITS_FOR[act]?.(seen) ?? true) || dice.chance(0.03));
  const weights = allowed.map((act) => weightOf(act, seen));
  let left = dice.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return allowed.find((_, i) => (left -= weights[i] ?? 0) < 0) ?? allowed.at(-1) ?? null;
}

function weightOf(act: Act, { dossier, now }: Seen): number {
  if (isBreached(dossier, now)) return WEIGHTS[act] ?? 1;
  // A delay is announced before it comes, and then it does not come about: that has to be averted.
  if (act === 'declare_delay') return dossier.delayDeclared ? 0.5 : 6;
  return act === 'complete' && dossier.delayDeclared ? 20 : (WEIGHTS[act] ?? 1);
}

type Judge = (seen: Seen) => boolean;

const isNewlyReceived: Judge = ({ dossier, now }) => dossier.pending === null && dossier.acceptedDay === localDate(now);
const isReported: Judge = ({ faults }) => faults.some(({ state }) => state === 'reported');

/** Acts that wait for something, or whose time is short: else they are refused. */
const WAITS_FOR: Partial<Record<Act, Judge>> = {
  correct: ({ openCorrection }) => openCorrection !== null,
  propose_correction: isNewlyReceived,
  void: isNewlyReceived,
  confirm_payment: ({ openPayment }) => openPayment !== null,
  confirm_fault: isReported,
  dismiss_fault: isReported,
  mend_fault: ({ faults }) => faults.some(({ state, mended }) => state === 'confirmed' && !mended),
  hand_over: ({ dossier }) => dossier.pending === null,
  transfer_result: ({ dossier }) => dossier.resultSentAt === null,
};

/** Whatever comes to somebody's mind. */
export function anyAct(dice: Dice): Act {
  return dice.of(ACTS.filter((act) => TRANSITIONS[act].route !== null));
}

/** Somebody whose work it is where the dossier is now; failing that, somebody with the role. */
export function chooseActor(act: Act, { dossier }: Seen, people: readonly Person[], dice: Dice): Person {
  const able = people.filter(({ roles }) => roles.some((role) => TRANSITIONS[act].who.includes(role)));
  const near = able.filter((person) => (NEAR[act] ?? atDesk)(dossier, person));
  return dice.of(near.length > 0 && dice.chance(0.93) ? near : able.length > 0 ? able : people);
}

type Near = (dossier: Dossier, person: Person) => boolean;

const isOutside = ({ holder }: Dossier): boolean => holder.unitCode === OUTSIDE;
const atDesk: Near = ({ unitCode }, person) => person.unitCode === unitCode;
const holds: Near = (dossier, person) => isHeldBy(dossier.holder, person);
const moves: Near = (dossier, person) => mayHandOn(dossier, person, isOutside(dossier));
const works: Near = (dossier, person) => (isOutside(dossier) ? atDesk : holds)(dossier, person);
const concerned: Near = (dossier, person) => atDesk(dossier, person) || holds(dossier, person);

/** Whose turn it is by where the papers are; for all other acts it is the desk's. */
const NEAR: Partial<Record<Act, Near>> = {
  acknowledge: (dossier, person) => {
    const { pending } = dossier;
    return pending?.unitCode === OUTSIDE ? atDesk(dossier, person) : pending !== null && isHeldBy(pending, person);
  },
  hand_over: moves,
  declare_delay: moves,
  transfer_result: works,
  request_payment: works,
  grant_extra_time: isGranter,
  request_supplement: (dossier, person) =>
    (atDesk(dossier, person) && !person.roles.includes('specialist')) || holds(dossier, person),
  assign: ({ holder }, person) => person.unitCode === holder.unitCode,
  stop: ({ responsibleUnitCode }, person) => person.unitCode === responsibleUnitCode,
  report_fault: (dossier, person) => atDesk(dossier, person) || person.unitCode === dossier.responsibleUnitCode,
  note: concerned,
  attach: concerned,
};

/** Where a dossier is worked on, as the ground of its procedure says. */
function isGranter({ procedureCode, holder, unitCode }: Dossier, person: Person): boolean {
  const role = GRANTERS[ruleOf(procedureCode)];
  if (!person.roles.includes(role)) return false;
  if (role === 'specialist') return isHeldBy(holder, person);
  return person.unitCode === (role === 'desk_head' ? unitCode : holder.unitCode);
}

/** What they would send. @returns null for what has no route, and for files */
function intentOf(act: Act, seen: Seen, plot: Plot, dice: Dice): Intent | null {
  const route = TRANSITIONS[act].route;
  if (route === null || act === 'attach' || act === 'remove_file') return null;
  return { act, path: route.replace('{id}', idFor(act, seen, dice)), body: bodyOf(act, seen, plot, dice) };
}

function idFor(act: Act, { dossier, openPayment, openCorrection, faults }: Seen, dice: Dice): string {
  const none = '00000000-0000-7000-8000-000000000000';
  if (act === 'acknowledge') return dossier.pending?.id ?? none;
  if (act === 'confirm_payment') return openPayment ?? none;
  if (act === 'correct') return openCorrection ?? none;
  const state = act === 'mend_fault' ? 'confirmed' : 'reported';
  const fit = faults.filter((fault) => fault.state === state);
  return fit.length > 0 ? dice.of(fit).id : (faults[0]?.id ?? none);
}

/** Sends it, as somebody would who has looked at the dossier; seldom somebody who looked a while ago. */
export async function perform(world: World, dice: Dice, seen: Seen, act: Act, person: Person): Promise<void> {
  const intent = intentOf(act, seen, world.plot, dice);
  if (!intent) return;
  const { code, version } = seen.dossier;
  const headers: Record<string, string> = {};
  if (dice.chance(0.2)) headers['if-match'] = `"${String(dice.chance(0.8) ? version : version - 1)}"`;
  const route = act === 'declare_delay' ? 'delay-notices' : intent.path;
  const path = `dossiers/${code}/${route}`;
  const { status, code: fault } = await world.ask({
    by: person.username,
    method: 'POST',
    path,
    body: intent.body,
    headers,
  });
  world.tally.add(status < 300 ? `act ${act}` : `refused: ${fault}`);
  if (status < 300 && ['void', 'correct'].includes(act)) world.reopened = true;
}
