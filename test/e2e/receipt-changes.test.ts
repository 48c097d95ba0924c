import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { provenActs } from '../support/chain.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, intake, registered, SAME_DAY, startDesk, type DossierAnswer } from '../support/desk.js';
import { verified } from '../support/verified.js';

interface Shown extends DossierAnswer {
  readonly procedureCode: string;
  readonly statutoryDueAt: string;
  readonly lateFrom: string | null;
  readonly voidedAt: string | null;
  readonly applicant: { readonly name: string; readonly phoneMasked: string };
  readonly submitter: { readonly name: string } | null;
  readonly allowedActs: readonly unknown[];
}

interface Corrections {
  readonly items: readonly { readonly id: string; readonly confirmedBy: string | null; readonly changes: unknown }[];
}

const REASON = { reason: 'Ghi nhầm khi tiếp nhận tại quầy' };

describe('a receipt', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let receiver: Agent;
  let head: Agent;
  let leader: Agent;

  beforeAll(async () => {
    world = await startDesk({ clock });
    [receiver, head, leader] = [await world.as('receiver'), await world.as('desk_head'), await world.as('leader')];
  });
  beforeEach(() => {
    clock.set('2023-05-15T08:30:00+07:00');
  });
  afterAll(() => world.close());

  const post = async (by: Agent, code: string, route: string, body: object = {}): Promise<Shown> => {
    const answer = await by.post(`/api/v1/dossiers/${code}/${route}`, body);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<Shown>();
  };
  const corrections = async (code: string): Promise<Corrections['items']> =>
    (await head.get(`/api/v1/dossiers/${code}/corrections`)).json<Corrections>().items;
  const corrected = async (code: string, change: object): Promise<Shown> => {
    await post(receiver, code, 'corrections', { ...REASON, ...change });
    const waiting = (await corrections(code)).find(({ confirmedBy }) => confirmedBy === null)!;
    return post(head, code, `corrections/${waiting.id}/confirmations`);
  };
  const receipt = async (code: string, query = ''): Promise<string> =>
    (await receiver.get(`/api/v1/dossiers/${code}/papers/receipt.html${query}`)).body;
  const received = async (unit: string): Promise<number> => {
    const url = `/api/v1/reports/on-time?from=2023-05-01&to=2023-05-31&groupBy=unit&unit=${unit}`;
    return (await leader.get(url)).json<{ total: { received: number } }>().total.received;
  };
  const idOf = async (code: string): Promise<string> => {
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [code]);
    return row!.id;
  };

  it('is put right by two people; the first one is kept as it was printed', async () => {
    const { code } = await registered(receiver, { submitter: { name: 'Hồ Thị Mượn', phone: '0905000111' } });
    const browser = await world.browse('receiver');
    expect((await browser.post(`/dossiers/${code}/receipt/issues`)).statusCode).toBe(303);
    const first = await receipt(code);
    clock.set('2023-05-15T09:00:00+07:00');
    const applicant = { ...APPLICANT, name: 'Nguyễn Văn Ẩm', phone: '0912999888' };
    const proposed = await post(receiver, code, 'corrections', {
      ...REASON,
      applicant,
      withoutSubmitter: true,
      copies: 3,
    });
    expect(proposed.applicant.name).toBe(APPLICANT.name);
    const [waiting] = await corrections(code);
    expect(waiting).toMatchObject({
      confirmedBy: null,
      changes: {
        applicant: { name: 'Nguyễn Văn Ẩm', phone: '09xx xxx 888', idNumber: '*********234' },
        submitter: null,
        copies: 3,
      },
    });
    const own = await receiver.post(`/api/v1/dossiers/${code}/corrections/${waiting!.id}/confirmations`);
    expect([own.statusCode, own.json<{ code: string }>().code]).toEqual([403, 'auth.forbidden']);

    clock.set('2023-05-15T10:00:00+07:00');
    const confirmed = await post(head, code, `corrections/${waiting!.id}/confirmations`);
    expect(confirmed).toMatchObject({
      applicant: { name: 'Nguyễn Văn Ẩm', phoneMasked: '09xx xxx 888' },
      submitter: null,
      currentDueAt: proposed.currentDueAt,
    });
    expect(await corrections(code)).toMatchObject([{ confirmedBy: 'desk_head', changes: null }]);
    const second = await receipt(code);
    expect(second).toContain('Nguyễn Văn Ẩm');
    expect(second).toContain('bản 2, thay bản 1');
    const again = await receipt(code, '?version=1');
    expect(again).toContain('Bản in lại lúc 10 giờ 00 phút, ngày 15 tháng 5 năm 2023');
    expect(unmarked(again)).toBe(unmarked(first));
    expect(await receipt(code, '?version=2')).toBe(second);
    expect((await receiver.get(`/api/v1/dossiers/${code}/papers/receipt.html?version=3`)).statusCode).toBe(404);
    expect(await provenActs(world.database, await idOf(code))).toEqual(['register', 'propose_correction', 'correct']);
  });

  it('keeps no plain number of anybody while a correction waits', async () => {
    const { code } = await registered(receiver);
    await post(receiver, code, 'corrections', { ...REASON, applicant: { ...APPLICANT, idNumber: '054090009876' } });
    for (const table of ['receipt_correction', 'dossier_event', 'dossier_event_payload', 'dossier_party']) {
      expect(JSON.stringify(await world.database.query(`SELECT * FROM "${table}"`))).not.toContain('054090009876');
    }
  });

  it('is found by the names it has now', async () => {
    const { code } = await registered(receiver, { applicant: { ...APPLICANT, name: 'Trương Quốc Khánh' } });
    await corrected(code, { applicant: { ...APPLICANT, name: 'Trương Thục Quyên' } });
    const words = async (): Promise<unknown[]> =>
      (
        await world.database.query<{ token: string }>('SELECT "token" FROM "dossier_token" WHERE "dossierId" = $1', [
          await idOf(code),
        ])
      ).map(({ token }) => token);
    const found = await words();
    expect(found).toEqual(expect.arrayContaining(['truong', 'thuc', 'quyen']));
    expect(found).not.toContain('khanh');
  });

  it('of another procedure has its limit, its agency, its fee and its papers, and the ledger shows both dates', async () => {
    const [wrong, right] = [await received('H45.20.04'), await received('H45.20.05')];
    const { code } = await registered(receiver);
    expect(await received('H45.20.04')).toBe(wrong + 1);
    clock.set('2023-05-15T09:00:00+07:00');
    const dossier = await corrected(code, { procedureCode: FIVE_DAYS });
    expect(dossier).toMatchObject({
      procedureCode: FIVE_DAYS,
      responsibleUnitCode: 'H45.20.05',
      originalDueAt: '2023-05-18T17:00:00+07:00',
      statutoryDueAt: '2023-05-22T17:00:00+07:00',
      currentDueAt: '2023-05-22T17:00:00+07:00',
      lateFrom: '2023-05-23T00:00:00+07:00',
    });
    expect([await received('H45.20.04'), await received('H45.20.05')]).toEqual([wrong, right + 1]);
    const { items } = (await receiver.get(`/api/v1/dossiers/${code}/promises`)).json<{ items: { kind: string }[] }>();
    expect(items.map(({ kind }) => kind)).toEqual(['original', 'correction']);
    expect(await receipt(code)).toContain('22 tháng 5 năm 2023');
    expect(await receipt(code, '?version=1')).toContain('18 tháng 5 năm 2023');
    const page = await (await world.browse('receiver')).get(`/dossiers/${code}`);
    expect([page.statusCode, page.body.includes('Sửa giấy hẹn')]).toEqual([200, true]);
  });

  it('is taken back within five minutes: no figure, no act, no lateness, and a new one in its place', async () => {
    const before = await received('H45.20');
    const { code } = await registered(receiver, { procedureCode: SAME_DAY });
    clock.set('2023-05-15T08:35:00+07:00');
    const voided = await post(receiver, code, 'voids', REASON);
    expect(voided).toMatchObject({ status: 'accepted', voidedAt: '2023-05-15T08:35:00+07:00', lateFrom: null });
    expect(voided.allowedActs).toEqual([]);
    expect(await received('H45.20')).toBe(before);
    const again = await receiver.post(`/api/v1/dossiers/${code}/completions`, { outcome: 'granted' });
    expect(again.json()).toMatchObject({ status: 409, code: 'dossier.action_refused', facts: { allowed: [] } });

    const next = await registered(receiver, { procedureCode: SAME_DAY, replacesCode: code });
    const [row] = await world.database.query('SELECT "replacesCode" FROM "dossier" WHERE "code" = $1', [next.code]);
    expect(row).toEqual({ replacesCode: code });
    const twice = await receiver.post('/api/v1/dossiers', intake({ replacesCode: code }));
    expect([twice.statusCode, twice.body.includes(next.code)]).toEqual([422, true]);

    clock.set('2023-05-16T09:00:00+07:00');
    await world.get(SweepService, { strict: false }).sweep();
    const owed = await world.database.query<{ code: string }>(
      'SELECT d."code" FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId"',
    );
    expect(owed.map((one) => one.code)).toEqual([next.code]);
    const page = await (await world.browse('receiver')).get(`/dossiers/${code}`);
    expect([page.statusCode, page.body.includes('Hủy giấy tiếp nhận')]).toEqual([200, true]);
  });

  it('is put right once at a time', async () => {
    const { code } = await registered(receiver);
    await post(receiver, code, 'corrections', { ...REASON, copies: 2 });
    await post(receiver, code, 'corrections', { ...REASON, summary: 'Bán nước giải khát' });
    const waiting = await corrections(code);
    const confirmed = waiting.map(({ id }) => head.post(`/api/v1/dossiers/${code}/corrections/${id}/confirmations`));
    const answers = await Promise.all(confirmed);
    // Side by side one of them meets the other; one after the other both are right.
    const lost = answers.filter(({ statusCode }) => statusCode !== 201);
    expect(lost.length).toBeLessThan(2);
    for (const answer of lost) expect(answer.json()).toMatchObject({ status: 409, code: 'dossier.changed_meanwhile' });
    for (const { id, confirmedBy } of await corrections(code)) {
      if (confirmedBy === null) await post(head, code, `corrections/${id}/confirmations`);
    }
    expect(await receipt(code)).toContain('bản 3, thay bản 2');
    expect(await receipt(code, '?version=2')).toContain('bản 2, thay bản 1');
  });

  it('is taken back by the head of the desk until the evening', async () => {
    const { code } = await registered(receiver);
    clock.set('2023-05-15T16:45:00+07:00');
    const late = await receiver.post(`/api/v1/dossiers/${code}/voids`, REASON);
    expect(late.json()).toMatchObject({ status: 403, code: 'auth.forbidden', facts: { roles: ['desk_head'] } });
    expect((await post(head, code, 'voids', REASON)).voidedAt).toBe('2023-05-15T16:45:00+07:00');
  });

  it('leaves histories that vouch for every row', async () => {
    expect(await verified(world)).toEqual([]);
  });
});

/** What a receipt says, whether it is the first print or a later one. */
function unmarked(html: string): string {
  return html.replace(/<p class="copy">Bản in lại[^<]*<\/p>/, '').replace(/\n+/g, '\n');
}
