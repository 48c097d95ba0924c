import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { LettersService } from '../../../src/apologies/letters.service.js';
import { SignReminders } from '../../../src/apologies/signing/sign-reminders.service.js';
import { SignaturesErasure } from '../../../src/apologies/signatures/signatures-erasure.js';
import { SweepService } from '../../../src/apologies/sweep.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { FORGOTTEN } from '../../../src/domain/dossier/party.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { UnitsService } from '../../../src/units/units.service.js';
import { DigestsService } from '../../../src/worklist/digests.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../../support/desk.js';
import { PEOPLE } from '../../support/small-world.js';
import { verified } from '../../support/verified.js';

const person = (name: string): Actor => PEOPLE.find(({ username }) => username === name) as Actor;
const LEADER = person('leader');

describe('the mail of an evening to who signs', () => {
  let world: TestApp;
  let letters: string[];

  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-03T08:30:00+07:00') });
    const receiver = await world.as('receiver');
    await registered(receiver, { procedureCode: FIVE_DAYS });
    await registered(receiver, { procedureCode: THREE_DAYS });
    const accounts = world.get(AccountsService, { strict: false });
    for (const name of ['leader', 'xp.leader', 'qldt.clerk']) {
      await accounts.change(person('admin'), name, { email: `${name}@songcau.example` });
    }
    world.clock.set('2023-05-16T07:00:00+07:00');
    await world.get(SweepService, { strict: false }).sweep();
    const { items } = (await (await world.as('leader')).get('/api/v1/letters?state=drafted')).json<{
      items: { id: string }[];
    }>();
    letters = items.map(({ id }) => id);
  });
  afterAll(() => world.close());

  const at = (moment: string): Promise<number> => {
    world.clock.set(moment);
    return world.get(SignReminders, { strict: false }).send();
  };
  const mails = () =>
    world.database.query<{ recipient: string; title: string; text: string; html: string }>(
      `SELECT "recipient", "title", "text", "html" FROM "message" WHERE "kind" = 'sign_reminder' ORDER BY "createdAt"`,
    );

  it('is not sent where nobody asked for it', async () => {
    expect(letters).toHaveLength(2);
    expect(await at('2023-05-16T20:30:00+07:00')).toBe(0);
  });

  it('is sent at the hour of the unit, once an evening, on working days, to signers for whom something waits', async () => {
    const setting = { key: 'sign_reminder', value: '20:30', validFrom: plainDate('2023-05-17') } as const;
    await world.get(UnitsService, { strict: false }).decide('H45.20', setting, LEADER);
    expect(await at('2023-05-17T20:29:00+07:00')).toBe(0);
    expect(await at('2023-05-17T20:30:00+07:00')).toBe(1);
    expect(await at('2023-05-17T20:35:00+07:00')).toBe(0);
    expect(await at('2023-05-18T22:30:00+07:00')).toBe(0);
    expect(await at('2023-05-20T20:30:00+07:00')).toBe(0);
    expect(await at('2023-05-22T20:40:00+07:00')).toBe(1);
    const sent = await mails();
    expect(sent.map(({ recipient, title }) => [recipient, title])).toEqual([
      ['leader@songcau.example', 'Có 2 thư chờ ký'],
      ['leader@songcau.example', 'Có 2 thư chờ ký'],
    ]);
    expect(sent[0]!.text).toContain('/letters/to-sign');
  });

  it('names no citizen and no dossier', async () => {
    for (const { title, text, html } of await mails()) {
      const all = `${title}\n${text}\n${html}`;
      expect(all).not.toContain(APPLICANT.name);
      expect(all).not.toMatch(/H45\.20-\d{6}/);
    }
  });

  it('is said in the list of the morning, too', async () => {
    world.clock.set('2023-05-23T07:15:00+07:00');
    await world.get(DigestsService, { strict: false }).send();
    const [mail] = await world.database.query<{ text: string }>(
      `SELECT "text" FROM "message" WHERE "kind" = 'digest' AND "recipient" = 'leader@songcau.example'`,
    );
    expect(mail?.text).toMatch(/2 thư/);
  });

  it('is not sent when nothing is left', async () => {
    for (const id of letters) await world.get(LettersService, { strict: false }).approve(id, LEADER, null);
    expect(await at('2023-05-23T20:30:00+07:00')).toBe(0);
    expect(await mails()).toHaveLength(2);
  });

  it('what a signer said is forgotten with the people of the dossier', async () => {
    const [id] = letters;
    await world.get(LettersService, { strict: false }).sendBack(id!, 'Ông An đã gọi hai lần.', LEADER, null);
    const [letter] = await world.database.query<{ dossierId: string }>(
      'SELECT "dossierId" FROM "letter" WHERE "id" = $1',
      [id!],
    );
    const room = world.get(SignaturesErasure, { strict: false });
    const forgetting = await room.forget(letter!.dossierId);
    await world.transactor.run((tx) => forgetting.write(tx));
    const rows = await world.database.query<{ comment: string }>('SELECT "comment" FROM "letter_return"');
    expect(rows).toEqual([{ comment: FORGOTTEN }]);
    expect(await verified(world)).toEqual([]);
    await world.get(LettersService, { strict: false }).revise(id!, { reason: 'Phòng gửi văn bản chậm.' }, LEADER);
    await world.get(LettersService, { strict: false }).approve(id!, LEADER, null);
  });

  it('two that run at once make one', async () => {
    const [id] = letters;
    await world.get(LettersService, { strict: false }).sendBack(id!, 'Xem lại lý do chậm.', LEADER, null);
    await world
      .get(LettersService, { strict: false })
      .revise(id!, { reason: 'Phòng gửi văn bản hỏi thuế chậm.' }, LEADER);
    world.clock.set('2023-05-24T20:30:00+07:00');
    const reminders = world.get(SignReminders, { strict: false });
    const made = await Promise.all([reminders.send(), reminders.send()]);
    expect(made.reduce((sum, n) => sum + n, 0)).toBe(1);
  });
});
