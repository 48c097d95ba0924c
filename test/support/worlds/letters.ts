import type { Dossier } from '../../../src/domain/dossier/dossier.js';
import { localDate } from '../../../src/domain/time/plain-date.js';
import { placeholders } from '../../../src/platform/database/sql.js';
import type { Person } from '../small-world.js';
import { newDate, REASON } from './bodies.js';
import type { Dice } from './scenario.js';
import type { World } from './world.js';

interface LetterSeen {
  readonly id: string;
  readonly state: string;
  readonly forecast: boolean | number;
  readonly unitCode: string;
  readonly dossierId: string;
}

type Move = readonly [method: 'POST' | 'PATCH', route: string, roles: readonly Person['roles'][number][]];

const REVISE: Move = ['PATCH', '', ['clerk', 'leader', 'specialist']];
const APPROVE: Move = ['POST', '/approvals', ['leader']];
const SEND_BACK: Move = ['POST', '/rejections', ['leader']];
const ISSUE: Move = ['POST', '/issuances', ['clerk', 'leader']];
const VOID: Move = ['POST', '/voids', ['clerk', 'leader']];
const DELIVER: Move = ['POST', '/deliveries', ['clerk', 'leader']];

/** What usually happens to a letter in a state; the first ones oftener. */
const MOVES: Readonly<Record<string, readonly Move[]>> = {
  drafted: [APPROVE, APPROVE, APPROVE, REVISE, REVISE, VOID],
  approved: [ISSUE, ISSUE, ISSUE, ISSUE, SEND_BACK, VOID],
  numbered: [ISSUE, VOID],
  issued: [DELIVER],
};
const ALL = [REVISE, APPROVE, SEND_BACK, ISSUE, VOID, DELIVER];

/** The office goes on with a letter of this world, some steps at once, or writes one. */
export async function actOnLetter(world: World, dice: Dice, dossier: Dossier | undefined): Promise<void> {
  const letters = await lettersOf(world);
  const alive = letters.filter(isUnderWay);
  if (dossier && dice.chance(alive.length === 0 ? 0.4 : 0.08)) {
    await compose(world, dice, dossier);
    return;
  }
  const from = dice.chance(0.95) && alive.length > 0 ? alive : letters;
  if (from.length === 0) return;
  const { id, state, forecast } = dice.of(from);
  if (state === 'drafted' && !forecast && dice.chance(0.5)) {
    for (const step of [REVISE, APPROVE, ISSUE]) await move(world, dice, id, step);
    return;
  }
  for (let left = 1 + dice.below(4); left > 0; left -= 1) {
    await move(world, dice, id, null);
  }
}

function isUnderWay({ state }: LetterSeen): boolean {
  return MOVES[state] !== undefined && state !== 'issued';
}

function lettersOf(world: World): Promise<LetterSeen[]> {
  return world.query<LetterSeen>(
    `SELECT l."id", l."state", l."forecast", l."unitCode", l."dossierId" FROM "letter" l
       JOIN "dossier" d ON d."id" = l."dossierId" WHERE d."unitCode" IN (${placeholders(world.units.length)})
      ORDER BY l."id"`,
    world.units,
  );
}

/** @param meant null: whatever one does with a letter that stands as it does now */
async function move(world: World, dice: Dice, id: string, meant: Move | null): Promise<void> {
  const letter = (await lettersOf(world)).find((one) => one.id === id);
  if (!letter) return;
  const usual = letter.forecast ? [REVISE, REVISE, VOID] : (MOVES[letter.state] ?? ALL);
  const [method, route, roles] = meant ?? dice.of(dice.chance(0.95) ? usual : ALL);
  const about = (await world.dossiers()).find(({ id }) => id === letter.dossierId);
  const body = await bodyOf(world, dice, route, about);
  const by = officer(world, dice, letter.unitCode, roles);
  const { status, code } = await world.ask({ by, method, path: `letters/${letter.id}${route}`, body });
  world.tally.add(status < 300 ? `letter ${route.slice(1) || 'revisions'}` : `refused: ${code}`);
}

async function compose(world: World, dice: Dice, dossier: Dossier): Promise<void> {
  const by = officer(world, dice, dossier.responsibleUnitCode, ['clerk', 'leader', 'specialist']);
  const dates = newDate(await world.see(dossier), dice, 0.3);
  const body = { dossierCode: dossier.code, reason: REASON, fault: 'ours', ...dates };
  const { status, code } = await world.ask({ by, method: 'POST', path: 'letters', body });
  world.tally.add(status < 300 ? 'letter composed' : `refused: ${code}`);
}

async function bodyOf(world: World, dice: Dice, route: string, about: Dossier | undefined): Promise<object> {
  switch (route) {
    case '': {
      const dates = about ? newDate(await world.see(about), dice, 0.7) : {};
      return { reason: REASON, fault: dice.of(['ours', 'other_agency']), ...dates };
    }
    case '/rejections':
    case '/voids':
      return { reason: REASON };
    case '/deliveries':
      return { channel: dice.of(['desk', 'post', 'phone']) };
    default:
      return {};
  }
}

/** Somebody of the agency with one of the roles; seldom anybody else. */
function officer(world: World, dice: Dice, unitCode: string, roles: readonly Person['roles'][number][]): string {
  const { people } = world.plot;
  const fit = people.filter((one) => one.unitCode === unitCode && one.roles.some((role) => roles.includes(role)));
  return dice.of(fit.length > 0 && dice.chance(0.92) ? fit : people).username;
}

/** An obligation ends without a letter of ours: waived, or another agency writes. */
export async function endObligation(world: World, dice: Dice): Promise<void> {
  const owed = await world.query<{ id: string; unitCode: string; fault: string; state: string }>(
    `SELECT o."id", o."unitCode", o."fault", o."state" FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId"
      WHERE d."unitCode" IN (${placeholders(world.units.length)}) ORDER BY o."id"`,
    world.units,
  );
  const open = owed.filter(({ state }) => state === 'owed');
  const from = open.length > 0 && dice.chance(0.9) ? open : owed;
  if (from.length === 0) return;
  const obligation = dice.of(from);
  const outside = obligation.fault === 'other_agency' && dice.chance(0.8);
  const route = outside ? dice.of(['outside-requests', 'outside-letters']) : 'waivers';
  const letter = { number: `7/TXL-${String(dice.below(99))}`, date: localDate(world.now) };
  const body = route === 'waivers' ? { reason: REASON } : route === 'outside-letters' ? letter : {};
  const by = officer(world, dice, obligation.unitCode, ['leader']);
  const { status, code } = await world.ask({ by, method: 'POST', path: `apologies/${obligation.id}/${route}`, body });
  world.tally.add(status < 300 ? `obligation ${route}` : `refused: ${code}`);
}
