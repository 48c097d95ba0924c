import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import { CoverRecount } from '../../../src/apologies/coverage/cover-recount.service.js';
import { RecountService } from '../../../src/counting/recount.service.js';
import { sqliteHandle } from '../../../src/platform/database/database.js';
import type { Row, SqlValue } from '../../../src/platform/database/sql.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { startDesk } from '../../support/desk.js';
import { fillEveryTable } from '../../support/every-table.js';
import { verified } from '../../support/verified.js';

/** Tables that are no record: nobody is owed anything by them, and losing them costs a new log-in or a second run. */
const NO_RECORD: Readonly<Record<string, string>> = {
  session: 'who is signed in; the rights are the account’s',
  log_in_limit: 'failures of the last minutes',
  account_pin: 'bound to its person by the key; who loses it logs in by password',
  device_use: 'who sat where lately',
  idempotency_key: 'answers of the last days, kept to be given again',
  job_lease: 'which instance runs a job',
  key_check: 'a foreign key is refused at start',
  maintenance_switch: 'what it lets through is named where it was done',
  counter: 'revisions, and the last numbers: of letters, a gap in the register names a wrong one; a code exists once',
  register_export: 'a file made of the register, for some days; who asked for it and took it is in the audit trail',
  reference_draft: 'a file that somebody is about to accept: what it came to is in the rows it wrote',
  import_row: 'staged until it is applied; what it wrote is in the history of its dossier',
  kpi_stage_tail: 'times of stages on their way to the bins, a minute long; there they are sealed',
  cover_mark: 'whose obligations changed in the last minute; a lost mark is found by check-counts',
  heal_report: 'what a night found; what is still so is found again the next night',
  radar_base: 'how often acts of the history could have been a sign: made again from it',
  data_defect: 'what a round found; what is still so is found again by the next one',
  quality_mark: 'how far the round of a day has come; a lost one begins anew',
  migrations: 'which steps were taken',
  promise_watch:
    'moments that follow from dossiers; a lost one is found again at the next ledger row, late ones are listed anyway',
  warning: 'who was reminded; the list of work does not depend on it, and a reminder lost is one more',
  sign_reminder: 'who had their mail of the evening; a lost row is a second mail, no figure',
  digest: 'who had their list of the morning; a lost row is a second mail, no figure',
  desk_work_half: 'follows from dossiers; counted anew night by night',
  letter_way: 'follows from messages and deliveries; a lost one is found again within a day, and decides nothing',
  folder_print: 'a printing under way; what was printed stands with the letters of the folder',
  folder_part: 'a PDF that can be made again',
  folder_scan: 'an uploaded file, until its folder is closed; what a letter keeps of it is the letter’s',
  folder_scan_page: 'to which letter a page seems to belong; a lost one is a letter still without its scan',
  kpi_closed: 'which days reports have closed: the closings say so, and a closed report is compared with its figures',
  kpi_adjustment: 'where reports show what was said of closed days: a closed report is compared with its figures',
  reconciliation_row: 'follows from the file and the dossiers; sent again, the file makes it again',
  procedure_plan: 'how many procedures an office means to offer; each change is in the audit record',
  qd766_rule: 'follows from the requests for supplement; counted again every night',
  report_view: 'which reports somebody likes to look at; a lost one is saved again, and it says nothing of figures',
  typeorm_metadata: 'what the views are made of',
};

/** Under which name a table is spoken of, where it stands for others. */
const SPOKEN_OF: Readonly<Record<string, RegExp>> = {
  unsealed_head: /sealed_head\/.*: its seal is missing/,
  row_seal: /the seals do not add up|: it is not what was written/,
  row_mark: /: (it is not what was written|nobody wrote it|it was written, and it is gone)/,
  history_checkpoint: /(history_checkpoint|row_tally)/,
  kpi_year: /kpi_balance/,
  kpi_open_tail: /kpi_open_day/,
};

/** A forged line in these queues asks for nothing but another look. */
const HARMLESS_ADDED = ['unsealed_head'];

let world: TestApp;
let tables: string[];
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock('2023-04-28T14:00:00+07:00') });
  await fillEveryTable(world);
  tables = await allTables();
  await execute('UPDATE "maintenance_switch" SET "open" = TRUE');
  if (world.database.engine === 'sqlite') sqliteHandle(world.database.writer).pragma('foreign_keys = OFF');
}, 60_000);
afterAll(() => world.close());

/** By somebody who may write SQL, and turns off what stands in the way. */
async function execute(sql: string, params: readonly SqlValue[] = []): Promise<number> {
  return world.transactor.run(async (tx) => {
    if (world.database.engine === 'postgres') await tx.execute('SET LOCAL session_replication_role = replica');
    return tx.execute(sql, params);
  });
}

