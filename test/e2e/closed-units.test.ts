import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { UnitChangesService } from '../../src/units/unit-changes.service.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, intake, registered, SAME_DAY, startDesk } from '../support/desk.js';
import { actor } from '../support/reference.js';

const WARD = 'H45.20.21';
const DIVISION = 'H45.20.05';
const OTHER_DIVISION = 'H45.20.04';

let world: TestApp;
beforeAll(async () => {
  world = await startDesk({ clock: new StoppedClock('2023-05-16T09:00:00+07:00') });
  await ends(WARD, '2023-05-17', 'H45.20.22');
  await ends(DIVISION, '2023-05-17', OTHER_DIVISION);
}, 60_000);
afterAll(() => world.close());

async function ends(code: string, from: string, successorCode: string): Promise<void> {
  const day = plainDate(from);
  const planned = { validFrom: day, changes: { validTo: day, successorCode }, reason: 'NQ 12/NQ-HĐND' };
  await world.get(UnitChangesService, { strict: false }).plan(code, planned, actor('H45.20', 'admin'));
}

const atWard = { procedureCode: SAME_DAY, unitCode: WARD };

describe('a unit that ends', () => {
  it('receives and is handed dossiers on its last day', async () => {
    const ward = await world.as('xp.receiver');
    expect((await ward.post('/api/v1/dossiers', intake(atWard))).statusCode).toBe(201);
    const receiver = await world.as('receiver');
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
    const sent = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: DIVISION });
    expect(sent.statusCode).toBe(201);
  });

  it('receives nothing from the day on which it is no more, and says who goes on', async () => {
    world.clock.set('2023-05-17T08:00:00+07:00');
    const ward = await world.as('xp.receiver');
    const refused = await ward.post('/api/v1/dossiers', intake(atWard));
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'procedure.not_in_force',
      facts: { unitCode: WARD, closedFrom: '2023-05-17', successorCode: 'H45.20.22' },
    });
    const browser = await world.browse('xp.receiver');
    const { body } = await browser.get('/dossiers/new');
    expect(body).toContain('UBND phường Xuân Phú đã kết thúc hoạt động từ ngày 17/05/2023');
    expect(body).toContain('Nơi tiếp tục công việc: UBND phường Xuân Thành');
    expect(body).not.toContain(`value="${SAME_DAY}"`);
    await browser.get('/locale/en?next=/dossiers/new');
    expect((await browser.get('/dossiers/new')).body).toContain('Its work goes on at: UBND phường Xuân Thành');
  });

  it('answers no filing any more', async () => {
    world.clock.set('2023-05-16T10:00:00+07:00');
    const ward = await world.as('xp.receiver');
    const filed = await ward.post('/api/v1/filings', { procedureCode: SAME_DAY, unitCode: WARD, applicant: PERSON });
    expect(filed.statusCode).toBe(201);
    world.clock.set('2023-05-17T08:00:00+07:00');
    const later = await world.as('xp.receiver');
    const accepted = await later.post(`/api/v1/dossiers/${filed.json<{ code: string }>().code}/acceptances`);
    expect(accepted.json()).toMatchObject({ status: 422, facts: { successorCode: 'H45.20.22' } });
  });

  it('is handed nothing, one by one or in a stack, and is in no list of places', async () => {
    const receiver = await world.as('receiver');
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
    const refused = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: DIVISION });
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'request.invalid',
      errors: [{ field: 'unitCode' }],
      facts: { closedFrom: '2023-05-17' },
    });
    const name = (await receiver.get(`/api/v1/units/${OTHER_DIVISION}`)).json<{ name: string }>().name;
    expect(refused.json<{ errors: { message: string }[] }>().errors[0]?.message).toContain(name);
    const bulk = await receiver.post('/api/v1/dossiers/bulk/hand-overs', { codes: [code], unitCode: DIVISION });
    expect(bulk.json()).toMatchObject({ items: [{ code, done: false, error: { facts: { successor: name } } }] });
    const browser = await world.browse('receiver');
    const { body } = await browser.get(`/dossiers/${code}`);
    expect(body).toContain(`value="${OTHER_DIVISION}"`);
    expect(body).not.toContain(`value="${DIVISION}"`);
    const sent = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: OTHER_DIVISION });
    expect(sent.statusCode).toBe(201);
  });

  it('names the successor of a successor that ended too', async () => {
    await ends('H45.20.22', '2023-05-17', 'H45.20.23');
    const ward = await world.as('xp.receiver');
    const refused = await ward.post('/api/v1/dossiers', intake(atWard));
    expect(refused.json()).toMatchObject({ facts: { successorCode: 'H45.20.23' } });
  });
});

const PERSON = { kind: 'person', name: 'Lê Thị Cúc', phone: '0905123457' };
