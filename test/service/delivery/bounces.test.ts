import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BouncesService } from '../../../src/apologies/delivery/bounces.service.js';
import { OutboxService } from '../../../src/platform/outbox/outbox.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, startDesk } from '../../support/desk.js';
import { startImapServer, type ImapServer } from '../../support/imap-server.js';
import { IssuedLetters, type IssuedLetter } from '../../support/issued-letters.js';
import { startMailServer, type MailServer } from '../../support/mail-server.js';
import { holidayReply, oldReturn, returnedMail } from '../../support/returned-mails.js';
import { verified } from '../../support/verified.js';

const NOTHING = { hard: 0, other: 0, unknown: 0 };

describe('mails that came back', () => {
  let mail: MailServer;
  let imap: ImapServer;
  let folder: string;
  let world: TestApp;
  let letters: IssuedLetters;

  const read = () => world.get(BouncesService, { strict: false }).read();
  const sent = async (): Promise<IssuedLetter & { messageId: string }> => {
    world.clock.set('2023-05-11T08:00:00+07:00');
    const letter = await letters.issue(APPLICANT);
    world.clock.advance(60_000);
    await world.get(OutboxService, { strict: false }).flush();
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "message" WHERE "subjectId" = $1', [
      letter.id,
    ]);
    return { ...letter, messageId: row!.id };
  };
  const ways = async ({ id }: IssuedLetter): Promise<string> => {
    const rows = await world.database.query<{ channel: string; state: string }>(
      'SELECT "channel", "state" FROM "message" WHERE "subjectId" = $1 ORDER BY "kind" DESC',
      [id],
    );
    return rows
      .map(({ channel, state }) => `${channel} ${state}`)
      .sort()
      .join(', ');
  };
  const comes = (raw: Buffer): void => {
    imap.mails.push({ raw, seen: false });
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bounces-'));
    [mail, imap] = [await startMailServer(), await startImapServer()];
    const config = { SMTP_URL: mail.url, BOUNCE_IMAP_URL: imap.url, BOUNCE_FOLDER: folder };
    world = await startDesk({ clock: new StoppedClock('2023-04-28T08:00:00+07:00'), config });
    letters = await IssuedLetters.open(world);
  });
  afterAll(async () => {
    await world.close();
    await Promise.all([mail.close(), imap.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('take a letter on by post, once, however often and in whatever order they are read', async () => {
    const letter = await sent();
    comes(returnedMail(letter.messageId, { action: 'delayed', status: '4.4.1' }));
    expect(await read()).toEqual({ ...NOTHING, other: 1 });
    expect(await ways(letter)).toBe('email sent');
    comes(returnedMail(letter.messageId));
    expect(await read()).toEqual({ ...NOTHING, hard: 1 });
    expect(await ways(letter)).toBe('email bounced, post queued');
    imap.mails.forEach((each) => (each.seen = false));
    expect(await read()).toEqual(NOTHING);
    comes(returnedMail(letter.messageId, { action: 'delivered', status: '2.1.5' }));
    expect(await read()).toEqual({ ...NOTHING, other: 1 });
    expect(await ways(letter)).toBe('email bounced, post queued');
    expect(await verified(world)).toEqual([]);
  });

  it('are read again after the line broke before one was marked, and nothing happens twice', async () => {
    const letter = await sent();
    comes(returnedMail(letter.messageId));
    imap.breakAt = /UID STORE/i;
    expect((await read()).hard).toBe(1);
    expect(imap.mails.at(-1)!.seen).toBe(false);
    expect(await read()).toEqual(NOTHING);
    expect(imap.mails.at(-1)!.seen).toBe(true);
    expect(await ways(letter)).toBe('email bounced, post queued');
  });

  it('that nobody knows are listed; answers of people are left alone', async () => {
    const letter = await sent();
    comes(returnedMail('018c6d3e-0000-7000-8000-000000000001'));
    comes(oldReturn(letter.messageId));
    comes(holidayReply(letter.messageId));
    expect(await read()).toEqual({ ...NOTHING, unknown: 2 });
    expect(await ways(letter)).toBe('email sent');
    const clerk = await world.browse('qldt.clerk');
    expect((await clerk.get('/letters/undelivered')).body).toContain('2 thư điện tử bị trả lại mà chưa rõ của thư nào');
    const kept = await world.database.query('SELECT * FROM "mail_report"');
    expect(JSON.stringify(kept)).not.toMatch(/example\.vn|an\.nguyen/);
  });

  it('are read from a folder, too, and put aside there', async () => {
    const letter = await sent();
    writeFileSync(join(folder, '1.eml'), returnedMail(letter.messageId));
    writeFileSync(join(folder, 'ghi-chu.txt'), 'không phải thư');
    expect(await read()).toEqual({ ...NOTHING, hard: 1 });
    expect(readdirSync(join(folder, 'done'))).toEqual(['1.eml']);
    expect(readdirSync(folder).sort()).toEqual(['done', 'ghi-chu.txt']);
    expect(await read()).toEqual(NOTHING);
  });
});
