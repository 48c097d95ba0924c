import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { UndeliveredService, type Undelivered } from '../../../src/apologies/delivery/undelivered.service.js';
import type { TestApp } from '../app.js';
import type { MailServer } from '../mail-server.js';
import { sealed, verified } from '../verified.js';
import type { MonthPeople } from './people.js';
import { howMany, type Fate } from './plan.js';

type Counted = Record<string, number>;

/** What the month must come to, whatever broke on the way. @returns what is not so */
export async function judgeMonth(
  world: TestApp,
  people: MonthPeople,
  mail: MailServer,
  count: number,
): Promise<{ failures: string[]; facts: Record<string, number> }> {
  const failures: string[] = [];
  const demand = (what: string, found: unknown, expected: unknown): void => {
    const [is, shouldBe] = [JSON.stringify(found), JSON.stringify(expected)];
    if (is !== shouldBe) failures.push(`${what}: ${is}, not ${shouldBe}`);
  };
  const planned = (fate: Fate): number => howMany(fate, count);
  const one = async (sql: string): Promise<number> => {
    const [row] = await world.database.query<{ count: number }>(`SELECT CAST(count(*) AS integer) AS "count" ${sql}`);
    return row?.count ?? -1;
  };
  const obligations = await counted(world, `SELECT "cause" || ' ' || "state" AS "key" FROM "obligation"`);
  demand('obligations', sorted(obligations), sorted({
    'late settled': planned('late'),
    'late averted': planned('declared'),
    'error settled': planned('error'),
    'loss settled': planned('loss'),
    'supplement settled': planned('supplement'),
  })); // prettier-ignore
  demand('settled without an issued letter', await one(`FROM "obligation" o WHERE o."state" = 'settled' AND NOT EXISTS
    (SELECT 1 FROM "letter" l WHERE l."id" = o."letterId" AND l."state" = 'issued')`), 0); // prettier-ignore
  demand('letters issued for nothing', await one(`FROM "letter" l WHERE l."state" = 'issued' AND NOT EXISTS
    (SELECT 1 FROM "obligation" o WHERE o."letterId" = l."id" AND o."state" = 'settled')`), 0); // prettier-ignore
  const owed = planned('late') + planned('error') + planned('loss') + planned('supplement');
  const letters = await counted(world, `SELECT "state" AS "key" FROM "letter"`);
  demand('letters', { ...letters, lapsed: 0 }, { issued: owed, lapsed: 0 });
  const risky = [...people.fated('risky')];
  const lapsed = await codesOf(world, `"state" = 'lapsed' AND "forecast"`);
  demand('dossiers at risk whose forecast lapsed', risky.filter((code) => lapsed.has(code)).length, risky.length);
  const numbers = await world.database.query<{ numberSerial: number }>(
    `SELECT "numberSerial" FROM "letter" WHERE "state" = 'issued' ORDER BY "numberSerial"`,
  );
  const serials = numbers.map(({ numberSerial }) => numberSerial);
  demand('serials', serials.filter((serial, i) => serial !== i + 1).slice(0, 5), []);
  const ids = mail.received.filter(({ attachments }) => attachments.length > 0).map(({ messageId }) => messageId);
  const states = await counted(
    world,
    `SELECT "channel" || ' ' || "state" AS "key" FROM "message" WHERE "kind" LIKE 'apology%'`,
  );
  demand('mails taken twice', ids.length - new Set(ids).size, 0);
  const gone = ['sent', 'presumed_delivered', 'delivered'].reduce(
    (sum, state) => sum + (states[`email ${state}`] ?? 0),
    0,
  );
  demand('mails said to have gone, and taken', gone, new Set(ids).size);
  demand('letters without a way to the citizen', await one(`FROM "letter" l WHERE l."state" = 'issued' AND NOT EXISTS
    (SELECT 1 FROM "message" m WHERE m."subjectId" = l."id" AND m."kind" LIKE 'apology%')`), 0); // prettier-ignore
  const listed = await undelivered(world);
  const open = await counted(world, `SELECT l."id" AS "key" FROM "letter" l LEFT JOIN
    (SELECT "letterId" FROM "letter_way" WHERE "endedAt" IS NOT NULL) e ON e."letterId" = l."id"
    WHERE l."state" = 'issued' AND e."letterId" IS NULL`); // prettier-ignore
  demand('letters that have not arrived and are not listed', Object.keys(open).filter((id) => !listed.has(id)).length, 0); // prettier-ignore
  demand('letters listed that have arrived', [...listed.keys()].filter((id) => open[id] === undefined).length, 0);
  await sealed(world);
  failures.push(...(await verified(world)));
  const facts = {
    letters: owed,
    averted: planned('declared'),
    'forecasts that lapsed': letters['lapsed'] ?? 0,
    ...states,
    ...reasons([...listed.values()]),
  };
  return { failures, facts };
}

/** The list of what has not arrived, page by page, as the town's leader reads it. @returns the reason of each letter */
async function undelivered(world: TestApp): Promise<Map<string, string>> {
  const leader = await world.get(AccountsService, { strict: false }).actor('leader');
  const listed = new Map<string, string>();
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Undelivered = await world.get(UndeliveredService, { strict: false }).page({ cursor }, leader);
    for (const { letterId, why } of page.items) listed.set(letterId, why);
    cursor = page.nextCursor;
  }
  return listed;
}

function reasons(listed: readonly string[]): Counted {
  const facts: Counted = {};
  for (const why of listed) facts[`not arrived: ${why}`] = (facts[`not arrived: ${why}`] ?? 0) + 1;
  return facts;
}

async function counted(world: TestApp, keys: string): Promise<Counted> {
  const rows = await world.database.query<{ key: string; count: number }>(
    `SELECT "key", CAST(count(*) AS integer) AS "count" FROM (${keys}) AS "k" GROUP BY "key" ORDER BY "key"`,
  );
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
}

async function codesOf(world: TestApp, condition: string): Promise<Set<string>> {
  const rows = await world.database.query<{ code: string }>(
    `SELECT d."code" FROM "letter" l JOIN "dossier" d ON d."id" = l."dossierId" WHERE l.${condition.replace(' AND ', ' AND l.')}`,
  );
  return new Set(rows.map(({ code }) => code));
}

function sorted(counts: Counted): Counted {
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0).sort(([a], [b]) => (a < b ? -1 : 1))); // prettier-ignore
}