async function allTables(): Promise<string[]> {
  const rows = await world.database.query<{ name: string }>(
    world.database.engine === 'sqlite'
      ? `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%' ORDER BY 1`
      : `SELECT table_name AS "name" FROM information_schema.tables
          WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

function keysOf(table: string): string[] {
  const entity = world.database.writer.entityMetadatas.find(({ tableName }) => tableName === table)!;
  return entity.primaryColumns.map(({ databaseName }) => databaseName);
}

async function said(table: string): Promise<string[]> {
  if (table.startsWith('cover_')) return world.get(CoverRecount, { strict: false }).check() as Promise<string[]>;
  if (!table.startsWith('kpi_') || table === 'kpi_stage_half') return verified(world);
  const found = await world.get(RecountService, { strict: false }).check();
  // What waits in the tail is counted in the bins it is on its way to.
  return found.map((difference) => (table === 'kpi_tail' ? 'kpi_tail' : difference.table));
}

async function isNamed(table: string): Promise<boolean> {
  const name = SPOKEN_OF[table] ?? new RegExp(`(^|\\s)${table}(/|:|\\s|$)`);
  return (await said(table)).some((line) => name.test(line));
}

const held = (value: unknown): SqlValue => (value instanceof Date ? value.toISOString() : value) as SqlValue;
const marks = (names: readonly string[], from = 1): string => names.map((_, i) => `$${String(i + from)}`).join(', ');
const where = (keys: readonly string[], from = 1): string =>
  keys.map((key, i) => `"${key}" = $${String(i + from)}`).join(' AND ');

function insert(table: string, row: Row): Promise<number> {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(', ');
  return execute(`INSERT INTO "${table}" (${columns}) VALUES (${marks(names)})`, Object.values(row).map(held));
}

function remove(table: string, row: Row): Promise<number> {
  const keys = keysOf(table);
  return execute(`DELETE FROM "${table}" WHERE ${where(keys)}`, keys.map((key) => held(row[key]))); // prettier-ignore
}

/** Another value of the same kind. */
function other(value: unknown): SqlValue {
  if (value instanceof Date) return new Date(value.getTime() + 60_000).toISOString();
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value > 1 ? value + 1 : 1 - value;
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return new Date(new Date(text).getTime() + 60_000).toISOString();
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return '2031-01-02';
  return text.startsWith('[') ? '["x"]' : text === 'x' ? 'y' : 'x';
}

/** @returns what was changed; null when no column takes another value */
async function changeOne(table: string, row: Row): Promise<string | null> {
  const keys = keysOf(table);
  const names = Object.keys(row).filter((name) => !keys.includes(name) && row[name] !== null);
  for (const name of names) {
    const params = [other(row[name]), ...keys.map((key) => held(row[key]))];
    const sql = `UPDATE "${table}" SET "${name}" = $1 WHERE ${where(keys, 2)}`;
    const changed = await execute(sql, params).catch(() => 0);
    if (changed === 1) return name;
  }
  return null;
}

/** @returns the row that was put in; null when the database takes none like it */
async function forgeOne(table: string, row: Row): Promise<Row | null> {
  const keys = keysOf(table);
  const rest = Object.keys(row).filter((name) => !keys.includes(name) && row[name] !== null);
  for (const key of [...keys].reverse()) {
    const value = row[key];
    const twin = { ...row, [key]: typeof value === 'number' ? value + 1000 : other(value) };
    // In one or two other places it may have to differ as well, to be another one.
    const one = rest.map((name) => ({ [name]: other(row[name]) }));
    const two = one.flatMap((first, i) => one.slice(i + 1).map((second) => ({ ...first, ...second })));
    for (const also of [{}, ...one, ...two]) {
      if ((await insert(table, { ...twin, ...also }).catch(() => 0)) === 1) return { ...twin, ...also };
    }
  }
  return null;
}

it('holds nothing against a world where the service wrote every row', async () => {
  expect(await verified(world)).toEqual([]);
  expect(await world.get(RecountService, { strict: false }).check()).toEqual([]);
});

it('knows of each table whether it is a record', () => {
  expect(Object.keys(NO_RECORD).filter((name) => !tables.includes(name) && name !== 'typeorm_metadata')).toEqual([]);
});

test('each table: a row changed, taken away or put in by SQL is named', async () => {
  const missed: string[] = [];
  const tried: Record<string, number> = { changed: 0, gone: 0, added: 0 };
  for (const table of tables.filter((name) => !(name in NO_RECORD))) {
    const all = await world.database.query(`SELECT * FROM "${table}" ORDER BY ${keysOf(table).map((k) => `"${k}"`).join(', ')}`); // prettier-ignore
    const row = all.at(-1);
    if (!row) {
      missed.push(`${table}: the world has no such row`);
      continue;
    }
    const column = await changeOne(table, row);
    if (column !== null) {
      tried['changed']! += 1;
      if (!(await isNamed(table))) missed.push(`${table}.${column} changed`);
      await remove(table, row);
      await insert(table, row);
    }
    expect(await remove(table, row)).toBe(1);
    tried['gone']! += 1;
    if (!(await isNamed(table))) missed.push(`${table} gone`);
    await insert(table, row);
    const forged = HARMLESS_ADDED.includes(table) ? null : await forgeOne(table, row);
    if (forged) {
      tried['added']! += 1;
      if (!(await isNamed(table))) missed.push(`${table} added`);
      await remove(table, forged);
    } else if (!HARMLESS_ADDED.includes(table)) missed.push(`${table}: no row like it can be put in`);
  }
  expect(missed).toEqual([]);
  expect(tried['changed']).toBeGreaterThan(40);
  expect(await verified(world)).toEqual([]);
}, 120_000);
