import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk, THREE_DAYS } from '../support/desk.js';

describe('refusals at the counter', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  beforeAll(async () => {
    world = await startDesk({ clock });
  });
  afterAll(() => world.close());

  const refusal = (changes: object = {}): object => ({
    procedureCode: THREE_DAYS,
    kind: '03',
    reason: 'Thuộc thẩm quyền của Uỷ ban nhân dân tỉnh',
    ...changes,
  });

  interface Page {
    readonly items: readonly { readonly id: string; readonly kind: string; readonly applicantName: string | null }[];
    readonly nextCursor: string | null;
    readonly counts: Readonly<Record<string, number>>;
  }

  it('are records of their own: no dossier, no code, a count', async () => {
    const [receiver, head, ward] = [
      await world.as('receiver'),
      await world.as('desk_head'),
      await world.as('xp.receiver'),
    ];
    const made = await receiver.post('/api/v1/refusals', refusal({ applicantName: 'Lê Thị Hoa' }));
    expect(made.statusCode).toBe(201);
    const record = { unitCode: 'H45.20', kind: '03', refusedBy: 'receiver', refusedAt: '2023-05-15T08:30:00+07:00' };
    expect(made.json()).toMatchObject(record);
    const key = { 'idempotency-key': 'refusal-once' };
    clock.set('2023-05-15T08:40:00+07:00');
    await receiver.post('/api/v1/refusals', refusal({ kind: '02' }), key);
    const again = await receiver.post('/api/v1/refusals', refusal({ kind: '02' }), key);
    expect(again.headers['idempotency-replayed']).toBe('true');
    clock.set('2023-05-16T09:00:00+07:00');
    await receiver.post('/api/v1/refusals', refusal());
    await ward.post('/api/v1/refusals', refusal());

    const all = (await head.get('/api/v1/refusals')).json<Page>();
    expect(all).toMatchObject({ nextCursor: null, counts: { '02': 1, '03': 2 } });
    expect(all.items.map(({ kind, applicantName }) => [kind, applicantName])).toEqual([
      ['03', null],
      ['02', null],
      ['03', 'Lê Thị Hoa'],
    ]);
    const first = (await head.get('/api/v1/refusals?limit=2')).json<Page>();
    const rest = (await head.get(`/api/v1/refusals?limit=2&cursor=${first.nextCursor!}`)).json<Page>();
    expect([...first.items, ...rest.items]).toEqual(all.items);
    const day = (await head.get('/api/v1/refusals?from=2023-05-16&to=2023-05-16')).json<Page>();
    expect(day).toMatchObject({ items: [{ kind: '03' }], counts: { '02': 0, '03': 1 } });
    const below = (await head.get('/api/v1/refusals?unit=H45.20.21')).json<Page>();
    expect(below.counts).toEqual({ '02': 0, '03': 1 });
    expect(await world.database.query('SELECT 1 FROM "dossier"')).toEqual([]);
  });

  it('are for heads to read, of what they oversee', async () => {
    const receiver = await world.as('receiver');
    expect((await receiver.get('/api/v1/refusals')).statusCode).toBe(403);
    const wardLeader = await world.as('xp.leader');
    expect((await wardLeader.get('/api/v1/refusals')).json<Page>().counts).toEqual({ '02': 0, '03': 1 });
    expect((await wardLeader.get('/api/v1/refusals?unit=H45.20')).statusCode).toBe(404);
    expect((await wardLeader.get('/api/v1/refusals?unit=H99')).statusCode).toBe(404);
  });
});
