import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { DigestsService } from '../../../src/worklist/digests.service.js';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk } from '../../support/desk.js';
import { PEOPLE } from '../../support/small-world.js';

const ADMIN = PEOPLE.find(({ username }) => username === 'admin') as Actor;

describe('the list of a morning', () => {
  let world: TestApp;
  let receiver: Agent;
  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
    receiver = await world.as('receiver');
    await registered(receiver, { procedureCode: FIVE_DAYS });
    const accounts = world.get(AccountsService, { strict: false });
    await accounts.change(ADMIN, 'receiver', { email: 'binh.tt@songcau.example' });
    await accounts.change(ADMIN, 'returner', { email: 'cuong.lv@songcau.example', active: false });
    await accounts.change(ADMIN, 'specialist', { email: 'minh.dv@songcau.example' });
    await accounts.change(ADMIN, 'monitor', { email: 'kim.vt@songcau.example' });
  });
  afterAll(() => world.close());

  const send = () => world.get(DigestsService, { strict: false }).send();
  const at = (moment: string): Promise<number> => {
    world.clock.set(moment);
    return send();
  };
  const mails = () =>
    world.database.query<{ recipient: string; title: string; text: string; html: string; state: string }>(
      `SELECT "recipient", "title", "text", "html", "state" FROM "message" WHERE "kind" = 'digest' ORDER BY "createdAt"`,
    );

  it('is not written before a quarter past seven, nor in the afternoon, nor on a day off', async () => {
    expect(await at('2023-05-16T07:14:00+07:00')).toBe(0);
    expect(await at('2023-05-16T12:00:00+07:00')).toBe(0);
    expect(await at('2023-05-20T07:15:00+07:00')).toBe(0);
    expect(await mails()).toEqual([]);
  });

  it('goes to who has something to do and left an address, once', async () => {
    expect(await at('2023-05-16T07:15:00+07:00')).toBe(1);
    expect(await at('2023-05-16T07:20:00+07:00')).toBe(0);
    expect((await mails()).map(({ recipient, state }) => [recipient, state])).toEqual([
      ['binh.tt@songcau.example', 'queued'],
    ]);
    const rows = await world.database.query<{ username: string; items: number }>(
      'SELECT "username", "items" FROM "digest" ORDER BY "username"',
    );
    expect(rows.map(({ username, items }) => [username, items > 0])).toEqual([
      ['monitor', false],
      ['receiver', true],
      ['specialist', false],
    ]);
  });

  it('tells counts, codes, procedures and times, and nothing of citizens', async () => {
    const [mail] = await mails();
    expect(mail?.title).toBe('Việc cần làm ngày 16/05/2023');
    for (const body of [mail?.text ?? '', mail?.html ?? '']) {
      expect(body).toContain('Hồ sơ đang giữ (1)');
      expect(body).toMatch(/H45\.20-230515-\d{4}/);
      expect(body).toContain('Gia hạn giấy phép xây dựng');
      expect(body).toContain('/work');
      for (const said of [APPLICANT.name, APPLICANT.phone, APPLICANT.idNumber, APPLICANT.address, APPLICANT.email]) {
        expect(body).not.toContain(said);
      }
    }
  });

  it('is one a day for two instances that write at once, and comes again the next morning', async () => {
    world.clock.set('2023-05-17T07:15:00+07:00');
    const queued = await Promise.all([send(), send()]);
    expect(queued[0] + queued[1]).toBe(1);
    expect(await mails()).toHaveLength(2);
    expect(await at('2023-05-18T09:30:00+07:00')).toBe(1);
  });
});
