import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { Agent, Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk, type DossierAnswer } from '../support/desk.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

const REASON = 'Hồ sơ phải lấy ý kiến của Chi cục Thuế nhưng Phòng gửi văn bản lấy ý kiến chậm.';
const WITHOUT_MAIL = { ...APPLICANT, name: 'Lê Thị Cúc', email: undefined, contactBy: ['post'] };

/** The page as a person reads it: tags away, entities as characters. */
function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** What the form of an act on the page would post beside its fields. */
function hidden(html: string, key: string): Record<string, string> {
  const from = html.indexOf(`id="${key}"`);
  if (from < 0) throw new Error(`the page offers no ${key}`);
  const form = html.slice(from, html.indexOf('</form>', from));
  return Object.fromEntries(
    [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

describe('a letter by its pages', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: TestApp;
  let receiver: Agent;
  let leader: Browser;
  let clerk: Browser;
  let letter: string;
  let code: string;

  const post = async (browser: Browser, key: string, fields: Record<string, string> = {}) => {
    const page = (await browser.get(letter)).body;
    return browser.post(`${letter}/${key}`, { ...hidden(page, key), ...fields });
  };

  beforeAll(async () => {
    desk = await startDesk({ clock });
    receiver = await desk.as('receiver');
    ({ code } = await registered(receiver, { procedureCode: FIVE_DAYS, applicant: WITHOUT_MAIL }));
    const handed = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: 'H45.20.05' });
    const { id } = handed.json<DossierAnswer>().pendingHandOver!;
    await (await desk.as('qldt.leader')).post(`/api/v1/dossiers/${code}/hand-overs/${id}/acknowledgements`);
    clock.set('2023-05-11T07:35:00+07:00');
    await desk.get(SweepService, { strict: false }).sweep();
    [leader, clerk] = [await desk.browse('leader'), await desk.browse('qldt.clerk')];
  });
  afterAll(() => desk.close());

  it('stands in the list that must be empty, in the menu and on the first page of who signs', async () => {
    const list = await leader.get('/letters');
    expect(list.statusCode).toBe(200);
    const text = readable(list.body);
    expect(text).toContain(code);
    expect(text).toContain('Lê Thị Cúc');
    expect(text).toContain('Trễ 1 ngày làm việc');
    expect(text).toMatch(/Còn thiếu 1 /);
    expect(text).toMatch(/Hồ sơ chưa có thư xin lỗi 1 /);
    letter = /href="(\/letters\/[0-9a-f-]{36})"/.exec(list.body)![1]!;
    const first = readable((await leader.get('/')).body);
    expect(first).toContain('Thư xin lỗi chờ bạn duyệt');
  });

  it('says beside its field what is wrong with a draft, and keeps what was typed', async () => {
    const sunday = await post(leader, 'edit', {
      reason: REASON,
      fault: 'ours',
      newDueOn: '2023-05-14',
      newDueTime: '16:00',
    });
    expect(sunday.statusCode).toBe(422);
    expect(readable(sunday.body)).toContain('Ngày hẹn lại: Không phải ngày làm việc; xin chọn ngày khác.');
    expect(sunday.body).toContain('value="2023-05-14"');
    expect(sunday.body).toContain('<option value="16:00" selected>');
    const short = await post(leader, 'edit', { reason: 'chậm', fault: 'ours', newDueOn: '', newDueTime: '16:00' });
    expect(short.statusCode).toBe(422);
    expect(readable(short.body)).toContain('Cần từ 10 đến 600 ký tự');
    expect(short.body).toMatch(/<textarea id="edit-reason"[^>]*aria-invalid="true"[^>]*>chậm<\/textarea>/);
    const past = await post(leader, 'edit', {
      reason: REASON,
      fault: 'ours',
      newDueOn: '2023-05-08',
      newDueTime: '16:00',
    });
    expect(readable(past.body)).toContain('Ngày giờ này đã qua.');
  });

  it('is not approved by a signer who worked on the dossier', async () => {
    const signer = await desk.browse('qldt.leader');
    const page = await signer.get(letter);
    expect(page.body).not.toContain('id="approvals"');
    expect(readable(page.body)).toContain('Bạn đã xử lý hồ sơ này nên không duyệt thư xin lỗi của nó.');
    const refused = await signer.post(`${letter}/approvals`);
    expect(refused.statusCode).toBe(403);
    expect(readable(refused.body)).toContain('Người ký khác của cơ quan duyệt được.');
  });

  it('is read and not worked on by the clerk of the agency above', async () => {
    const town = await desk.browse('clerk');
    expect((await town.get('/')).body).not.toContain(letter);
    const page = await town.get(letter);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('id="edit"');
    const refused = await town.post(`${letter}/voids`, { reason: 'không còn cần đến nữa' });
    expect(refused.statusCode).toBe(403);
    expect(readable(refused.body)).toContain('Chỉ Phòng Quản lý đô thị, hoặc lãnh đạo cấp trên');
  });

  it('becomes form 04 with a second promise', async () => {
    const saved = await post(leader, 'edit', {
      reason: REASON,
      fault: 'ours',
      newDueOn: '2023-05-17',
      newDueTime: '16:00',
    });
    expect([saved.statusCode, saved.headers.location]).toEqual([303, letter]);
    const page = await leader.get(letter);
    const text = readable(page.body);
    expect(text).toContain('Đã lưu dự thảo.');
    expect(text).toContain('PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ');
    expect(text).toContain('16 giờ 00 phút, ngày 17 tháng 5 năm 2023');
    expect(text).toContain(REASON);
  });

  it('is approved only by somebody who has read it as it is', async () => {
    const old = hidden((await leader.get(letter)).body, 'approvals');
    await post(leader, 'edit', {
      reason: `${REASON} Nay đã đủ.`,
      fault: 'ours',
      newDueOn: '2023-05-17',
      newDueTime: '16:00',
    });
    const stale = await leader.post(`${letter}/approvals`, old);
    expect(stale.statusCode).toBe(412);
    expect(readable(stale.body)).toContain('Thư đã thay đổi sau khi bạn mở trang.');
    await post(leader, 'edit', { reason: REASON, fault: 'ours', newDueOn: '2023-05-17', newDueTime: '16:00' });
    const form = hidden((await leader.get(letter)).body, 'approvals');
    expect((await leader.post(`${letter}/approvals`, form)).statusCode).toBe(303);
    expect((await leader.post(`${letter}/approvals`, form)).statusCode).toBe(303);
    const again = await leader.post(`${letter}/approvals`, { ...form, _key: 'another-key-of-mine' });
    expect(again.statusCode).toBe(409);
    expect(readable(again.body)).toContain(
      'Chưa làm được việc này vì thư đang ở trạng thái “Đã duyệt”. Có thể: Ký, lấy số và phát hành, Trả lại để sửa, Hủy thư.',
    );
  });

  it('gets a number nobody else has, and is issued by the clerk', async () => {
    expect((await clerk.get('/work')).body).toContain(letter);
    const wrong = await post(clerk, 'issuances', { number: 'số mười bốn' });
    expect(wrong.statusCode).toBe(422);
    const issued = await post(clerk, 'issuances', { number: '14/PXL' });
    expect(issued.statusCode).toBe(303);
    const text = readable((await clerk.get(letter)).body);
    expect(text).toContain('Đã phát hành thư và xếp gửi.');
    expect(text).toContain('Phiếu xin lỗi và hẹn lại số 14/PXL');
    expect(text).toContain('Thư phải đi bằng giấy');
    const owed = readable((await leader.get('/letters?state=issued')).body);
    expect(owed).toContain('Mọi hồ sơ trễ hạn, sai sót đều đã có thư xin lỗi.');
    expect(owed).toContain('100,00%');
  });

  it('waits in the queue of those who may carry it, and in nobody else’s', async () => {
    expect(readable((await clerk.get('/letters/print-queue')).body)).toContain('14/PXL');
    const overseer = await desk.browse('desk_head');
    expect(readable((await overseer.get('/letters/print-queue')).body)).not.toContain('14/PXL');
  });

  it('is printed from the queue, handed over, and gone from it', async () => {
    const queue = await leader.get('/letters/print-queue');
    expect(readable(queue.body)).toContain('14/PXL');
    expect(readable(queue.body)).toContain('Không có thư điện tử');
    const id = letter.slice('/letters/'.length);
    const papers = await leader.get(`/letters/print-queue/papers?ids=${id}`);
    expect(papers.body).toContain('class="paper a4 letter');
    expect(readable(papers.body)).toContain('Số: 14/PXL');
    const fields = { ...hidden(queue.body, `deliveries-${id}`), channel: 'post', proof: 'EA 123 456 789 VN' };
    const done = await leader.post(`/letters/print-queue/${id}/deliveries`, fields);
    expect([done.statusCode, done.headers.location]).toEqual([303, '/letters/print-queue']);
    expect(readable((await leader.get('/letters/print-queue')).body)).toContain('Không còn thư nào chờ in');
    const page = (await leader.get(letter)).body;
    expect(readable(page)).toContain('Đã nhận');
    expect(page).not.toContain('id="deliveries"');
  });

  it('shows the paper alone, to be printed', async () => {
    const paper = await leader.get(`${letter}/letter`);
    expect(paper.statusCode).toBe(200);
    expect(paper.body).toContain('/assets/paper.css');
    expect(paper.body).not.toContain('<nav class="side"');
    expect(readable(paper.body)).toContain('Lê Thị Cúc');
  });

  test.each(['xp.leader', 'xp.receiver'])('is not there for %s of another unit', async (username) => {
    const browser = await desk.browse(username);
    for (const path of [letter, `${letter}/letter`]) expect((await browser.get(path)).statusCode).toBe(404);
    expect(readable((await browser.get('/letters?state=issued')).body)).not.toContain(code);
    expect((await browser.get('/letters?unit=H45.20')).statusCode).toBe(404);
  });

  it('is one step from its dossier', async () => {
    const reader = await desk.browse('qldt.leader');
    const answer = await reader.get(`/letters/of/${code}`);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, letter]);
    expect((await reader.get('/letters/of/H45.20-230501-9999')).statusCode).toBe(404);
  });

  it('speaks English throughout', async () => {
    const english = await desk.browse('leader');
    await english.get('/locale/en?next=/letters');
    for (const path of ['/letters', '/letters/print-queue', letter, `${letter}/letter`, '/mailbox', '/']) {
      const { statusCode, body } = await english.get(path);
      expect(statusCode).toBe(200);
      const words = body.replace(/<article class="paper[^]*?<\/article>/g, '').replace(/lang="vi"[^>]*>[^<]*</g, '');
      expect(readable(words)).not.toMatch(/\b(?:Đã|Chưa|Thư|Người|Ngày|Lý do)\b/);
    }
  });
});

