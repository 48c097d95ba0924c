import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime, { type Attachment } from 'postal-mime';
import sharp from 'sharp';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { OutboxService } from '../../../src/platform/outbox/outbox.service.js';
import { DigestsService } from '../../../src/worklist/digests.service.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, startDesk } from '../../support/desk.js';
import { LetterDesk } from '../../support/letter-desk.js';
import { startMailServer, type MailServer } from '../../support/mail-server.js';
import { PEOPLE } from '../../support/small-world.js';

const ADMIN = PEOPLE.find(({ username }) => username === 'admin') as Actor;
const LEADER = 'chu.tich@songcau.example';
const HEAD = 'truong.phong@songcau.example';

async function pictures(raw: string): Promise<Attachment[]> {
  return (await PostalMime.parse(raw)).attachments.filter(({ mimeType }) => mimeType.startsWith('image/'));
}

describe('the morning of a head', () => {
  let mail: MailServer;
  let world: TestApp;
  let desk: LetterDesk;
  let code: string;

  beforeAll(async () => {
    mail = await startMailServer();
    world = await startDesk({
      clock: new StoppedClock('2023-05-08T08:30:00+07:00'),
      config: { SMTP_URL: mail.url },
    });
    desk = await LetterDesk.open(world);
    const accounts = world.get(AccountsService, { strict: false });
    await accounts.change(ADMIN, 'leader', { email: LEADER });
    await accounts.change(ADMIN, 'qldt.leader', { email: HEAD });
    ({ code } = await desk.inHand());
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await mail.close();
  });

  const morning = async (moment: string): Promise<number> => {
    world.clock.set(moment);
    mail.received.length = 0;
    return world.get(DigestsService, { strict: false }).send();
  };
  /** Over a real line, to its end. */
  const arrived = async (to: string): Promise<string> => {
    await world.get(OutboxService, { strict: false }).flush();
    return mail.received.find((each) => each.to.includes(to))?.text ?? '';
  };

  it('comes on a quiet day too, at a quarter past seven, once, and not on a day off', async () => {
    expect(await morning('2023-05-09T07:14:00+07:00')).toBe(0);
    expect(await morning('2023-05-09T07:15:00+07:00')).toBe(2);
    expect(await morning('2023-05-13T07:15:00+07:00')).toBe(0);
    world.clock.set('2023-05-09T07:16:00+07:00');
    const text = await arrived(LEADER);
    expect(text).toContain('Kết quả của UBND thị xã Sông Cầu');
    expect(text).toContain('Từ đầu tháng 5/2023 đến nay: chưa có hồ sơ nào giải quyết xong.');
    expect(text).toContain('Hết ngày 08/05/2023 không có thêm hồ sơ nào trễ hạn.');
    expect(text).not.toContain('Tuần từ');
  });

  it('says on the day what is due and to be saved', async () => {
    expect(await morning('2023-05-15T07:15:00+07:00')).toBe(2);
    const text = await arrived(HEAD);
    expect(text).toContain('Kết quả của Phòng Quản lý đô thị');
    expect(text).toContain('Hôm nay có 1 hồ sơ đến hẹn.');
    expect(text).toContain('Cần cứu trước');
    expect(text).toContain(code);
    expect(text).toContain('Tuần từ 08/05/2023 đến 14/05/2023');
  });

  it('names the next morning what turned late, the unit and stage that held it, and nothing of citizens', async () => {
    expect(await morning('2023-05-16T07:15:00+07:00')).toBe(2);
    const [leader, head] = [await arrived(LEADER), mail.received.find(({ to }) => to.includes(HEAD))?.text ?? ''];
    for (const text of [leader, head]) {
      expect(text).toContain('Hết ngày 15/05/2023 có thêm 1 hồ sơ trễ hạn.');
      expect(text).toContain('chậm ở Phòng Quản lý đô thị');
      expect(text).toContain(code);
      for (const secret of [APPLICANT.name, APPLICANT.phone, APPLICANT.idNumber]) expect(text).not.toContain(secret);
    }
    expect(await morning('2023-05-17T07:15:00+07:00')).toBe(2);
    expect(await arrived(LEADER)).toContain('Hết ngày 16/05/2023 không có thêm hồ sơ nào trễ hạn.');
  });

  it('sums up the month on the first working day after it, settled dossiers with it', async () => {
    world.clock.set('2023-05-18T09:00:00+07:00');
    const done = await (
      await world.as('returner')
    ).post(`/api/v1/dossiers/${code}/completions`, { outcome: 'granted' });
    expect([200, 201]).toContain(done.statusCode);
    expect(await morning('2023-06-01T07:15:00+07:00')).toBe(2);
    const text = await arrived(LEADER);
    expect(text).toContain('UBND thị xã Sông Cầu, tháng 5/2023');
    expect(text).toContain('Trong kỳ này: 0 trên 1 hồ sơ');
    expect(text).toContain('Có 1 hồ sơ trở thành trễ hạn.');
    expect(text).toContain('Nơi giữ lâu nhất: Phòng Quản lý đô thị');
  });

  it('shows with it the rate by month, as a picture that is said in words, too', async () => {
    const summary = mail.received.find(({ to }) => to.includes(LEADER))!;
    expect(summary.text).toContain('Tỷ lệ trước hạn và đúng hạn theo tháng');
    expect(summary.text).toMatch(/<img src="cid:ty-le-dung-hen\.png" alt="5\/2023: 0,00%;[^"]*"/);
    const [picture] = await pictures(summary.raw);
    expect(picture?.contentId).toBe('<ty-le-dung-hen.png>');
    const content = Buffer.from(picture!.content as ArrayBuffer);
    const { format, width, height } = await sharp(content).metadata();
    expect([picture!.filename, format, width, height]).toEqual(['ty-le-dung-hen.png', 'png', 1120, 600]);
    // Not one colour: lines and letters are on it.
    expect((await sharp(content).stats()).entropy).toBeGreaterThan(0.1);
    expect(await morning('2023-06-02T07:15:00+07:00')).toBe(2);
    await arrived(LEADER);
    for (const { raw } of mail.received) expect(await pictures(raw)).toEqual([]);
  });

  it('leaves everybody else with their own list', async () => {
    const accounts = world.get(AccountsService, { strict: false });
    await accounts.change(ADMIN, 'monitor', { email: 'kim.vt@songcau.example' });
    expect(await morning('2023-06-05T07:15:00+07:00')).toBe(2);
  });
});
