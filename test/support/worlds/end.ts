import { SweepService } from '../../../src/apologies/sweep.service.js';
import { FoldService } from '../../../src/counting/fold.service.js';
import { RecountRepository } from '../../../src/counting/recount.repository.js';
import { RecountService } from '../../../src/counting/recount.service.js';
import { DAY, toLocalIso } from '../../../src/domain/time/instant.js';
import { localDate } from '../../../src/domain/time/plain-date.js';
import { findingText } from '../../../src/dossiers/verify/finding.js';
import { SealsService } from '../../../src/dossiers/verify/seals.service.js';
import { VerifyService } from '../../../src/dossiers/verify/verify.service.js';
import { readInstantOrNull } from '../../../src/platform/database/instant-column.js';
import type { Row } from '../../../src/platform/database/sql.js';
import { UnitsService } from '../../../src/units/units.service.js';
import { defined, reported } from '../figures.js';
import { sealed, verified } from '../verified.js';
import { CountsRepository } from '../../../src/counting/counts.repository.js';
import { restoreCalendar } from './calendar-steps.js';
import { expectFigures } from './figures.js';
import { ROOT, type Ground } from './ground.js';
import { expectLedger, linksOf, type Link } from './ledger.js';
import { expectObligations } from './obligations.js';
import type { World } from './world.js';

/** Some days later, when everything that can have become late has been noticed, the world must be as it should. */
export async function end(world: World): Promise<void> {
  world.ground.clock.advance(2 * DAY);
  world.say(`the end: ${JSON.stringify(await world.get(SweepService).sweep())}`);
  await world.note();
  await expectFigures(world);
  await expectRecounted(world, 'before the fold');
  await world.get(FoldService).fold();
  await expectFigures(world);
  await expectRecounted(world, 'after the fold');
  await world.get(SealsService).seal();
  for (const dossier of await world.dossiers()) await expectDossier(world, dossier.id, dossier.code);
  await restoreCalendar(world);
  world.tally.add('worlds');
}

async function expectRecounted(world: World, when: string): Promise<void> {
  const recounts = world.get(RecountRepository);
  for (const unit of world.units) {
    const below = unit === world.plot.town ? world.units : [unit];
    const lacking = [
      ...(await recounts.missingFacts(unit)),
      ...(await recounts.missingHalves(unit, below)),
      ...(await recounts.missingBalances(unit)),
    ];
    if (lacking.length > 0) throw new Error(`recount ${when}: ${JSON.stringify(lacking.slice(0, 3))}`);
  }
}

async function expectDossier(world: World, id: string, code: string): Promise<void> {
  const said: string[] = [];
  const say = (what: string): void => void said.push(what);
  const of = (table: string, order: string): Promise<Row[]> =>
    world.query(`SELECT * FROM "${table}" WHERE "dossierId" = $1 ORDER BY "${order}"`, [id]);
  const links = linksOf(await of('dossier_event', 'seq'), (seq) => {
    const calendar = world.calendars.get(`${id}/${String(seq)}`);
    if (!calendar) throw new Error(`nobody saw event ${String(seq)} of ${code}`);
    return calendar;
  });
  expectLedger(links, await of('promise', 'seq'), say);
  const letters = await world.query(
    `SELECT o."obligationId", o."living", l."id" AS "letterId", l."state", l."forecast", l."numberedAt" FROM "letter_obligation" o
       JOIN "letter" l ON l."id" = o."letterId" WHERE l."dossierId" = $1`,
    [id],
  );
  const last = links.at(-1);
  const unit = last?.after.responsibleUnitCode ?? ROOT;
  expectObligations(
    {
      links,
      letters,
      obligations: await of('obligation', 'id'),
      faults: await of('dossier_fault', 'id'),
      apologiesFrom: await world.get(UnitsService).setting(unit, 'apologies_from', localDate(world.now)),
      now: world.now,
    },
    say,
  );
  for (const finding of await world.get(VerifyService).faultsOf(id)) say(`verify: ${findingText(finding)}`);
  count(world, links, await of('promise', 'seq'), await of('obligation', 'id'));
  if (said.length > 0) throw new Error(`${code}:\n    ${said.join('\n    ')}`);
}

/** What the worlds were like: a proof that never met a restart proves nothing about it. */
function count({ tally }: World, links: readonly Link[], promises: readonly Row[], obligations: readonly Row[]): void {
  const last = links.at(-1)?.after;
  tally.add('dossiers');
  tally.add('events', links.length);
  tally.add(`ended ${last?.voidedAt ? 'voided' : (last?.settlement?.timeliness ?? 'not')}`);
  for (const { kind } of promises) tally.add(`ledger ${String(kind)}`);
  for (const { cause, state } of obligations) tally.add(`owed ${cause === 'late' ? 'late' : 'fault'} ${String(state)}`);
}

/** When all plots of a database are used: everything verifies, and to count anew gives what stood there. */
export async function endGround(ground: Ground): Promise<string[]> {
  const { test, clock } = ground;
  const faults: string[] = [];
  const recounts = test.get(RecountService, { strict: false });
  const checked = async (when: string): Promise<void> => {
    const differences = await recounts.check();
    if (differences.length > 0) faults.push(`recount ${when}: ${JSON.stringify(differences.slice(0, 3))}`);
  };
  await checked('before the rebuild');
  const before = await binsOf(ground);
  await recounts.rebuild();
  await checked('after the rebuild');
  if ((await binsOf(ground)) !== before) faults.push('the rebuild has changed figures that were right');
  await afterAll(ground);
  const tree = await test.get(UnitsService, { strict: false }).tree();
  const year = { from: localDate(clock.now()), to: localDate(clock.now()) };
  const shown = await reported(new CountsRepository(test.database), tree, ROOT, year, clock.now());
  const expected = await defined(test.database, tree.subtree(ROOT), year, clock.now());
  if (JSON.stringify(Object.entries(shown).sort()) !== JSON.stringify(Object.entries(expected).sort())) {
    faults.push(`together: shown ${JSON.stringify(shown)}, defined ${JSON.stringify(expected)}`);
  }
  await sealed(test);
  faults.push(...(await verified(test)).slice(0, 10).map((finding) => `verify: ${finding}`));
  return faults;
}

/** Each world began at a time of its own: what they are together is looked at when the last of them has happened. */
async function afterAll({ test, clock }: Ground): Promise<void> {
  const [row] = await test.database.query<{ at: unknown }>('SELECT max("at") AS "at" FROM "dossier_event"');
  const last = readInstantOrNull(row?.at ?? null);
  if (last !== null && last > clock.now()) clock.set(toLocalIso(last));
}

async function binsOf({ test }: Ground): Promise<string> {
  await test.get(FoldService, { strict: false }).fold();
  const rows = await test.database.query('SELECT * FROM "kpi_bin"');
  const nothing = (row: Row): boolean => MEASURED.every((name) => row[name] === 0);
  return rows
    .filter((row) => !nothing(row))
    .map((row) => JSON.stringify(Object.entries(row).sort()))
    .sort()
    .join('\n');
}

const MEASURED = ['received', 'early', 'onTime', 'late', 'withdrawn', 'stopped', 'refused', 'overdueDelta'];
