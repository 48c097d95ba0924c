import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, SAME_DAY, startDesk, THREE_DAYS } from '../support/desk.js';
import { verified } from '../support/verified.js';

const SIGNATURES = '2.000884';
const CARD = '054090001234|221234567|Nguyễn Thị Ánh|01021990|Nữ|Khu phố Long Hải, Xuân Phú, Sông Cầu, Phú Yên|15062021';
const BARE = CARD.replace('Nguyễn Thị Ánh', 'NGUYN TH NH');

interface Row {
  readonly name: string;
  readonly status: string;
  readonly instant: number | boolean;
  readonly feeVnd: number;
  readonly copies: number;
  readonly summary: string | null;
  readonly idMasked: string | null;
  readonly timeliness: string | null;
}

function words(page: string): string {
  return page
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x3D;/g, '=')
    .replace(/\s+/g, ' ');
}

describe('receiving and returning at once', () => {
  const clock = new StoppedClock('2023-05-15T09:00:00+07:00');
  let world: TestApp;
  let receiver: Browser;
  let keys = 0;

  beforeAll(async () => {
    world = await startDesk({ clock });
    receiver = await world.browse('receiver');
  });
  afterAll(() => world.close());

  const key = (): string => `key-of-a-form-${String((keys += 1))}`;
  const post = (path: string, fields: Readonly<Record<string, string>>, by = receiver) =>
    by.post(path, { _key: key(), ...fields });
  const one = (fields: Readonly<Record<string, string>>, by = receiver) =>
    post('/dossiers/instant', { procedureCode: SAME_DAY, name: '', idNumber: '', card: '', copies: '1', pages: '', ...fields }, by); // prettier-ignore
  const savedIn = (location: unknown): string => new URLSearchParams(String(location).split('?')[1]).get('saved') ?? '';
  const row = async (code: string): Promise<Row> => {
    const [found] = await world.database.query<Row>(
      `SELECT d.*, p."name", p."idMasked" FROM "dossier" d JOIN "dossier_party" p ON p."dossierId" = d."id" WHERE d."code" = $1`,
      [code],
    );
    return found!;
  };
  const count = async (): Promise<number> => {
    const [{ n } = { n: 0 }] = await world.database.query<{ n: number }>('SELECT CAST(count(*) AS integer) AS "n" FROM "dossier"'); // prettier-ignore
    return n;
  };

  it('offers what this desk may give at once, and nothing else', async () => {
    const page = (await receiver.get('/dossiers/instant')).body;
    expect([page.includes(`value="${SAME_DAY}"`), page.includes(`value="${SIGNATURES}"`)]).toEqual([true, true]);
    expect([page.includes(THREE_DAYS), page.includes(FIVE_DAYS)]).toEqual([false, false]);
    expect(page).toContain('data-rule="page;2000;2;1000;200000"');
    for (const nobody of ['specialist', 'desk_head', 'returner']) {
      const answer = await (await world.browse(nobody)).get('/dossiers/instant');
      expect([nobody, answer.statusCode]).toEqual([nobody, 403]);
    }
  });

  it('receives and returns in one act, with the fee of its pages', async () => {
    const answer = await one({ name: 'Lê Thị Cúc', idNumber: '054 090.001234', copies: '3', pages: '5' });
    expect(answer.statusCode).toBe(303);
    const code = savedIn(answer.headers.location);
    expect(await row(code)).toMatchObject({
      name: 'Lê Thị Cúc',
      status: 'returned',
      timeliness: 'on_time',
      feeVnd: 21_000,
      copies: 3,
      summary: '5 trang',
      idMasked: '*********234',
    });
    const page = words((await receiver.get(String(answer.headers.location))).body);
    expect(page).toContain('Đã nhận và trả kết quả: Lê Thị Cúc');
    expect(page).toContain(code);
    expect(page).toContain('Thu: 21.000 đồng');
    expect(String(answer.headers.location)).not.toContain('054');
  });

  it('serves the same person again without their data leaving the server', async () => {
    const before = await one({ name: 'Phạm Văn Đồng', idNumber: '054090009876', pages: '1' });
    const code = savedIn(before.headers.location);
    const page = (await receiver.get('/dossiers/instant')).body;
    expect(page).toContain(`name="again" value="${code}"`);
    expect(page).toContain('data-again="Phạm Văn Đồng"');
    expect(page).not.toContain('054090009876');
    const again = await one({ again: code, copies: '2', pages: '1' });
    expect(await row(savedIn(again.headers.location))).toMatchObject({
      name: 'Phạm Văn Đồng',
      idMasked: '*********876',
      feeVnd: 4_000,
    });
    const ward = await one({ again: code }, await world.browse('xp.receiver'));
    expect([ward.statusCode, words(ward.body)]).toEqual([422, expect.stringContaining('Không còn người này')]);
  });

  it('reads a citizen card, and never takes a name that lost its accents unasked', async () => {
    const read = await one({ name: CARD });
    expect(await row(savedIn(read.headers.location))).toMatchObject({ name: 'Nguyễn Thị Ánh', idMasked: '*********234' }); // prettier-ignore
    const bare = await one({ name: BARE, copies: '4' });
    expect(bare.statusCode).toBe(422);
    expect(words(bare.body)).toContain('Đầu đọc có thể đã làm mất dấu');
    expect(bare.body).toContain('name="nameChecked"');
    expect(bare.body).toContain('name="copies" type="text" value="4"');
    const mended = await one({ name: 'Nguyễn Thị Ánh', card: BARE });
    expect((await row(savedIn(mended.headers.location))).name).toBe('Nguyễn Thị Ánh');
    const checked = await one({ name: 'Y Won Nie', card: BARE.replace('NGUYN TH NH', 'Y Won Nie'), nameChecked: 'on' });
    expect((await row(savedIn(checked.headers.location))).name).toBe('Y Won Nie');
  });

  it('gives a slip with hour and day to whom it cannot serve at once', async () => {
    clock.set('2023-05-15T15:20:00+07:00');
    const page = words((await receiver.get('/dossiers/instant')).body);
    expect(page).toContain('Đã quá 15 giờ');
    const answer = await one({ name: 'Trần Văn Bảy', pages: '2', later: 'on' });
    const code = savedIn(answer.headers.location);
    expect(await row(code)).toMatchObject({ status: 'accepted', timeliness: null, feeVnd: 4_000 });
    const saved = await receiver.get(String(answer.headers.location));
    expect(words(saved.body)).toContain('Hẹn trả 17:00 16/05/2023');
    expect(saved.body).toContain(`/dossiers/${code}/receipt?size&#x3D;a5`);
    expect((await receiver.get(`/dossiers/${code}/receipt?size=a5`)).body).toContain('17 giờ 00 phút, ngày 16');
    clock.set('2023-05-15T15:30:00+07:00');
  });

  it.each([
    ['nobody', {}, 'Cần họ tên'],
    ['no copies', { name: 'Lê Thị Cúc', copies: '0' }, 'Cần số nguyên từ 1 đến 99'],
    ['a number that is none', { name: 'Lê Thị Cúc', idNumber: '123' }, 'Không đúng dạng'],
    ['a procedure that takes days', { name: 'Lê Thị Cúc', procedureCode: THREE_DAYS }, 'Có thể: tiếp nhận có giấy hẹn'],
    ['a procedure that is not there', { name: 'Lê Thị Cúc', procedureCode: '9.999999' }, 'không có hiệu lực'],
  ])('refuses %s and keeps what was typed', async (_, fields, said) => {
    const before = await count();
    const answer = await one({ pages: '7', ...fields });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.body).toContain('value="7"');
    expect(words(answer.body)).toContain(said);
    expect(await count()).toBe(before);
  });

  it('makes one dossier of a form that comes twice', async () => {
    const before = await count();
    const fields = { _key: key(), procedureCode: SAME_DAY, name: 'Lê Thị Cúc', copies: '1', pages: '1' };
    const [first, second] = [await receiver.post('/dossiers/instant', fields), await receiver.post('/dossiers/instant', fields)]; // prettier-ignore
    expect(savedIn(first.headers.location)).toBe(savedIn(second.headers.location));
    expect(await count()).toBe(before + 1);
  });

  describe('twenty at once', () => {
    const lines = (people: readonly (readonly [string, string, string])[]): Record<string, string> =>
      Object.fromEntries(
        people.flatMap(([name, copies, pages], i) => [
          [`lines.${String(i)}.card`, ''],
          [`lines.${String(i)}.name`, name],
          [`lines.${String(i)}.idNumber`, ''],
          [`lines.${String(i)}.copies`, copies],
          [`lines.${String(i)}.pages`, pages],
        ]),
      );
    const twenty = Array.from({ length: 20 }, (_, i) => [`Người thứ ${'Một Hai Ba Bốn'.split(' ')[i % 4]!}`, '1', '3'] as const); // prettier-ignore

    it('makes a dossier of each, and says what each costs', async () => {
      const before = await count();
      const answer = await post('/dossiers/instant/lines', { procedureCode: SAME_DAY, ...lines(twenty) });
      expect(answer.statusCode).toBe(303);
      expect(await count()).toBe(before + 20);
      const page = words((await receiver.get(String(answer.headers.location))).body);
      expect(page).toContain('Đã nhận và trả 20 hồ sơ, thu tổng cộng 100.000 đồng');
    });

    it('saves the right ones, keeps the wrong ones with the reason, and loses nothing', async () => {
      const before = await count();
      const people = [['Lê Thị Cúc', '1', '1'], ['Trần Bảy', 'x', '1'], ['', '1', ''], [BARE, '2', '1'], ['Võ Tám', '1', '']] as const; // prettier-ignore
      const answer = await post('/dossiers/instant/lines', { procedureCode: SAME_DAY, ...lines(people) });
      expect([answer.statusCode, await count()]).toEqual([422, before + 2]);
      const page = words(answer.body);
      expect(page).toContain('Đã nhận và trả 2 hồ sơ');
      expect(page).toContain('Dòng 1: Cần số nguyên từ 1 đến 99');
      expect(page).toContain('Dòng 2: Đầu đọc có thể đã làm mất dấu');
      expect(answer.body).toContain('value="Trần Bảy"');
      expect(answer.body).toContain('name="lines.1.nameChecked"');
      expect(answer.body).not.toContain('value="Lê Thị Cúc"');
    });

    it('knows a line again when the answer was lost and another line was mended', async () => {
      const before = await count();
      const fixed = { _key: key(), procedureCode: SAME_DAY };
      const wrong = { ...fixed, ...lines([['Lê Thị Cúc', '1', '1'], ['Trần Bảy', '0', '1']]) }; // prettier-ignore
      const mended = { ...fixed, ...lines([['Lê Thị Cúc', '1', '1'], ['Trần Bảy', '2', '1']]) }; // prettier-ignore
      expect((await receiver.post('/dossiers/instant/lines', wrong)).statusCode).toBe(422);
      expect((await receiver.post('/dossiers/instant/lines', mended)).statusCode).toBe(303);
      expect((await receiver.post('/dossiers/instant/lines', mended)).statusCode).toBe(303);
      expect(await count()).toBe(before + 2);
    });

    it('says when nothing was typed', async () => {
      const answer = await post('/dossiers/instant/lines', { procedureCode: SAME_DAY, ...lines([['', '1', '']]) });
      expect([answer.statusCode, words(answer.body)]).toEqual([422, expect.stringContaining('Chưa có dòng nào')]);
    });

    it('shows no dossier of another desk, whatever its address says', async () => {
      const ward = await world.as('xp.receiver');
      const there = await registered(ward, { procedureCode: SAME_DAY, unitCode: 'H45.20.21', applicant: APPLICANT });
      const stranger = await world.browse('specialist2');
      expect((await stranger.get(`/dossiers/instant/lines?done=${there.code}`)).statusCode).toBe(403);
    });
  });

  it('leaves histories that vouch for every row', async () => {
    expect(await verified(world)).toEqual([]);
  });
});
