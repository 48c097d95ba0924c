import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fromRow } from '../../../src/dossiers/dossier.row.js';
import { linkOf, CHAIN_START } from '../../../src/dossiers/history.js';
import { storedEvent } from '../../../src/dossiers/verify/chain-proof.js';
import { VOUCHED_TABLES } from '../../../src/dossiers/verify/vouched-tables.js';
import { sqliteHandle } from '../../../src/platform/database/database.js';
import type { SqlValue } from '../../../src/platform/database/sql.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { registered, startDesk } from '../../support/desk.js';
import { playOut } from '../../support/proven-world.js';
import { historiesVerified, sealed, verified } from '../../support/verified.js';

describe('verify', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let world: TestApp;
  let [late, done]: string[] = [];
  const run = (sql: string, params: readonly SqlValue[] = []) => world.transactor.run((tx) => tx.execute(sql, params));
  const rows = (sql: string, params: readonly SqlValue[] = []) => world.database.query(sql, params);
  const idOf = async (code: string) =>
    (await rows('SELECT "id" FROM "dossier" WHERE "code" = $1', [code]))[0]!['id'] as string;

  beforeAll(async () => {
    world = await startDesk({ clock });
    ({ late, done } = await playOut(world));
    await sealed(world);
  });
  afterAll(() => world.close());
  beforeEach(() => run('UPDATE "maintenance_switch" SET "open" = TRUE'));

  /** Plants, looks, and puts back: what the look said. */
  async function planted(plant: string, params: readonly SqlValue[] = []): Promise<string[]> {
    const table = /(?:UPDATE|FROM) "(\w+)"/.exec(plant)![1]!;
    const before = await rows(`SELECT * FROM "${table}"`);
    expect(await run(plant, params)).toBeGreaterThan(0);
    try {
      return await verified(world);
    } finally {
      await putBack(table, before);
      expect(await verified(world)).toEqual([]);
    }
  }

  async function putBack(table: string, before: readonly Record<string, unknown>[]): Promise<void> {
    const now = await rows(`SELECT * FROM "${table}"`);
    const text = (row: object) => JSON.stringify(row);
    const held = (value: unknown) => (value instanceof Date ? value.toISOString() : value) as SqlValue;
    const keyed = keysOf(table);
    await world.transactor.run(async (tx) => {
      for (const row of before.filter((one) => !now.some((other) => text(other) === text(one)))) {
        const where = keyed.map((name, i) => `"${name}" = $${String(i + 1)}`).join(' AND ');
        const names = Object.keys(row);
        const keys = keyed.map((name) => held(row[name]));
        const set = names.map((name, i) => `"${name}" = $${String(i + 1 + keys.length)}`).join(', ');
        const values = names.map((name) => held(row[name]));
        if ((await tx.execute(`UPDATE "${table}" SET ${set} WHERE ${where}`, [...keys, ...values])) === 0) {
          const places = names.map((_, i) => `$${String(i + 1)}`).join(', ');
          await tx.execute(
            `INSERT INTO "${table}" (${names.map((n) => `"${n}"`).join(', ')}) VALUES (${places})`,
            values,
          );
        }
      }
    });
  }

  it('finds nothing in a world where all was done by acts', async () => {
    expect(await verified(world)).toEqual([]);
    expect(await rows('SELECT "act" FROM "dossier_event" ORDER BY "dossierId", "seq"')).not.toHaveLength(0);
  });

  /** Every column of every vouched row that holds something: changed by SQL, it is named with table, key and column. */
  it('names every column of every vouched table', async () => {
    const missed: string[] = [];
    let tried = 0;
    for (const { table, key, except } of [{ table: 'dossier', key: 'id', except: ['code', 'id'] }, ...VOUCHED_TABLES]) {
      const row = (await rows(`SELECT * FROM "${table}" ORDER BY 1, 2`)).at(-1);
      if (!row) {
        if (table !== 'dossier_file') missed.push(`${table}: the world has no such row`);
        continue;
      }
      for (const [column, value] of Object.entries(row)) {
        if (
          value === null ||
          [key, 'dossierId', 'unitCode', 'responsibleUnitCode', 'procedureVersionId', ...except].includes(column)
        )
          continue;
        const other = otherThan(column, value);
        if (other === null) continue;
        tried += 1;
        const where = table === 'promise' ? '"dossierId" = $2 AND "seq" = $3' : `"${key}" = $2`;
        const keys = table === 'promise' ? [row['dossierId'] as string, row['seq'] as number] : [row[key] as string];
        const said = await tamper(table, `UPDATE "${table}" SET "${column}" = $1 WHERE ${where}`, [other, ...keys]);
        const place = table === 'dossier' ? ` dossier ${column}:` : ` ${table}/${String(row[key])} ${column}:`;
        if (!said.some((line) => line.includes(place))) missed.push(`${table}.${column}: ${said.join(' | ')}`);
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(90);
  });

  /** Like `planted`, for the many: a constraint that refuses the change is as good as a word of ours. */
  async function tamper(table: string, sql: string, params: readonly SqlValue[]): Promise<string[]> {
    const before = await rows(`SELECT * FROM "${table}"`);
    try {
      await run(sql, params);
    } catch (error) {
      const column = /SET "(\w+)"/.exec(sql)![1]!;
      const key = table === 'dossier' ? 'dossier' : `${table}/${String(params.at(-1))}`;
      return /constraint|CHECK/i.test(String(error)) ? [` ${key} ${column}: refused by the database`] : [String(error)];
    }
    const said = await historiesVerified(world);
    await putBack(table, before);
    return said;
  }

  const NAMED: readonly [what: string, sql: string, said: RegExp][] = [
    ['who did it', `UPDATE "dossier_event" SET "actor" = 'nobody' WHERE "act" = 'complete'`, /dossier_event\/\d: the chain breaks here/],
    ['when', `UPDATE "dossier_event" SET "at" = '2023-01-01T00:00:00.000Z' WHERE "seq" = 1`, /dossier_event\/1: the chain breaks here/],
    ['what it wrote', `UPDATE "dossier_event" SET "changes" = '{}' WHERE "seq" = 2`, /dossier_event\/2: the chain breaks here/],
    ['the digest', `UPDATE "dossier_event" SET "payloadDigest" = 'x' WHERE "seq" = 1`, /dossier_event\/1: the chain breaks here/],
    ['an event left out', `DELETE FROM "dossier_event" WHERE "seq" = 1`, /dossier_event\/2: the chain breaks here/],
    ['the last event', `DELETE FROM "dossier_event" WHERE "act" = 'return'`, /events at the end of the history are missing/],
    ['its words', `UPDATE "dossier_event_payload" SET "body" = '{}' WHERE "seq" = 2`, /dossier_event_payload\/2 body: the words/],
    ['its words, gone', `DELETE FROM "dossier_event_payload" WHERE "seq" = 1`, /dossier_event_payload\/1: the words of the event are missing/],
    ['a row of the ledger', `DELETE FROM "promise" WHERE "kind" = 'extension'`, /promise\/2: the history wrote this row, and it is gone/],
    ['a hand-over', `DELETE FROM "hand_over"`, /hand_over\/[0-9a-f-]+: the history wrote this row/],
    ['a payment', `DELETE FROM "payment"`, /payment\/book-payment: the history wrote this row/],
    ['a person’s name', `UPDATE "dossier_party" SET "name" = 'Ai Đó' WHERE "role" = 'applicant'`, /dossier_party\/applicant: not what the history wrote/],
    ['a submitter', `DELETE FROM "dossier_party" WHERE "role" = 'submitter'`, /dossier_party\/submitter: the history wrote this row/],
    ['a seal', `UPDATE "sealed_head" SET "seal" = '${'a'.repeat(64)}'`, /sealed_head\/[0-9a-f-]+: the seal is not ours/],
    ['a sealed end', `UPDATE "sealed_head" SET "eventSeq" = "eventSeq" - 1`, /the seal is not ours/],
    ['a seal, gone', `DELETE FROM "sealed_head"`, /sealed_head\/[0-9a-f-]+: its seal is missing/],
    ['a checkpoint', `UPDATE "history_checkpoint" SET "dossiers" = "dossiers" - 1`, /history_checkpoint\/1: the chain of checkpoints breaks/],
    ['a letter’s facts', `UPDATE "letter" SET "facts" = replace("facts", 'chậm', 'nhanh') WHERE "facts" IS NOT NULL`, /letter\/[0-9a-f-]+ facts: the letter does not say/],
    ['a letter’s number', `UPDATE "letter" SET "numberText" = '09/PXL' WHERE "numberText" = '01/PXL'`, /letter\/[0-9a-f-]+ numberText: the number on the paper/],
    ['a letter’s day', `UPDATE "letter" SET "letterDate" = '2023-05-08' WHERE "letterDate" IS NOT NULL`, /letter\/[0-9a-f-]+ letterDate/],
    ['a number of the register', `UPDATE "counter" SET "value" = "value" + 1 WHERE "scope" LIKE 'letter:%'`, /letter\/H45.20[^ ]*\/2023\/2 numberSerial: this number/],
    ['a letter of an obligation', `UPDATE "obligation" SET "letterId" = 'none' WHERE "letterId" IS NOT NULL`, /obligation\/[0-9a-f-]+ letterId/],
    ['a number that was taken', `UPDATE "obligation" SET "numberedAt" = NULL WHERE "state" = 'settled'`, /obligation\/[0-9a-f-]+ numberedAt/],
  ]; // prettier-ignore

  it.each(NAMED)('names %s', async (_, sql, said) => {
    expect(await planted(sql)).toEqual(expect.arrayContaining([expect.stringMatching(said)]));
  });

  it('names a row that no act wrote', async () => {
    await run(
      `INSERT INTO "payment" ("id", "dossierId", "amountVnd", "method", "paidAt", "takenBy", "paidSeq") VALUES ('forged', $1, 1, 'cash', '2023-05-02T00:00:00.000Z', 'x', 2)`,
      [await idOf(done!)],
    );
    expect(await verified(world)).toEqual([`${done!} payment/forged: nothing in the history vouches for it`]);
    await run(`DELETE FROM "payment" WHERE "id" = 'forged'`);
  });

  it('names a history that was written anew from end to end', async () => {
    const id = await idOf(done!);
    const [dossier] = await rows('SELECT * FROM "dossier" WHERE "id" = $1', [id]);
    const events = (await rows('SELECT * FROM "dossier_event" WHERE "dossierId" = $1 ORDER BY "seq"', [id])).map(
      storedEvent,
    );
    const forged = chained(
      events.map((event) => ({ ...event, actor: event.actor === 'returner' ? 'somebody' : event.actor })),
    );
    const write = async (chain: typeof events) => {
      for (const { seq, actor, hash } of chain) {
        await run('UPDATE "dossier_event" SET "actor" = $1, "hash" = $2 WHERE "dossierId" = $3 AND "seq" = $4', [
          actor,
          hash,
          id,
          seq,
        ]);
      }
      await run('UPDATE "dossier" SET "chainHash" = $1 WHERE "id" = $2', [chain.at(-1)!.hash, id]);
    };
    await write(forged);
    expect(await verified(world)).toEqual([
      `${done!} dossier_event/${String(events.length)}: the history is not the one that was sealed`,
    ]);
    // Nor does the job put its seal on it.
    await run('INSERT INTO "unsealed_head" ("dossierId", "seq") VALUES ($1, $2)', [id, events.length]);
    await sealed(world);
    expect(await verified(world)).toHaveLength(1);
    await run('DELETE FROM "unsealed_head"');
    await write(events);
    expect(fromRow(dossier!).chainHash).toBe(events.at(-1)!.hash);
    expect(await verified(world)).toEqual([]);
  });

  it('names an act taken back with all its traces', async () => {
    const id = await idOf(done!);
    const before = await snapshot(id);
    const [head] = await rows('SELECT "eventSeq" FROM "dossier" WHERE "id" = $1', [id]);
    const last = head!['eventSeq'] as number;
    const [previous] = await rows('SELECT "hash" FROM "dossier_event" WHERE "dossierId" = $1 AND "seq" = $2', [
      id,
      last - 1,
    ]);
    await run('DELETE FROM "dossier_event" WHERE "dossierId" = $1 AND "seq" = $2', [id, last]);
    await run('DELETE FROM "dossier_event_payload" WHERE "dossierId" = $1 AND "seq" = $2', [id, last]);
    await run(
      `UPDATE "dossier" SET "status" = 'completed', "returnedAt" = NULL, "eventSeq" = $1, "version" = "version" - 1, "chainHash" = $2,
        "lastEventAt" = (SELECT "at" FROM "dossier_event" WHERE "dossierId" = $3 AND "seq" = $1) WHERE "id" = $3`,
      [last - 1, previous!['hash'] as string, id],
    );
    expect(await verified(world)).toEqual(
      expect.arrayContaining([`${done!} dossier_event/${String(last)}: events at the end of the history are missing`]),
    );
    await restore(before);
    expect(await verified(world)).toEqual([]);
  });

  it('names a dossier that was taken out with all its rows, also with its seal', async () => {
    const id = await idOf(done!);
    const before = await snapshot(id);
    const [seal] = await rows('SELECT * FROM "sealed_head" WHERE "dossierId" = $1', [id]);
    for (const table of [...TABLES].reverse()) {
      await run(`DELETE FROM "${table}" WHERE "${table === 'dossier' ? 'id' : 'dossierId'}" = $1`, [id]);
    }
    expect(await verified(world)).toEqual([`${done!} dossier/${id}: the dossier was sealed, and it is gone`]);
    await run('DELETE FROM "sealed_head" WHERE "dossierId" = $1', [id]);
    expect(await verified(world)).toEqual([expect.stringContaining('do not add up to the last checkpoint')]);
    await restore([...before, ['sealed_head', [seal!]]]);
    expect(await verified(world)).toEqual([]);
  });

  it('names lateness that was moved after the breach, however well it is chained', async () => {
    const id = await idOf(late!);
    const stored = (await rows('SELECT * FROM "dossier_event" WHERE "dossierId" = $1 ORDER BY "seq"', [id])).map(
      storedEvent,
    );
    const moved = stored.map((event) =>
      event.act === 'complete'
        ? {
            ...event,
            changes: JSON.stringify({
              dossier: {
                ...(JSON.parse(event.changes!) as { dossier: object }).dossier,
                lateFrom: '2023-06-30T17:00:00.000Z',
                originalDueAt: '2023-06-30T10:00:00.000Z',
              },
            }),
          }
        : event,
    );
    await write(id, chained(moved));
    expect(await verified(world)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/lateFrom: lateness was moved/),
        expect.stringMatching(/originalDueAt: the first promise was changed/),
      ]),
    );
    await write(id, stored);
    expect(await verified(world)).toEqual([]);
  });

  async function write(id: string, chain: ReturnType<typeof storedEvent>[]): Promise<void> {
    for (const { seq, changes, hash } of chain) {
      await run('UPDATE "dossier_event" SET "changes" = $1, "hash" = $2 WHERE "dossierId" = $3 AND "seq" = $4', [
        changes,
        hash,
        id,
        seq,
      ]);
    }
    await run('UPDATE "dossier" SET "chainHash" = $1 WHERE "id" = $2', [chain.at(-1)!.hash, id]);
  }

  it('seals only what grew, and goes on from the last checkpoint', async () => {
    const before = await rows('SELECT * FROM "history_checkpoint" ORDER BY "no"');
    await sealed(world);
    expect(await rows('SELECT * FROM "history_checkpoint" ORDER BY "no"')).toEqual(before);
    await registered(await world.as('receiver'));
    expect(await verified(world)).toEqual([]);
    await sealed(world);
    const after = await rows('SELECT * FROM "history_checkpoint" ORDER BY "no"');
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ dossiers: Number(before.at(-1)!['dossiers']) + 1 });
    expect(await rows('SELECT * FROM "unsealed_head"')).toEqual([]);
    expect(await verified(world)).toEqual([]);
  });

  async function snapshot(id: string): Promise<[string, Record<string, unknown>[]][]> {
    const held: [string, Record<string, unknown>[]][] = [];
    for (const table of TABLES) {
      held.push([
        table,
        await rows(`SELECT * FROM "${table}" WHERE "${table === 'dossier' ? 'id' : 'dossierId'}" = $1`, [id]),
      ]);
    }
    return held;
  }

  async function restore(held: readonly [string, readonly Record<string, unknown>[]][]): Promise<void> {
    for (const [table, before] of held) await putBack(table, before);
  }

  it('names rows of a dossier that is not there', async () => {
    const { writer, engine } = world.database;
    if (engine === 'sqlite') sqliteHandle(writer).pragma('foreign_keys = OFF');
    else await run('ALTER TABLE "payment" DROP CONSTRAINT "fk_payment_dossier"');
    await run(
      `INSERT INTO "payment" ("id", "dossierId", "amountVnd", "method", "paidAt", "takenBy", "paidSeq")
       VALUES ('lost', 'nowhere', 1, 'cash', '2023-05-02T00:00:00.000Z', 'x', 2)`,
    );
    expect(await verified(world)).toEqual(['payment/nowhere dossierId: it belongs to a dossier that does not exist']);
  });
});