describe('a letter in doubt', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let mail: MailServer;
  let desk: TestApp;
  let leader: Browser;
  let letter: string;

  beforeAll(async () => {
    mail = await startMailServer();
    desk = await startDesk({ clock, config: { SMTP_URL: mail.url } });
    await registered(await desk.as('receiver'), { procedureCode: FIVE_DAYS });
    clock.set('2023-05-11T07:35:00+07:00');
    const sweeps = desk.get(SweepService, { strict: false });
    await sweeps.sweep();
    leader = await desk.browse('leader');
    letter = /href="(\/letters\/[0-9a-f-]{36})"/.exec((await leader.get('/letters')).body)![1]!;
    for (const key of ['approvals', 'issuances']) {
      await leader.post(`${letter}/${key}`, hidden((await leader.get(letter)).body, key));
    }
    // Taken by the server, and no answer ever comes: nobody can know.
    mail.watch = (moment, hangUp) => {
      if (moment === 'taken') hangUp();
    };
    await sweeps.sweep();
  });
  afterAll(async () => {
    await desk.close();
    await mail.close();
  });

  it('is not sent again by itself: a person says what became of it', async () => {
    const page = (await leader.get(letter)).body;
    expect(readable(page)).toContain('Chưa rõ, cần xem');
    expect(readable(page)).toContain('a***@example.vn');
    const id = /id="(resolution-[0-9a-f-]{36})"/.exec(page)![1]!;
    const action = `/messages/${id.slice('resolution-'.length)}/resolutions`;
    const silent = await leader.post(action, hidden(page, id));
    expect(silent.statusCode).toBe(422);
    expect(silent.body).toMatch(new RegExp(`<details class="act" id="${id}" open>`));
    const said = await leader.post(action, { ...hidden(page, id), outcome: 'sent' });
    expect([said.statusCode, said.headers.location]).toEqual([303, letter]);
    const after = (await leader.get(letter)).body;
    expect(readable(after)).toContain('Đã ghi điều bạn cho biết.');
    expect(after).not.toContain(id);
  });

  it('has no training mailbox where mails really go out', async () => {
    for (const path of ['/mailbox', '/mailbox/x', '/mailbox/x/mail.html']) {
      expect((await leader.get(path)).statusCode).toBe(404);
    }
    expect((await leader.get('/')).body).not.toContain('href="/mailbox"');
  });
});

