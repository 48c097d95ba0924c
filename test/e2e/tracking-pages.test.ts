import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { MINUTE } from '../../src/domain/time/instant.js';
import { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, registered, startDesk, type DossierAnswer } from '../support/desk.js';

const readable = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('where is my dossier', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let world: TestApp;
  let citizen: Browser;
  let dossier: DossierAnswer;

  const ask = (code: string, secret: string): ReturnType<Browser['post']> => citizen.post('/tra-cuu', { code, secret });

  beforeAll(async () => {
    world = await startDesk({ clock });
    dossier = await registered(await world.as('receiver'));
    citizen = new Browser(world.http);
  });
  afterAll(() => world.close());

  it('asks for what stands on the slip, in less than 20 kB', async () => {
    const page = await citizen.get('/tra-cuu');
    expect(page.statusCode).toBe(200);
    expect(Buffer.byteLength(page.body)).toBeLessThan(20_000);
    expect((await citizen.get('/assets/tracking.js')).statusCode).toBe(200);
  });

  it('says first that nobody needs to come, and nothing of the person', async () => {
    const page = await ask(dossier.code.toLowerCase(), dossier.trackingSecret!.replace(/(\d{4})/, '$1 '));
    expect(page.statusCode).toBe(200);
    expect(page.body).toMatch(/<h1>Chưa có kết quả, Ông\/Bà chưa cần đến\.<\/h1>/);
    expect(readable(page.body)).toContain('08/05/2023');
    // What was promised explains itself: a long weekend lies in between.
    expect(readable(page.body)).toContain('Vì sao là ngày này?');
    expect(readable(page.body)).toMatch(/Thứ Hai, 01\/05\/2023[^.]*nghỉ/);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(Buffer.byteLength(page.body)).toBeLessThan(20_000);
    for (const secret of [APPLICANT.name, APPLICANT.idNumber, APPLICANT.phone, dossier.trackingSecret!]) {
      expect(page.body).not.toContain(secret);
    }
  });

  it('takes a wish to be called, once, and says when a page was open too long', async () => {
    const page = await ask(dossier.code, dossier.trackingSecret!);
    const pass = /name="pass" value="([^"]+)"/.exec(page.body)![1]!;
    expect(page.body).toContain('id="call-backs"');
    expect(page.body).not.toContain('id="wrong-results"');
    expect(page.body).not.toContain('id="misses"');
    for (let i = 0; i < 2; i += 1) {
      const done = await citizen.post('/tra-cuu/call-backs', { pass, wish: 'sau 16 giờ' });
      expect([done.statusCode, readable(done.body).includes('Chúng tôi sẽ gọi lại')]).toEqual([200, true]);
    }
    const tasks = await world.database.query('SELECT "kind", "wish", "unitCode", "letterId" FROM "call_task"', []);
    expect(tasks).toEqual([{ kind: 'call_back', wish: 'sau 16 giờ', unitCode: 'H45.20', letterId: null }]);
    const early = await citizen.post('/tra-cuu/wrong-results', { pass, words: 'Sai họ tên của con tôi' });
    expect(early.statusCode).toBe(409);
    expect(early.body).toContain('id="call-backs"');
    for (const other of [`${pass.slice(0, -4)}AAAA`, 'x'.repeat(40)]) {
      const refused = await citizen.post('/tra-cuu/call-backs', { pass: other });
      expect(refused.statusCode).toBe(409);
    }
    clock.advance(31 * MINUTE);
    const over = await citizen.post('/tra-cuu/call-backs', { pass });
    expect(over.statusCode).toBe(409);
    expect(readable(over.body)).toContain('Xin nhập lại mã hồ sơ và 8 chữ số.');
    const calls = await world.browse('desk_head');
    expect((await calls.get('/calls')).body).toContain(dossier.code);
  });

  it('takes that a result is wrong, for the desk to judge', async () => {
    const done = await registered(await world.as('receiver'));
    await (await world.as('returner')).post(`/api/v1/dossiers/${done.code}/completions`, { outcome: 'granted' });
    const page = await ask(done.code, done.trackingSecret!);
    const pass = /name="pass" value="([^"]+)"/.exec(page.body)![1]!;
    const short = await citizen.post('/tra-cuu/wrong-results', { pass, words: 'sai' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('id="wrong-results-words-wrong"');
    const words = 'Tên của con tôi bị ghi sai dấu';
    const said = await citizen.post('/tra-cuu/wrong-results', { pass, words });
    expect(readable(said.body)).toContain('Đã chuyển đến Bộ phận Một cửa để kiểm tra.');
    expect((await citizen.post('/tra-cuu/wrong-results', { pass, words })).statusCode).toBe(409);
    const faults = await world.database.query('SELECT "state", "detectedBy" FROM "dossier_fault"', []);
    expect(faults).toEqual([{ state: 'reported', detectedBy: 'citizen' }]);
  });

  it('answers a wrong secret as an unknown code', async () => {
    clock.advance(MINUTE);
    const wrong = await ask(dossier.code, dossier.trackingSecret === '00000000' ? '00000001' : '00000000');
    const unknown = await ask('H45.20-230428-9999', '00000000');
    expect([wrong.statusCode, unknown.statusCode]).toEqual([404, 404]);
    const plain = (body: string): string => readable(body).replaceAll(/H45\.20-\d+-\d+/g, '');
    expect(plain(wrong.body)).toBe(plain(unknown.body));
    expect((await ask(dossier.code, 'abc')).statusCode).toBe(422);
  });

  it('slows whoever guesses, and says when to try again', async () => {
    clock.advance(MINUTE);
    const codes = new Set<number>();
    for (let i = 0; i < 12; i += 1) {
      const answer = await ask(dossier.code, String(i).padStart(8, '0'));
      codes.add(answer.statusCode);
      if (answer.statusCode === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(codes).toEqual(new Set([404, 429]));
  });

  it('says truly that it is late, and that an apology is owed', async () => {
    clock.set('2023-05-09T07:35:00+07:00');
    await world.get(SweepService, { strict: false }).sweep();
    const text = readable((await ask(dossier.code, dossier.trackingSecret!)).body);
    expect(text).toContain('Hồ sơ đã quá thời gian hẹn trả. Cơ quan còn nợ Ông/Bà một thư xin lỗi.');
  });
});
