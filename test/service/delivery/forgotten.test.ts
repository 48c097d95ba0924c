import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { CallTasks } from '../../../src/apologies/calls/call-tasks.service.js';
import { DeliveriesService } from '../../../src/apologies/deliveries.service.js';
import { LetterLinks } from '../../../src/apologies/delivery/letter-links.js';
import { ProofFiles } from '../../../src/apologies/delivery/proof-files.service.js';
import { ErasureService } from '../../../src/dossiers/erasure/erasure.service.js';
import { FileStore } from '../../../src/platform/files/file-store.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, startDesk } from '../../support/desk.js';
import { IssuedLetters } from '../../support/issued-letters.js';
import { verified } from '../../support/verified.js';

let world: TestApp;
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock('2023-04-28T08:00:00+07:00') });
});
afterAll(() => world.close());

it('what was said, drawn and wished about a letter is forgotten with its dossier', async () => {
  const letters = await IssuedLetters.open(world);
  world.clock.set('2023-05-11T08:00:00+07:00');
  const { id, code } = await letters.issue({ ...APPLICANT, email: undefined, contactBy: ['desk'] });
  const clerk = await world.get(AccountsService, { strict: false }).actor('qldt.clerk');
  const proof = await world.get(ProofFiles, { strict: false }).keep(Buffer.from('%PDF-1.7 có chữ ký'), 'file');
  const delivery = { channel: 'desk', proof: 'Nguyễn Văn Ẩn, ký trên giấy', proofHash: proof.hash } as const;
  await world.get(DeliveriesService, { strict: false }).deliver(id, delivery, clerk, null);
  const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [code]);
  const at = world.clock.now();
  await world.transactor.run((tx) =>
    world.get(CallTasks, { strict: false }).open(tx, {
      kind: 'call_back',
      dossierId: row!.id,
      letterId: id,
      unitCode: 'H45.20.05',
      subjectId: id,
      at,
      dueAt: at,
      wish: 'gọi cho con gái Nguyễn Thị Bé',
    }),
  );
  const receiver = await world.as('receiver');
  const done = await receiver.post(`/api/v1/dossiers/${code}/completions`, { outcome: 'granted', shelf: 'A' });
  expect(done.statusCode).toBe(201);
  const returner = await world.as('returner');
  expect(
    (await returner.post(`/api/v1/dossiers/${code}/returns`, { receivedBy: 'Nguyễn Văn Ẩn', how: 'desk' })).statusCode,
  ).toBe(201);
  const link = new URL(world.get(LetterLinks, { strict: false }).href(id)).pathname;
  expect((await world.http({ method: 'GET', url: link })).statusCode).toBe(200);

  const leader = await world.get(AccountsService, { strict: false }).actor('leader');
  await world.get(ErasureService, { strict: false }).erase(code, leader, 'request', 'Theo yêu cầu của công dân');

  expect((await world.http({ method: 'GET', url: link })).statusCode).toBe(404);
  await expect(world.get(FileStore, { strict: false }).read(proof.hash)).rejects.toMatchObject({ code: 'not_found' });
  const left = JSON.stringify([
    await world.database.query('SELECT * FROM "call_task"'),
    await world.database.query('SELECT * FROM "letter_delivery"'),
    await world.database.query('SELECT * FROM "message"'),
  ]);
  expect(left).not.toMatch(/Nguyễn|ký trên giấy/);
  expect(await verified(world)).toEqual([]);
});
