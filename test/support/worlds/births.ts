import { DAY, HOUR, MINUTE, toLocalIso, type Instant } from '../../../src/domain/time/instant.js';
import { addDays, atMinute, localDate } from '../../../src/domain/time/plain-date.js';
import type { Dossier } from '../../../src/domain/dossier/dossier.js';
import { ImportRunner } from '../../../src/imports/import-runner.js';
import { APPLICANT } from '../desk.js';
import type { Person } from '../small-world.js';
import { chooseActor, perform } from './acting.js';
import { procedureOf, REASON } from './bodies.js';
import type { Dice } from './scenario.js';
import type { World } from './world.js';

/** A world with more is no richer, only longer. */
export const MOST_DOSSIERS = 6;

/** Somebody comes to a desk, or files from home. @returns the code; null when it was refused */
export async function receive(world: World, dice: Dice): Promise<string | null> {
  const desk = deskOf(world, dice);
  const common = { procedureCode: procedureOf(world.plot, dice), unitCode: desk.unitCode, applicant: APPLICANT };
  const online = dice.chance(0.3);
  const body = online
    ? { ...common, assisted: dice.chance(0.3) }
    : { ...common, channel: dice.of(['counter', 'postal']), ...(dice.chance(0.25) && { instant: true }) };
  const { status, body: made } = await world.ask({
    by: desk.receiver,
    method: 'POST',
    path: online ? 'filings' : 'dossiers',
    body,
  });
  return status < 300 && typeof made['code'] === 'string' ? made['code'] : null;
}

/** What has just been written down was wrong: it is put right by two people, or taken back. */
export async function changeReceipt(
  world: World,
  dice: Dice,
  any: Dossier | undefined,
  all: readonly Dossier[],
): Promise<void> {
  const code = all.length < MOST_DOSSIERS ? await receive(world, dice) : any?.code;
  for (let left = 1 + dice.below(3); left > 0 && code; left -= 1) {
    world.ground.clock.advance((1 + dice.below(6)) * MINUTE);
    const dossier = (await world.dossiers()).find((one) => one.code === code);
    if (!dossier) return;
    const seen = await world.see(dossier);
    const act =
      seen.openCorrection === null ? dice.of(['propose_correction', 'propose_correction', 'void'] as const) : 'correct';
    await perform(world, dice, seen, act, chooseActor(act, seen, world.plot.people, dice));
    await world.note();
  }
}

function deskOf({ plot }: World, dice: Dice): { unitCode: string; receiver: string; head: string } {
  const commune = dice.chance(0.3);
  const unitCode = commune ? plot.commune : plot.town;
  const named = (role: Person['roles'][number]): string =>
    plot.people.find((person) => person.unitCode === unitCode && person.roles.includes(role))?.username ?? '';
  return { unitCode, receiver: named('receiver'), head: named('desk_head') };
}

/** A power cut: the head of the desk says when, and a receiver types in what was written by hand. */
export async function enterPaper(world: World, dice: Dice): Promise<void> {
  const desk = deskOf(world, dice);
  const [from, to] = [world.now - (2 + dice.below(30)) * HOUR, world.now - 10 * MINUTE] as [Instant, Instant];
  const session = { from: toLocalIso(from), to: toLocalIso(to), reason: 'Mất điện toàn trụ sở' };
  await world.ask({ by: desk.head, method: 'POST', path: 'paper-sessions', body: session });
  const at = (from + dice.below(to - from)) as Instant;
  world.paper.serial += 1;
  const paperBook = {
    ...world.paper,
    dueAt: toLocalIso(atMinute(addDays(localDate(at), 1 + dice.below(9)), 17 * 60)),
  };
  const body = { procedureCode: procedureOf(world.plot, dice), unitCode: desk.unitCode, channel: 'counter' };
  await world.ask({
    by: desk.receiver,
    method: 'POST',
    path: 'dossiers',
    body: { ...body, applicant: APPLICANT, acceptedAt: toLocalIso(at), paperBook },
  });
  world.reopened = true;
}

/** A file from another system: a dossier with its past, and perhaps its end; sometimes the same one again. */
export async function importOne(world: World, dice: Dice): Promise<void> {
  const desk = deskOf(world, dice);
  if (world.importSerial === 9000 || dice.chance(0.6)) world.importSerial += 1;
  const at = (world.now - (1 + dice.below(25)) * DAY) as Instant;
  const [sent, taken, ended] = [1 * HOUR, 2 * HOUR, 3 * HOUR + dice.below(12) * DAY].map(
    (after) => (at + after) as Instant,
  ) as [Instant, Instant, Instant];
  const events: object[] = [
    { act: 'hand_over', at: toLocalIso(sent), unitCode: world.plot.division },
    { act: 'acknowledge', at: toLocalIso(taken) },
  ];
  const ends = dice.of([
    { act: 'complete', outcome: 'granted', resultNumber: '1/GP' },
    { act: 'withdraw', reason: REASON },
    { act: 'request_supplement', items: ['Tờ khai'], reason: REASON },
    null,
  ]);
  if (ends && ended < world.now) events.push({ ...ends, at: toLocalIso(ended) });
  const line = {
    code: `${desk.unitCode}-${localDate(at).slice(2).replaceAll('-', '')}-${String(world.importSerial)}`,
    procedureCode: procedureOf(world.plot, dice),
    unitCode: desk.unitCode,
    channel: dice.of(['counter', 'online']),
    applicant: { kind: 'person', name: APPLICANT.name, phone: APPLICANT.phone },
    acceptedAt: toLocalIso(at),
    ...(dice.chance(0.5) && { dueAt: toLocalIso((at + (1 + dice.below(8)) * DAY) as Instant) }),
    events,
  };
  const { status } = await world.ask({
    by: desk.head,
    method: 'POST',
    path: 'imports/dossiers',
    body: `${JSON.stringify(line)}\n`,
    headers: { 'content-type': 'application/x-ndjson' },
  });
  if (status !== 202) throw new Error('the file was not taken');
  await world.get(ImportRunner).run();
  const [file] = await world.query<{ id: string; state: string }>(
    'SELECT "id", "state" FROM "import_file" ORDER BY "id" DESC LIMIT 1',
  );
  const rows = await world.query<{ state: string; findings: string }>(
    'SELECT "state", "findings" FROM "import_row" WHERE "importId" = $1',
    [file?.id ?? ''],
  );
  world.say(`imported: ${file?.state ?? ''} ${JSON.stringify(rows)}`);
  world.tally.add(`import ${file?.state ?? ''} ${rows.map(({ state }) => state).join()}`);
  world.reopened = true;
}