const TABLES = [
  'dossier',
  'dossier_party',
  'dossier_event',
  'dossier_event_payload',
  'dossier_concern',
  'dossier_token',
  ...VOUCHED_TABLES.map(({ table }) => table),
];

function keysOf(table: string): string[] {
  const keys: Readonly<Record<string, string[]>> = {
    dossier_event: ['dossierId', 'seq'],
    dossier_event_payload: ['dossierId', 'seq'],
    promise: ['dossierId', 'seq'],
    dossier_party: ['dossierId', 'role'],
    dossier_concern: ['dossierId', 'unitCode'],
    dossier_token: ['dossierId', 'token'],
    sealed_head: ['dossierId'],
    history_checkpoint: ['no'],
    counter: ['scope'],
    letter: ['id'],
  };
  return keys[table] ?? ['id'];
}

function chained<E extends ReturnType<typeof storedEvent>>(events: readonly E[]): E[] {
  let link = CHAIN_START;
  return events.map((event) => {
    link = linkOf(link, event.seq, event);
    return { ...event, hash: link };
  });
}

/** Another value of the same kind; null where there is none that the column takes. */
function otherThan(column: string, value: unknown): SqlValue | null {
  if (value instanceof Date) return new Date(value.getTime() + 60_000).toISOString();
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return BOOLEANS.has(column) ? 1 - value : value + 1;
  const text = value as string;
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return new Date(new Date(text).getTime() + 60_000).toISOString();
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text.startsWith('2019') ? '2020-01-01' : '2019-01-02';
  if (text.startsWith('[') || text.startsWith('{')) return text === '[]' ? '[["2023-05-01T00:00:00.000Z",null]]' : '[]';
  return text === 'x' ? 'y' : 'x';
}

const BOOLEANS = new Set([
  'instant',
  'assisted',
  'askedFirst',
  'provisional',
  'breachNoted',
  'delayDeclared',
  'restarts',
  'outside',
  'timely',
  'beforeAcceptance',
  'receiversFault',
  'pastWindow',
  'overridden',
]);