describe('a letter of a training copy', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: TestApp;
  let reader: Browser;

  beforeAll(async () => {
    desk = await startDesk({ clock });
    await registered(await desk.as('receiver'), { procedureCode: FIVE_DAYS });
    clock.set('2023-05-11T07:35:00+07:00');
    const sweeps = desk.get(SweepService, { strict: false });
    await sweeps.sweep();
    const leader = await desk.browse('leader');
    const letter = /href="(\/letters\/[0-9a-f-]{36})"/.exec((await leader.get('/letters')).body)![1]!;
    for (const key of ['approvals', 'issuances']) {
      await leader.post(`${letter}/${key}`, hidden((await leader.get(letter)).body, key));
    }
    clock.advance(60_000);
    await sweeps.sweep();
    reader = await desk.browse('leader');
  });
  afterAll(() => desk.close());

  it('lands in the mailbox with its notice, its paper and its HTML in a cage', async () => {
    const list = await reader.get('/mailbox');
    const text = readable(list.body);
    expect(text).toContain(': thư xin lỗi, hồ sơ');
    expect(text).toContain('chậm so với thời gian đã hẹn');
    const mail = /href="(\/mailbox\/[0-9a-f-]{36})">[^<]*: thư xin lỗi/.exec(list.body)![1]!;
    const page = await reader.get(mail);
    expect(readable(page.body)).toContain('an.nguyen@example.vn');
    expect(page.body).toContain('Xem thư xin lỗi');
    const html = await reader.get(`${mail}/mail.html`);
    expect(html.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    const pdf = await reader.get(`${mail}/attachment`);
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const whole = await reader.get(`${mail}/mail.eml`);
    expect(whole.body).toMatch(/^message-id: </im);
    for (const path of ['/mailbox/none', '/mailbox/..%2f..%2fkeys', `${mail}x/attachment`]) {
      expect((await reader.get(path)).statusCode).toBe(404);
    }
  });
});
