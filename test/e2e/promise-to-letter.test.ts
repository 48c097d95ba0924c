import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import type { Agent } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { registered, startDesk, type DossierAnswer } from '../support/desk.js';
import { readPdf } from '../support/pdf-text.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

describe('from a promise to the letter for its breach', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let mail: MailServer;
  let test: TestApp;
  let receiver: Agent;
  let leader: Agent;
  let clerk: Agent;
  let dossier: DossierAnswer;
  let letterId: string;

  beforeAll(async () => {
    mail = await startMailServer();
    test = await startDesk({ clock, config: { SMTP_URL: mail.url } });
    [receiver, leader, clerk] = [await test.as('receiver'), await test.as('leader'), await test.as('leader')];
  });
  afterAll(async () => {
    await test.close();
    await mail.close();
  });

  it('promises Monday 8 May for three working days from Friday 28 April, and says why', async () => {
    dossier = await registered(receiver);
    expect(dossier).toMatchObject({
      code: 'H45.20-230428-0001',
      status: 'accepted',
      originalDueAt: '2023-05-08T17:00:00+07:00',
      currentDueAt: '2023-05-08T17:00:00+07:00',
    });
    const skipped = dossier.explanation.filter(({ kind }) => kind === 'skipped').map(({ date }) => date);
    expect(skipped).toEqual(
      expect.arrayContaining(['2023-04-29', '2023-04-30', '2023-05-01', '2023-05-02', '2023-05-03']),
    );
    expect(dossier.explanation.find(({ date }) => date === '2023-05-02')?.name).toMatch(/\S/);
    expect(dossier.trackingSecret).toMatch(/^\d{8}$/);
  });

  it('opens one obligation and drafts one letter once the day is over, however often it looks', async () => {
    const sweeps = test.get(SweepService, { strict: false });
    clock.set('2023-05-08T23:59:00+07:00');
    expect(await sweeps.sweep()).toMatchObject({ breached: 0, drafted: 0 });
    clock.set('2023-05-09T07:35:00+07:00');
    expect(await sweeps.sweep()).toMatchObject({ breached: 1, drafted: 1, issued: 0 });
    expect(await sweeps.sweep()).toMatchObject({ breached: 0, drafted: 0 });
    const { items } = (await leader.get('/api/v1/letters?state=drafted')).json<{
      items: { id: string; dossierCode: string }[];
    }>();
    expect(items.map(({ dossierCode }) => dossierCode)).toEqual([dossier.code]);
    letterId = items[0]!.id;
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]).toMatchObject({ to: ['an.nguyen@example.vn'] });
    expect(mail.received[0]!.text).toContain('chậm so với thời gian đã hẹn');
  });

  it('numbers and issues form 04 with its second promise, and mails it with the PDF', async () => {
    const revised = await leader.patch(`/api/v1/letters/${letterId}`, {
      reason: 'Hồ sơ phải lấy ý kiến của Chi cục Thuế nhưng Phòng gửi văn bản lấy ý kiến chậm.',
      newDueAt: '2023-05-12T16:00:00+07:00',
      fault: 'other_agency',
    });
    expect(revised.json()).toMatchObject({ state: 'drafted', form: 'form_04' });
    expect((await clerk.post(`/api/v1/letters/${letterId}/issuances`)).json()).toMatchObject({
      code: 'letter.action_refused',
    });
    expect((await leader.post(`/api/v1/letters/${letterId}/approvals`)).json()).toMatchObject({ state: 'approved' });
    const issued = await clerk.post(`/api/v1/letters/${letterId}/issuances`);
    expect(issued.json()).toMatchObject({ state: 'issued', number: '01/PXL', date: '2023-05-09' });
    await test.get(SweepService, { strict: false }).sweep();
    const letter = mail.received[1]!;
    expect(letter.attachments).toHaveLength(1);
    const pdf = letter.attachments[0]!.content;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
    const { text } = await readPdf(pdf);
    for (const words of [
      'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
      'Nguyễn Văn Ẩn',
      'Số: 01/PXL',
      'lấy ý kiến chậm',
      'ngày 12 tháng 5 năm 2023',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('054090001234');
    // The town's leader signed for a division: as the town, never under the division's title.
    expect(text).toContain('CHỦ TỊCH');
    expect(text).toContain('Nguyễn Văn Giang');
    expect(text).not.toContain('TRƯỞNG PHÒNG');
  });

  it('keeps the first promise, tells the second, and stays late', async () => {
    const after = (await receiver.get(`/api/v1/dossiers/${dossier.code}`)).json<DossierAnswer>();
    expect(after).toMatchObject({
      originalDueAt: '2023-05-08T17:00:00+07:00',
      currentDueAt: '2023-05-12T16:00:00+07:00',
    });
    const { items } = (await receiver.get(`/api/v1/dossiers/${dossier.code}/promises`)).json<{
      items: { kind: string }[];
    }>();
    expect(items.map(({ kind }) => kind)).toEqual(['original', 'extension']);
    clock.set('2023-05-10T10:00:00+07:00');
    const done = await receiver.post(`/api/v1/dossiers/${dossier.code}/completions`, {
      outcome: 'granted',
      resultNumber: '12/GCN',
    });
    expect(done.json()).toMatchObject({ status: 'completed', timeliness: 'late', daysLate: 2 });
  });

  it('keeps the signer’s word on whose fault it was', async () => {
    const { items } = (await leader.get('/api/v1/apologies')).json<{ items: object[] }>();
    expect(items).toMatchObject([{ dossierCode: dossier.code, state: 'settled', fault: 'other_agency' }]);
  });

  it('lets the desk that received the dossier hand the letter over, and no other', async () => {
    const hand = { channel: 'desk', proof: 'Ký nhận trên bản lưu' };
    const stranger = await test.as('xp.receiver');
    expect((await stranger.post(`/api/v1/letters/${letterId}/deliveries`, hand)).statusCode).toBe(404);
    expect((await receiver.post(`/api/v1/letters/${letterId}/deliveries`, hand)).statusCode).toBe(201);
  });

  it('counts it late, and covers it', async () => {
    const rate = (await leader.get('/api/v1/reports/on-time?from=2023-05-01&to=2023-05-31&groupBy=unit')).json<{
      total: object;
    }>();
    expect(rate.total).toMatchObject({ resolved: 1, late: 1, resolvedOnTimeRate: 0, met: false });
    const coverage = (await leader.get('/api/v1/apologies/coverage')).json();
    expect(coverage).toMatchObject({
      opened: 1,
      issued: 1,
      issuedRate: 100,
      byDossier: { issuedRate: 100 },
      missing: [],
    });
  });
});
