import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { CallsService } from '../../../src/apologies/calls/calls.service.js';
import { DeliveriesService } from '../../../src/apologies/deliveries.service.js';
import { LetterLinks } from '../../../src/apologies/delivery/letter-links.js';
import { LetterWayRecords } from '../../../src/apologies/delivery/letter-way-records.js';
import { LetterWays } from '../../../src/apologies/delivery/letter-ways.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import type { MessageState } from '../../../src/domain/apology/message.js';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time/instant.js';
import { OutboxRepository, type Message } from '../../../src/platform/outbox/outbox.repository.js';
import { OutboxService } from '../../../src/platform/outbox/outbox.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, startDesk } from '../../support/desk.js';
import { startGatewayServer, type GatewayServer } from '../../support/gateway-server.js';
import { IssuedLetters, type IssuedLetter } from '../../support/issued-letters.js';
import { startMailServer, type MailServer } from '../../support/mail-server.js';
import { verified } from '../../support/verified.js';

const KEY = 'a secret of at least thirty-two characters';
const MORNING = '2023-05-11T08:00:00+07:00';

describe('the way of a letter to its citizen', () => {
  let mail: MailServer;
  let line: GatewayServer;
  let world: TestApp;
  let letters: IssuedLetters;
  let clerk: Actor;

  /** A minute later, so that what comes after is younger than what was before. */
  const flush = () => {
    world.clock.advance(MINUTE);
    return world.get(OutboxService, { strict: false }).flush();
  };
  const advance = () => world.get(LetterWays, { strict: false }).advance();
  const messages = async ({ id }: IssuedLetter): Promise<Message[]> => {
    const all = await world.get(OutboxRepository, { strict: false }).about(world.database, [id]);
    return all;
  };
  const ways = async (letter: IssuedLetter): Promise<string> =>
    (await messages(letter)).map(({ kind, channel, state }) => `${kind}/${channel} ${state}`).join(', ');
  const standing = async ({ id }: IssuedLetter): Promise<string> => {
    const [row] = await world.database.query<{ why: string; endedAt: unknown }>(
      'SELECT "why", "endedAt" FROM "letter_way" WHERE "letterId" = $1',
      [id],
    );
    return `${row!.why}${row!.endedAt === null ? '' : ' ended'}`;
  };
  const put = (letter: IssuedLetter, state: MessageState): Promise<void> =>
    world.transactor.run(async (tx) => {
      const last = (await messages(letter)).at(-1)!;
      world.clock.advance(MINUTE);
      await tx.vouch('message', last.id);
      await tx.execute('UPDATE "message" SET "state" = $1 WHERE "id" = $2', [state, last.id]);
    });
  const templates = async (): Promise<void> => {
    const settings = [
      { key: 'zalo_template', validFrom: '2023-01-01', value: 'ZNS-204' },
      { key: 'sms_template', validFrom: '2023-01-01', value: 'SMS-7' },
    ];
    const answer = await (await world.as('admin')).send('PATCH', '/api/v1/units/H45.20', { settings });
    if (answer.statusCode !== 200) throw new Error(answer.body);
  };

  beforeAll(async () => {
    [mail, line] = [await startMailServer(), await startGatewayServer()];
    const config = { SMTP_URL: mail.url, GATEWAY_URL: line.url, GATEWAY_KEY: KEY };
    world = await startDesk({ clock: new StoppedClock('2023-04-28T08:00:00+07:00'), config });
    await templates();
    clerk = await world.get(AccountsService, { strict: false }).actor('qldt.clerk');
    letters = await IssuedLetters.open(world);
  });
  afterAll(async () => {
    await world.close();
    await Promise.all([mail.close(), line.close()]);
  });
  beforeEach(async () => {
    // What an earlier test left on its way is none of the next one's business.
    await world.transactor.run((tx) => tx.execute('UPDATE "letter_way" SET "lookAt" = NULL'));
    world.clock.set(MORNING);
    line.manner = 'take';
    line.received.length = 0;
    mail.received.length = 0;
    mail.refuse = null;
  });

  const zalo = { ...APPLICANT, email: undefined, contactBy: ['zalo'] };

  it('goes by Zalo as an approved template: parameters and one button, no free text, no address or number inside', async () => {
    const letter = await letters.issue(zalo);
    expect(await flush()).toMatchObject({ sent: 1 });
    const [asked, ...others] = line.received;
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ channel: 'zalo', templateId: 'ZNS-204', recipient: '84905123456' });
    expect(asked!.button).toEqual({ label: 'Xem thư', url: world.get(LetterLinks, { strict: false }).href(letter.id) });
    expect(Object.keys(asked!.params).length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(asked!.params)).not.toMatch(/http|0905|\/l\//);
    expect(asked!.params).toMatchObject({ ma_ho_so: letter.code, ten: 'Nguyễn Văn Ẩn' });
    const [message] = await messages(letter);
    expect(message).toMatchObject({
      kind: 'apology_letter',
      channel: 'zalo',
      state: 'sent',
      recipient: '09xx xxx 456',
    });
    expect(asked!.requestId).toBe(message!.id);
    // Neither the number nor the secret address stands in clear in any column.
    expect(JSON.stringify(message)).not.toMatch(/0905123456|84905123456|\/l\//);
  });

  it('takes the next way when the line refuses, and never one way twice; at the end somebody calls', async () => {
    const letter = await letters.issue({ ...zalo, contactBy: ['zalo', 'sms', 'email'], email: 'an@example.vn' });
    line.manner = { status: 400, body: '{"code":"user_not_on_zalo"}' };
    expect(await flush()).toMatchObject({ failed: 1 });
    expect(await advance()).toEqual({ sent: 1, called: 0, arrived: 0 });
    expect(await ways(letter)).toBe('apology_letter/zalo failed, apology_sms/sms queued');
    expect(await flush()).toMatchObject({ failed: 1 });
    await advance();
    mail.refuse = { code: 550, text: 'no such mailbox' };
    expect(await flush()).toMatchObject({ failed: 1 });
    await advance();
    expect(await ways(letter)).toBe(
      'apology_letter/zalo failed, apology_sms/sms failed, apology_email/email failed, apology_post/post queued',
    );
    expect(await standing(letter)).toBe('to_post');
    await put(letter, 'bounced');
    await world.get(LetterWays, { strict: false }).refresh(letter.id);
    await put(letter, 'failed');
    await world.get(LetterWays, { strict: false }).refresh(letter.id);
    expect(await standing(letter)).toBe('all_ways');
    expect((await messages(letter)).map(({ channel }) => channel)).toEqual(['zalo', 'sms', 'email', 'post', 'desk']);
    for (let again = 0; again < 3; again += 1) await world.get(LetterWays, { strict: false }).refresh(letter.id);
    const { items } = await world.get(CallsService, { strict: false }).page(undefined, clerk);
    expect(items.filter(({ task }) => task.letterId === letter.id).map(({ task }) => task.kind)).toEqual([
      'undelivered',
    ]);
    expect(await verified(world)).toEqual([]);
  });

  it('goes on although whoever took the word did not live to look after it', async () => {
    const letter = await letters.issue({ ...zalo, contactBy: ['post'] });
    const records = world.get(LetterWayRecords, { strict: false });
    const word = async (from: MessageState, to: MessageState): Promise<void> => {
      const last = (await messages(letter)).at(-1)!;
      world.clock.advance(MINUTE);
      const at = world.clock.now();
      await world.transactor.run((tx) => records.resolve(tx, last.id, { from: [from], to, by: 'qldt.clerk', at }));
    };
    await word('queued', 'sent');
    await advance();
    expect(await standing(letter)).toBe('posted');
    await word('sent', 'bounced');
    expect(await advance()).toMatchObject({ sent: 1 });
    expect((await messages(letter)).map(({ state }) => state)).toEqual(['bounced', 'queued']);
    const delivery = { id: 'by hand', letterId: letter.id, channel: 'desk', proof: 'đã ký nhận', by: 'qldt.clerk' };
    const way = (await messages(letter)).at(-1)!;
    await world.transactor.run((tx) => records.handOver(tx, { ...delivery, at: world.clock.now() }, way));
    expect(await advance()).toMatchObject({ arrived: 1 });
    expect(await standing(letter)).toBe('delivered ended');
    expect(await advance()).toMatchObject({ arrived: 0 });
  });

  it('waits for word of a chat for 72 hours, then goes another way; the late word still counts', async () => {
    const letter = await letters.issue({ ...zalo, contactBy: ['zalo', 'post'] });
    await flush();
    world.clock.advance(72 * HOUR - 1);
    expect(await advance()).toEqual({ sent: 0, called: 0, arrived: 0 });
    expect(await standing(letter)).toBe('sent');
    world.clock.advance(1);
    expect(await advance()).toEqual({ sent: 1, called: 0, arrived: 0 });
    expect(await ways(letter)).toBe('apology_letter/zalo sent, apology_post/post queued');
    const [first] = await messages(letter);
    await world.transactor.run((tx) =>
      world.get(OutboxRepository, { strict: false }).report(tx, first!.id, 'delivered', world.clock.now(), null),
    );
    await world.get(LetterWays, { strict: false }).refresh(letter.id);
    expect(await standing(letter)).toBe('delivered ended');
  });

  it('in doubt goes nowhere by itself; a person’s word takes it on', async () => {
    const letter = await letters.issue(zalo);
    line.manner = { status: 500 };
    expect(await flush()).toMatchObject({ uncertain: 1 });
    world.clock.advance(3 * DAY);
    line.manner = 'take';
    await flush();
    expect(await advance()).toMatchObject({ sent: 0 });
    expect(line.received).toHaveLength(1);
    expect(await standing(letter)).toBe('uncertain');
    const [message] = await messages(letter);
    await world.get(DeliveriesService, { strict: false }).resolve(message!.id, 'failed', clerk, null);
    expect(await ways(letter)).toBe('apology_letter/zalo failed, apology_sms/sms queued');
  });

  it('that waits at the desk or for the post needs no sweep, and has arrived when somebody says so', async () => {
    const letter = await letters.issue({ ...APPLICANT, email: undefined, contactBy: ['desk'] });
    expect(await ways(letter)).toBe('apology_letter/desk queued');
    expect(await standing(letter)).toBe('at_desk');
    const [row] = await world.database.query('SELECT "lookAt" FROM "letter_way" WHERE "letterId" = $1', [letter.id]);
    expect(row).toEqual({ lookAt: null });
    await world
      .get(DeliveriesService, { strict: false })
      .deliver(letter.id, { channel: 'desk', proof: 'đã ký nhận' }, clerk, null);
    expect(await standing(letter)).toBe('delivered ended');
    expect(await ways(letter)).toBe('apology_letter/desk delivered');
  });

  it('by mail is presumed to have come after three days, and a bounce after that takes it on all the same', async () => {
    const letter = await letters.issue(APPLICANT);
    await flush();
    expect(mail.received.at(-1)!.text).toContain(world.get(LetterLinks, { strict: false }).href(letter.id));
    world.clock.advance(3 * DAY);
    await flush();
    expect(await advance()).toMatchObject({ arrived: 1 });
    expect(await standing(letter)).toBe('presumed ended');
    const [message] = await messages(letter);
    expect(JSON.stringify(message)).not.toContain('/l/');
    await world.transactor.run((tx) =>
      world.get(OutboxRepository, { strict: false }).report(tx, message!.id, 'undelivered', world.clock.now(), '5.1.1'),
    );
    await world.get(LetterWays, { strict: false }).refresh(letter.id);
    expect(await standing(letter)).toBe('sending');
    expect(await ways(letter)).toBe('apology_letter/email bounced, apology_zalo/zalo queued');
  });

  it('tells who handed the papers in, without the letter', async () => {
    const submitter = { name: 'Trần Thị Bình', phone: '0914000111', authorisation: true };
    const letter = await letters.issue(zalo, { submitter });
    expect(await flush()).toMatchObject({ sent: 2 });
    const byNumber = new Map(line.received.map((asked) => [asked.recipient, asked]));
    expect(byNumber.get('84905123456')!.button).not.toBeNull();
    expect(byNumber.get('84914000111')!.button).toBeNull();
    expect(await ways(letter)).toBe('apology_letter/zalo sent');
  });

  it('of two sweeps at once one sends it on', async () => {
    const letter = await letters.issue({ ...zalo, contactBy: ['zalo', 'post'] });
    line.manner = { status: 404 };
    await flush();
    await Promise.all([advance(), advance(), advance()]);
    expect(await ways(letter)).toBe('apology_letter/zalo failed, apology_post/post queued');
  });

  it('is found again when nothing is known of it, e.g. of before there were ways', async () => {
    const letter = await letters.issue(APPLICANT);
    await world.transactor.run((tx) => tx.execute('DELETE FROM "letter_way" WHERE "letterId" = $1', [letter.id]));
    world.clock.advance(2 * DAY);
    await advance();
    expect(await standing(letter)).toBe('sending');
  });
});
