import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, registered, SAME_DAY, startDesk, THREE_DAYS } from '../../support/desk.js';
import { verified } from '../../support/verified.js';

interface Told {
  readonly recipient: string;
  readonly title: string;
  readonly text: string;
  readonly html: string;
  readonly state: string;
}

const RESULT = { outcome: 'granted', shelf: 'B12' };

describe('that a result has come', () => {
  const clock = new StoppedClock('2023-05-15T09:00:00+07:00');
  let world: TestApp;
  let receiver: Agent;

  beforeAll(async () => {
    world = await startDesk({ clock });
    receiver = await world.as('receiver');
  });
  afterAll(() => world.close());

  const told = (code: string): Promise<Told[]> =>
    world.database.query<Told>(
      `SELECT m.* FROM "message" m JOIN "dossier" d ON d."id" = m."subjectId" WHERE m."kind" = 'result_ready' AND d."code" = $1`,
      [code],
    );
  const complete = async (code: string, body: object = RESULT): Promise<number> =>
    (await receiver.post(`/api/v1/dossiers/${code}/completions`, body)).statusCode;

  it('is told when the desk has it, and not when the agency has sent it', async () => {
    const { code } = await registered(receiver, { procedureCode: THREE_DAYS });
    const over = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: 'H45.20.04' });
    expect([over.statusCode, await told(code)]).toEqual([201, []]);
    expect(await complete(code)).toBe(201);
    const [mail, ...more] = await told(code);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      recipient: APPLICANT.email,
      state: 'queued',
      title: `Hồ sơ ${code} đã có kết quả, mời đến nhận`,
    });
    expect(mail!.text).toContain(`Kính gửi ${APPLICANT.name}.`);
    expect(mail!.text).toMatch(/Mời Ông\/Bà đến nhận tại Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu/);
    expect(mail!.html).toContain('đã có kết quả');
  });

  it('is told once: a request sent again, a second try and a return say nothing more', async () => {
    const { code } = await registered(receiver);
    const key = { 'idempotency-key': `ready-${code}` };
    for (let i = 0; i < 2; i += 1) await receiver.post(`/api/v1/dossiers/${code}/completions`, RESULT, key);
    expect(await complete(code)).toBe(409);
    const returner = await world.as('returner');
    const back = await returner.post(`/api/v1/dossiers/${code}/returns`, { receivedBy: APPLICANT.name, how: 'desk' });
    expect([back.statusCode, (await told(code)).length]).toEqual([201, 1]);
  });

  it('is told of a refusal too: that is a result', async () => {
    const { code } = await registered(receiver);
    expect(await complete(code, { outcome: 'refused', reason: 'Không đủ điều kiện theo quy định' })).toBe(201);
    expect(await told(code)).toHaveLength(1);
  });

  it.each([
    ['left no address', { applicant: { ...APPLICANT, email: undefined } }],
    ['gets it by post', { resultVia: 'postal' }],
  ])('is not told to whoever %s', async (_, changes) => {
    const { code } = await registered(receiver, changes);
    expect(await complete(code)).toBe(201);
    expect(await told(code)).toEqual([]);
  });

  it('is not told of what was served at once', async () => {
    const { code } = await registered(receiver, { procedureCode: SAME_DAY, instant: true });
    expect(await told(code)).toEqual([]);
  });

  it('is told for each of many', async () => {
    const codes = [(await registered(receiver)).code, (await registered(receiver)).code];
    const answer = await receiver.post('/api/v1/dossiers/bulk/completions', { ...RESULT, codes });
    expect(answer.statusCode).toBe(200);
    for (const code of codes) expect(await told(code)).toHaveLength(1);
  });

  it('leaves every row vouched for', async () => {
    expect(await verified(world)).toEqual([]);
  });
});
