import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ImportRunner } from '../../../src/imports/import-runner.js';
import { ImportsRepository } from '../../../src/imports/imports.repository.js';
import { MirroringService } from '../../../src/imports/mirroring.service.js';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { startDesk } from '../../support/desk.js';
import { accepted, imported, send, shown } from '../../support/imports.js';
import { PLAIN_LINE, registerRows, toCsv } from '../../support/register.js';

/** More than two transactions of rows that bring nothing new. */
const ROWS = 450;
const clock = new StoppedClock('2023-05-08T10:00:00+07:00');
const lines = Array.from({ length: ROWS }, (_, i) => ({
  ...PLAIN_LINE,
  code: `H45.20-230508-${String(i + 1).padStart(4, '0')}`,
}));
const register = toCsv(registerRows(lines));

let world: TestApp;
let head: Agent;
beforeAll(async () => {
  world = await startDesk({ clock });
  head = await world.as('desk_head');
});
afterAll(() => world.close());

/** How many dossiers the source vouches for until now. */
async function vouched(): Promise<number> {
  const [row] = await world.database.query<{ n: number }>(
    'SELECT CAST(count(*) AS integer) AS "n" FROM "dossier_mirror" WHERE "vouchedUntil" = $1',
    [new Date(clock.now()).toISOString()],
  );
  return row?.n ?? -1;
}

it('goes on where it was stopped: every dossier of the file is vouched for, though nothing of it is new', async () => {
  await imported(world, head, register, { type: 'text/csv', query: '' });
  expect(await vouched()).toBe(ROWS);
  clock.set('2023-05-15T10:00:00+07:00');
  const { id } = (await send(head, register, 'text/csv')).json<{ id: string }>();
  await world.get(ImportRunner, { strict: false }).run();
  await head.post(`/api/v1/imports/${id}/acceptances`);
  const file = await world.get(ImportsRepository, { strict: false }).find(id);
  if (!file) throw new Error('it was just accepted');
  const mirroring = world.get(MirroringService, { strict: false });
  expect([await mirroring.followRest(file, 1), await vouched()]).toEqual(['more', 200]);
  await head.post(`/api/v1/imports/${id}/cancellations`);
  expect([await mirroring.followRest(file, 9), await vouched()]).toEqual(['stopped', 200]);
  expect(await shown(head, id)).toMatchObject({ state: 'stopped', missing: 0 });
  const done = await accepted(world, head, id);
  expect(done).toMatchObject({ state: 'done', rows: { unchanged: ROWS, applied: 0 } });
  expect(await vouched()).toBe(ROWS);
}, 60_000);
