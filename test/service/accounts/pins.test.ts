import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Pins } from '../../../src/accounts/shared-pcs/pins.js';
import { startTestApp, type TestApp } from '../../support/app.js';

let world: TestApp;
let pins: Pins;
beforeAll(async () => {
  world = await startTestApp();
  pins = world.get(Pins, { strict: false });
});
afterAll(() => world.close());

async function choose(username: string, pin: string): Promise<void> {
  const hash = await pins.hash(username, pin);
  await world.transactor.run((tx) => pins.set(tx, username, hash, world.clock.now()));
}
const tried = (username: string, pin: string): Promise<string> =>
  pins.demand(username, pin).then(
    () => 'right',
    (error: unknown) => (error as { code: string }).code,
  );

it('lets no more than five through, however many come at once', async () => {
  await choose('receiver', '5839');
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => tried('receiver', String(7000 + i))));
  expect(answers.filter((answer) => answer === 'auth.failed').length).toBeLessThanOrEqual(4);
  expect(await tried('receiver', '5839')).toBe('rate.limited');
  expect(await pins.standing('receiver')).toEqual({ closed: true });
  await world.transactor.run((tx) => pins.reopen(tx, 'receiver'));
  expect(await tried('receiver', '5839')).toBe('right');
});

it('begins anew after a right one', async () => {
  await choose('cashier', '5839');
  for (let i = 0; i < 8; i += 1) {
    expect(await tried('cashier', '5838')).toBe('auth.failed');
    expect(await tried('cashier', '5839')).toBe('right');
  }
});

it('fits its own person alone, also when its row is copied', async () => {
  await choose('returner', '5839');
  await choose('clerk', '4026');
  await world.transactor.run((tx) =>
    tx.execute(
      `UPDATE "account_pin" SET "pinHash" = (SELECT "pinHash" FROM "account_pin" WHERE "username" = 'returner') WHERE "username" = 'clerk'`,
    ),
  );
  expect(await tried('clerk', '5839')).toBe('auth.failed');
  expect(await tried('nobody.here', '5839')).toBe('auth.failed');
  expect(await pins.standing('nobody.here')).toBeNull();
});

it('keeps nothing that the PIN could be read from', async () => {
  const rows = await world.database.query('SELECT "pinHash" FROM "account_pin"');
  expect(JSON.stringify(rows)).toContain('$argon2id$');
  expect(JSON.stringify(rows)).not.toContain('5839');
});
