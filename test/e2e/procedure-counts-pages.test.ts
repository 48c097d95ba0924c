import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { FoldService } from '../../src/counting/fold.service.js';
import { withXlsx } from '../../src/platform/spreadsheet/read-xlsx.js';
import type { Agent, Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../support/desk.js';

const REPORT = '/api/v1/reports/procedures';

interface Counts {
  readonly rows: readonly { fieldCode: string; onlineLevel: string; procedures: number; planned: number | null; filed: number; received: number }[]; // prettier-ignore
  readonly total: { procedures: number; planned: number | null; filed: number; filedOnline: number; received: number };
  readonly year: number;
}

async function rowsOf(file: Buffer): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'procedures-'));
  const path = join(folder, 'file.xlsx');
  writeFileSync(path, file);
  const rows: string[][] = [];
  await withXlsx(path, null, async (table) => {
    for await (const { cells } of table.rows) rows.push(cells.map((cell) => String(cell ?? '')));
  });
  rmSync(folder, { recursive: true });
  return rows;
}

describe('counts of procedures', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let world: TestApp;
  let leader: Agent;
  let browser: Browser;
  const counts = async (query = ''): Promise<Counts> => (await leader.get(`${REPORT}${query}`)).json<Counts>();

  beforeAll(async () => {
    world = await startDesk({ clock });
    const receiver = await world.as('receiver');
    for (const procedureCode of [FIVE_DAYS, FIVE_DAYS, THREE_DAYS]) await registered(receiver, { procedureCode });
    leader = await world.as('leader');
    browser = await world.browse('leader');
  }, 60_000);
  afterAll(() => world.close());

  it('counts what was received a moment ago, and the same after it was folded', async () => {
    const before = await counts('?period=2023-04');
    expect(before.total).toMatchObject({ filed: 2, filedOnline: 0, received: 3, planned: null });
    expect(before.rows.reduce((sum, { procedures }) => sum + procedures, 0)).toBe(before.total.procedures);
    await world.get(FoldService, { strict: false }).fold();
    expect(await counts('?period=2023-04')).toEqual(before);
    expect((await counts('?period=2023-03')).total).toMatchObject({ filed: 0, received: 0 });
  });

  it('keeps one planned number of a field and level, and a trace of each change', async () => {
    const form = { unit: 'H45.20', year: '2023', fieldCode: (await counts()).rows[0]!.fieldCode, onlineLevel: 'full' };
    for (const planned of ['12', '15']) {
      const answer = await browser.post('/reports/procedures/plans', { ...form, planned });
      expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/reports/procedures?unit=H45.20&period=2023']); // prettier-ignore
    }
    expect((await counts()).total.planned).toBe(15);
    const trace = await world.database.query(
      `SELECT "subject" FROM "audit_entry" WHERE "action" = 'procedure_plan.set'`,
    );
    expect(trace.map(({ subject }) => subject)).toEqual([
      `unit:H45.20 2023 ${form.fieldCode} full 12`,
      `unit:H45.20 2023 ${form.fieldCode} full 15`,
    ]);
    expect((await browser.get('/reports/procedures?period=2022')).body).not.toContain('>15<');
  });

  test.each([
    [{ planned: '-1' }, 422],
    [{ planned: 'many' }, 422],
    [{ onlineLevel: 'half' }, 422],
    [{ fieldCode: 'none-such' }, 422],
    [{ year: '1999' }, 422],
    [{ unit: 'H45.99' }, 404],
  ])('refuses %j with %i', async (over, status) => {
    const form = { unit: 'H45.20', year: '2023', fieldCode: 'x', onlineLevel: 'full', planned: '1', ...over };
    expect((await browser.post('/reports/procedures/plans', form)).statusCode).toBe(status);
  });

  it('opens the dossiers of a procedure from its number', async () => {
    const { body } = await browser.get('/reports/procedures?period=2023-04');
    const href = /href="(\/dossiers\?[^"]*procedure(?:=|&#x3D;)1\.009998[^"]*)"/.exec(body)?.[1] ?? '';
    const list = await browser.get(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(list.statusCode).toBe(200);
    expect([...new Set(list.body.match(/H45\.20-230428-\d{4}/g))]).toHaveLength(2);
  });

  it('gives the same numbers as a sheet', async () => {
    const file = await browser.get('/reports/procedures.xlsx?period=2023-04');
    expect(file.statusCode).toBe(200);
    const { rows, total } = await counts('?period=2023-04');
    const read = await rowsOf(file.rawPayload);
    expect(read).toHaveLength(rows.length + 2);
    expect(read.at(-1)?.slice(2, 7)).toEqual([total.procedures, total.planned, total.filed, total.filedOnline, total.received].map((n) => (n === null ? '' : String(n)))); // prettier-ignore
  });

  test.each([
    ['monitor', '/reports/procedures', 200],
    ['xp.leader', '/reports/procedures', 200],
    ['xp.leader', '/reports/procedures?unit=H45.20', 403],
    ['specialist', '/reports/procedures', 403],
    ['leader', '/reports/procedures?period=2024', 422],
    ['leader', '/reports/procedures?unit=H45.99', 404],
    ['leader', '/reports/procedures.xlsx?period=now!', 422],
  ] as const)('answers %s at %s with %i', async (who, path, status) => {
    expect((await (await world.browse(who)).get(path)).statusCode).toBe(status);
  });
  it('lets nobody plan who only reads, or for a unit above', async () => {
    const form = { unit: 'H45.20', year: '2023', fieldCode: 'x', onlineLevel: 'full', planned: '1' };
    for (const who of ['monitor', 'xp.leader'] as const) {
      const other = await world.browse(who);
      const page = await other.get('/reports/procedures');
      expect([who, page.body.includes('/reports/procedures/plans')]).toEqual([who, who !== 'monitor']);
      expect((await other.post('/reports/procedures/plans', form)).statusCode).toBe(403);
    }
  });
});
