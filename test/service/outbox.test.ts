import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { MessageState } from '../../src/domain/apology/message.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time/instant.js';
import { OutboxRepository, type Message, type NewMessage } from '../../src/platform/outbox/outbox.repository.js';
import { OutboxService } from '../../src/platform/outbox/outbox.service.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

const NOTHING = { sent: 0, retried: 0, failed: 0, uncertain: 0 };

describe('the outbox', () => {
  let mail: MailServer;
  let world: TestApp;
  let outbox: OutboxService;
  let repository: OutboxRepository;

  beforeAll(async () => {
    mail = await startMailServer();
    world = await startTestApp({ config: { SMTP_URL: mail.url } });
    outbox = world.get(OutboxService, { strict: false });
    repository = world.get(OutboxRepository, { strict: false });
  });
  afterAll(async () => {
    await world.close();
    await mail.close();
  });
  beforeEach(async () => {
    world.clock.set('2023-06-01T08:00:00+07:00');
    mail.received.length = 0;
    mail.refuse = null;
    mail.watch = null;
    await world.transactor.run((tx) => tx.execute('DELETE FROM "message"'));
  });

  async function queued(changes: Partial<NewMessage> = {}): Promise<NewMessage> {
    const message: NewMessage = {
      id: randomUUID(),
      kind: 'late_notice',
      subjectId: randomUUID(),
      channel: 'email',
      recipient: 'an.nguyen@example.vn',
      title: 'Hồ sơ chậm so với thời gian đã hẹn',
      text: 'Kính gửi Ông/Bà',
      html: '<p>Kính gửi Ông/Bà</p>',
      fileHash: null,
      fileName: null,
      ...changes,
    };
    await world.transactor.run((tx) => repository.queue(tx, message, world.clock.now()));
    return message;
  }

  async function state({ subjectId }: NewMessage): Promise<Message> {
    const [found] = await repository.about(world.database, [subjectId]);
    return found!;
  }

  const put = ({ id }: NewMessage, to: MessageState, more = ''): Promise<number> =>
    world.transactor.run((tx) => tx.execute(`UPDATE "message" SET "state" = '${to}'${more} WHERE "id" = $1`, [id]));

  it('sends a mail once, with its own Message-ID, and keeps the server’s words', async () => {
    const message = await queued();
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 1 });
    expect(await outbox.flush()).toEqual(NOTHING);
    expect(mail.received).toMatchObject([{ to: [message.recipient], messageId: `<${message.id}@localhost>` }]);
    expect(await state(message)).toMatchObject({ state: 'sent', attempts: 1, sentAt: world.clock.now() });
    expect((await state(message)).lastAnswer).toMatch(/^250/);
  });

  it('says a thing once: the same kind about the same subject is not queued again', async () => {
    const first = await queued();
    await queued({ subjectId: first.subjectId });
    await queued({ subjectId: first.subjectId, kind: 'apology_letter' });
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 2 });
  });

  it('tries again later what the server puts off, waiting longer each time, and at last lets a person look', async () => {
    mail.refuse = { code: 451, text: 'greylisted' };
    // For the staff: what is for a citizen waits for the morning as well.
    const message = await queued({ kind: 'digest' });
    for (const minutes of [1, 2, 4, 8, 16, 32, 64, 128, ...Array<number>(15).fill(240)]) {
      expect(await outbox.flush()).toEqual({ ...NOTHING, retried: 1 });
      expect(await state(message)).toMatchObject({ state: 'queued', lastAnswer: '451 greylisted' });
      world.clock.advance(minutes * MINUTE - 1);
      expect(await outbox.flush()).toEqual(NOTHING);
      world.clock.advance(1);
    }
    expect(await outbox.flush()).toEqual({ ...NOTHING, failed: 1 });
    expect(await state(message)).toMatchObject({ state: 'failed', attempts: 24 });
    mail.refuse = null;
    world.clock.advance(30 * DAY);
    expect(await outbox.flush()).toEqual(NOTHING);
  });

  it('leaves citizens in peace at night, however a message came to be due then; the staff is written to', async () => {
    const beforeNight = await queued();
    world.clock.set('2023-06-01T20:00:00+07:00');
    const atNight = await queued();
    await queued({ kind: 'digest' });
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 1 });
    world.clock.set('2023-06-02T06:59:59+07:00');
    expect(await outbox.flush()).toEqual(NOTHING);
    world.clock.set('2023-06-02T07:00:00+07:00');
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 2 });
    expect([(await state(beforeNight)).state, (await state(atNight)).state]).toEqual(['sent', 'sent']);
  });

  it('puts off until the morning what a server puts off in the evening', async () => {
    world.clock.set('2023-06-01T19:59:30+07:00');
    mail.refuse = { code: 451, text: 'greylisted' };
    await queued();
    expect(await outbox.flush()).toEqual({ ...NOTHING, retried: 1 });
    mail.refuse = null;
    world.clock.set('2023-06-02T07:00:00+07:00');
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 1 });
  });

  it('takes a greylisted mail to its end', async () => {
    mail.refuse = { code: 451, text: 'greylisted' };
    const message = await queued();
    await outbox.flush();
    mail.refuse = null;
    world.clock.advance(MINUTE);
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 1 });
    expect(mail.received.map(({ messageId }) => messageId)).toEqual([`<${message.id}@localhost>`]);
  });

  it('gives up at once what the server will never take, and the others on the same line still go', async () => {
    mail.refuse = { code: 550, text: 'no such mailbox' };
    const message = await queued();
    expect(await outbox.flush()).toEqual({ ...NOTHING, failed: 1 });
    expect(await state(message)).toMatchObject({ state: 'failed', lastAnswer: '550 no such mailbox' });
    mail.refuse = null;
    await queued();
    await queued();
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 2 });
  });

  it.each(['data_begins', 'taken'] as const)(
    'is in doubt when the line is cut (%s), and never sends again by itself',
    async (when) => {
      mail.watch = (moment, cut) => {
        if (moment === when) cut();
      };
      const message = await queued();
      expect(await outbox.flush()).toEqual({ ...NOTHING, uncertain: 1 });
      mail.watch = null;
      expect((await state(message)).state).toBe('uncertain');
      world.clock.advance(30 * DAY);
      expect(await outbox.flush()).toEqual(NOTHING);
      expect((await state(message)).state).toBe('uncertain');
      expect(mail.received).toHaveLength(when === 'taken' ? 1 : 0);
    },
  );

  it('sends again on a person’s word, under the same Message-ID', async () => {
    mail.watch = (moment, cut) => {
      if (moment === 'taken') cut();
    };
    const message = await queued();
    await outbox.flush();
    mail.watch = null;
    const at = world.clock.now();
    await world.transactor.run((tx) => repository.resolve(tx, message.id, ['uncertain'], 'queued', 'leader', at));
    expect(await outbox.flush()).toEqual({ ...NOTHING, sent: 1 });
    expect(mail.received.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${message.id}@localhost>`));
    await expect(
      world.transactor.run((tx) => repository.resolve(tx, message.id, ['uncertain'], 'queued', 'leader', at)),
    ).rejects.toMatchObject({ code: 'letter.action_refused', facts: { state: 'sent' } });
  });

  it('is not in doubt when the line is cut between two mails: the second goes on a new line', async () => {
    mail.watch = (moment, cut) => {
      if (moment === 'answered') setImmediate(cut);
    };
    const messages = [await queued(), await queued(), await queued()];
    const first = await outbox.flush();
    expect(first).toMatchObject({ failed: 0, uncertain: 0 });
    expect(first.sent + first.retried).toBe(3);
    mail.watch = null;
    world.clock.advance(MINUTE);
    await outbox.flush();
    expect(mail.received.map(({ messageId }) => messageId).sort()).toEqual(
      messages.map(({ id }) => `<${id}@localhost>`).sort(),
    );
  });

  it('keeps everything queued while nobody answers at the mail server’s door', async () => {
    const closed = await startMailServer();
    await closed.close();
    const alone = await startTestApp({ clock: world.clock, config: { SMTP_URL: closed.url } });
    try {
      const away = alone.get(OutboxRepository, { strict: false });
      for (const id of ['a', 'b', 'c']) {
        const message = { ...(await queued()), id, subjectId: id };
        await alone.transactor.run((tx) => away.queue(tx, message, world.clock.now()));
      }
      expect(await alone.get(OutboxService, { strict: false }).flush()).toEqual({ ...NOTHING, retried: 3 });
      const kept = await away.about(alone.database, ['a', 'b', 'c']);
      expect(kept.map((message) => [message.state, message.attempts])).toEqual(Array(3).fill(['queued', 1]));
    } finally {
      await alone.close();
    }
  });

  it('leaves printed letters to people', async () => {
    const message = await queued({ channel: 'print', recipient: 'Nguyễn Văn Ẩn' });
    world.clock.advance(30 * DAY);
    expect(await outbox.flush()).toEqual(NOTHING);
    expect((await state(message)).state).toBe('queued');
    const at = world.clock.now();
    await world.transactor.run((tx) => repository.resolve(tx, message.id, ['queued'], 'delivered', 'returner', at));
    expect(await state(message)).toMatchObject({ state: 'delivered', sentAt: at, deliveredAt: at });
  });

  it('gives up a mail whose paper is not what it was, and says so', async () => {
    const hash = 'a'.repeat(64);
    await world.transactor.run((tx) =>
      tx.execute(
        `INSERT INTO "stored_file" ("hash", "mediaType", "bytes", "createdAt") VALUES ($1, 'application/pdf', 1, $2)`,
        [hash, '2023-06-01T00:00:00.000Z'],
      ),
    );
    const message = await queued({ fileHash: hash, fileName: 'thu.pdf' });
    expect(await outbox.flush()).toEqual({ ...NOTHING, failed: 1 });
    expect((await state(message)).state).toBe('failed');
    expect(mail.received).toHaveLength(0);
  });

  test.each`
    left              | after             | becomes
    ${'claimed'}      | ${5 * MINUTE - 1} | ${'claimed'}
    ${'claimed'}      | ${5 * MINUTE}     | ${'sent'}
    ${'transmitting'} | ${5 * MINUTE - 1} | ${'transmitting'}
    ${'transmitting'} | ${5 * MINUTE}     | ${'uncertain'}
  `('finds $left by a dead sender after $after ms: $becomes', async ({ left, after, becomes }) => {
    const message = await queued();
    const until = new Date(world.clock.now() + 5 * MINUTE).toISOString();
    await put(message, left as MessageState, `, "claimedBy" = 'the dead', "claimedUntil" = '${until}'`);
    world.clock.advance(Number(after));
    await outbox.flush();
    expect((await state(message)).state).toBe(becomes);
    expect(mail.received).toHaveLength(becomes === 'sent' ? 1 : 0);
  });

  it('takes the late answer of a sender that was only slow', async () => {
    const message = await queued();
    const looks = { cargo: 'mail', open: () => Promise.reject(new Error('this one only looks')) } as const;
    const other = new OutboxService(world.clock, world.transactor, repository, { all: [looks] });
    let seen = '';
    mail.watch = async (moment) => {
      if (moment !== 'taken') return;
      world.clock.advance(5 * MINUTE);
      await other.flush();
      seen = (await state(message)).state;
    };
    expect(await outbox.flush()).toMatchObject({ sent: 1 });
    expect(seen).toBe('uncertain');
    expect((await state(message)).state).toBe('sent');
  });

  test.each`
    channel    | now            | age              | becomes
    ${'email'} | ${'sent'}      | ${72 * HOUR - 1} | ${'sent'}
    ${'email'} | ${'sent'}      | ${72 * HOUR}     | ${'presumed_delivered'}
    ${'email'} | ${'uncertain'} | ${30 * DAY}      | ${'uncertain'}
    ${'email'} | ${'bounced'}   | ${30 * DAY}      | ${'bounced'}
    ${'email'} | ${'delivered'} | ${30 * DAY}      | ${'delivered'}
    ${'print'} | ${'sent'}      | ${30 * DAY}      | ${'sent'}
  `('presumes of a message ($channel, $now) after $age ms: $becomes', async ({ channel, now, age, becomes }) => {
    const message = await queued({ channel: channel as NewMessage['channel'] });
    await put(message, now as MessageState, `, "sentAt" = '${new Date(world.clock.now()).toISOString()}'`);
    world.clock.advance(Number(age));
    expect(await outbox.flush()).toEqual(NOTHING);
    expect((await state(message)).state).toBe(becomes);
  });
});
