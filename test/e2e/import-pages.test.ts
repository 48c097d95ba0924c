import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { ImportRunner } from '../../src/imports/import-runner.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { startDesk } from '../support/desk.js';
import { registerFile } from '../support/imports.js';
import { PLAIN_LINE, registerRows, toCsv, type RegisterLine } from '../support/register.js';
import { PEOPLE } from '../support/small-world.js';

let world: TestApp;
let head: Browser;
let admin: Browser;
beforeAll(async () => {
  world = await startDesk();
  head = await world.browse('desk_head');
  admin = await world.browse('admin');
});
afterAll(() => world.close());

const line = (code: string, changes: Partial<RegisterLine> = {}): RegisterLine => ({ ...PLAIN_LINE, code, ...changes });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const asFile = (content: Buffer | string, fileName = 'so.xlsx', type = XLSX) => [
  { name: 'file', fileName, type, content },
];

function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
}
const run = (): Promise<void> => world.get(ImportRunner, { strict: false }).run();
const keyOf = (html: string): string => /name="_key" value="([^"]*)"/.exec(html)![1]!;
const count = async (table: string): Promise<number> => {
  const rows = await world.database.query<{ n: number }>(`SELECT CAST(count(*) AS integer) AS "n" FROM "${table}"`);
  return rows[0]!.n;
};

async function sent(browser: Browser, content: Buffer | string, fields: Record<string, string> = {}): Promise<string> {
  const form = (await browser.get('/imports/dossiers/new')).body;
  const answer = await browser.upload(
    '/imports/dossiers',
    { _key: keyOf(form), mode: 'mirror', ...fields },
    asFile(content),
  );
  if (answer.statusCode !== 303) throw new Error(`${answer.statusCode}: ${readable(answer.body)}`);
  await run();
  return answer.headers['location']!;
}

describe('a file of dossiers', () => {
  it('is read first, row by row with its reasons, then written when a person says so', async () => {
    const file = await registerFile([
      line('H45.20-230508-0001'),
      line('H45.20-230508-0002', { procedure: 'Cấp giấy phép bay' }),
    ]);
    const page = await sent(head, file);
    const text = readable((await head.get(page)).body);
    expect(text).toContain('Chờ đồng ý');
    expect(text).toContain('Thủ tục: Không tìm thấy thủ tục này trong danh mục');
    expect(await count('dossier')).toBe(0);
    const whole = await head.post(`${page}/acceptances`);
    expect(whole.statusCode).toBe(422);
    expect(readable(whole.body)).toContain('Tệp chưa nhập được');
    expect((await head.post(`${page}/acceptances`, { skipDefective: 'on' })).statusCode).toBe(303);
    const moving = await head.get(page);
    expect(moving.body).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
    expect((await head.get(`${page}/progress`)).headers['hx-refresh']).toBeUndefined();
    await run();
    const done = await head.get(page);
    expect(readable(done.body)).toContain('Đã ghi xong');
    expect(done.body).not.toContain('http-equiv="refresh"');
    expect((await head.get(`${page}/progress`)).headers['hx-refresh']).toBe('true');
    expect(await count('dossier')).toBe(1);
    const skipped = readable((await head.get(`${page}?state=skipped`)).body);
    expect(skipped).toContain('H45.20-230508-0002');
    expect(skipped).not.toContain('H45.20-230508-0001');
  });

  it('comes once, however often the button is pressed', async () => {
    const before = await count('import_file');
    const form = (await head.get('/imports/dossiers/new')).body;
    const file = await registerFile([line('H45.20-230509-0001', { accepted: '09/05/2023 08:30', due: null })]);
    const fields = { _key: keyOf(form), mode: 'mirror' };
    const first = await head.upload('/imports/dossiers', fields, asFile(file));
    const second = await head.upload('/imports/dossiers', fields, asFile(file));
    expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await count('import_file')).toBe(before + 1);
  });

  it('is told by its bytes, not by its name', async () => {
    const csv = toCsv(registerRows([line('H45.20-230510-0001', { accepted: '10/05/2023', due: null })]));
    const page = await sent(head, csv);
    expect(readable((await head.get(page)).body)).toContain('CSV, theo dõi song song');
    const old = await sent(head, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]));
    expect(readable((await head.get(old)).body)).toContain('tệp .xls cũ xin lưu lại thành .xlsx');
  });

  it('gives its result away as a list without the people in it', async () => {
    const file = await registerFile([
      line('H45.20-230511-0001', { accepted: '31/02/2023 08:00', name: 'Nguyễn Thị Riêng', phone: '0905123456' }),
    ]);
    const page = await sent(head, file);
    const csv = await head.get(`${page}/result.csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain('H45.20-230511-0001');
    expect(csv.body).toContain('Ngày giờ không đọc được');
    expect(csv.body).not.toContain('Riêng');
    expect(csv.body).not.toContain('0905123456');
    expect((await head.get(page)).body).not.toContain('0905123456');
  });

  it('is stopped before it is written, and then is no more', async () => {
    const page = await sent(
      head,
      await registerFile([line('H45.20-230512-0001', { accepted: '12/05/2023 08:00', due: null })]),
    );
    expect((await head.post(`${page}/cancellations`)).statusCode).toBe(303);
    expect(readable((await head.get(page)).body)).toContain('Đã bỏ');
    const late = await head.post(`${page}/acceptances`);
    expect(late.statusCode).toBe(409);
  });

  test.each([
    ['no file', [], {}, 'Chưa chọn tệp'],
    ['a mode there is not', asFile('a'), { mode: 'steal' }, 'Cần một trong'],
    ['a time without its day', asFile('a'), { asOfTime: '16:00' }, 'Có giờ thì cần cả ngày'],
    ['a moment to come', asFile('a'), { asOfOn: '2099-01-01' }, 'Số liệu đúng đến ngày'],
    ['a unit out of reach', asFile('a'), { unit: 'H45.20.21' }, 'không thuộc vai trò hoặc đơn vị'],
  ])('is refused with %s', async (_, files, fields, said) => {
    const answer = await head.upload('/imports/dossiers', { mode: 'mirror', ...fields }, files);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(readable(answer.body)).toContain(said);
  });
});

describe('a mapping of columns', () => {
  const theirs = [
    'Số HS,Tên việc,Ông bà,Nhận lúc,Xong lúc',
    'H45.20-230508-0009,Khai sinh,Lê Thị Cúc,08/05/2023 08:00,',
    '',
  ];

  it('is made out of a file of theirs: columns, samples, what each means', async () => {
    const shown = await head.upload('/imports/mappings/samples', {}, asFile(theirs.join('\n'), 'x.csv', 'text/csv'));
    expect(shown.statusCode).toBe(200);
    expect(readable(shown.body)).toContain('Tên việc');
    expect(shown.body).toContain('08/05/2023 08:00');
    const columns = {
      'columns.0.heading': 'Số HS',
      'columns.0.target': 'code',
      'columns.1.heading': 'Tên việc',
      'columns.1.target': 'procedure',
      'columns.2.heading': 'Ông bà',
      'columns.2.target': 'applicantName',
      'columns.3.heading': 'Nhận lúc',
      'columns.3.target': 'acceptedAt',
      'columns.4.heading': 'Xong lúc',
      'columns.4.target': '',
    };
    const short = await head.post('/imports/mappings', { ...columns, name: 'tuan', 'columns.0.target': '' });
    expect(short.statusCode).toBe(422);
    expect(readable(short.body)).toContain('thiếu cột bắt buộc');
    expect(short.body).toContain('value="Số HS"');
    const saved = await head.post('/imports/mappings', { ...columns, name: 'tuan' });
    expect([saved.statusCode, saved.headers['location']]).toEqual([303, '/imports/mappings/tuan']);
    expect(readable((await head.get('/imports/mappings/tuan')).body)).toContain('acceptedAt = Nhận lúc');
    expect((await head.get('/imports/dossiers/new')).body).toContain('<option value="tuan">');
  });

  it('is edited as text, refused with the line that cannot be read, and removed', async () => {
    const page = (await head.get('/imports/mappings/tuan')).body;
    expect(page).toContain('dd/MM/yyyy');
    const fields = {
      columns: 'code = Số HS\nprocedure = Tên việc\napplicantName = Ông bà | Họ tên\nacceptedAt = Nhận lúc',
      dateFormats: 'dd/MM/yyyy',
      accepted: '07:30',
      due: '17:00',
      finished: '17:00',
    };
    const wrong = await head.post('/imports/mappings/tuan', { ...fields, columns: 'code = Số HS\nchuyện lạ = x' });
    expect(wrong.statusCode).toBe(422);
    expect(readable(wrong.body)).toContain('Dòng 2 không đọc được');
    expect((await head.post('/imports/mappings/tuan', fields)).statusCode).toBe(303);
    expect(readable((await head.get('/imports/mappings/tuan')).body)).toContain('applicantName = Ông bà | Họ tên');
    expect((await head.post('/imports/mappings/tuan/removals')).statusCode).toBe(303);
    expect((await head.get('/imports/mappings/tuan')).statusCode).toBe(404);
  });

  test.each([
    ['nothing', [], 422],
    ['no table', asFile('chỉ một ô', 'x.csv', 'text/csv'), 422],
    ['a broken workbook', asFile(Buffer.from('PK\u0003\u0004rác'), 'x.xlsx'), 422],
  ])('is not made out of %s', async (_, files, status) => {
    expect((await head.upload('/imports/mappings/samples', {}, files)).statusCode).toBe(status);
  });
});

describe('a file of units', () => {
  const UNITS_CSV = [
    'code,parentCode,kind,name,shortName,place,address,phone,hotline,letterheadSuperior,letterheadAgency,signerTitle,signerAuthority,signerName,hasDesk,deskUnitCode,certainty,validFrom,validTo',
    'H45.20.21,H45.20,commune,UBND phường Xuân Phú mới,UBND phường Xuân Phú,Sông Cầu,,0257 3 875 001,,,UBND PHƯỜNG XUÂN PHÚ,CHỦ TỊCH,TM. ỦY BAN NHÂN DÂN,,yes,H45.20.21,U,2019-01-01,',
    'H45.20.40,H45.20,division,Ban Quản lý dự án,BQL dự án,Sông Cầu,,,,,BAN QUẢN LÝ DỰ ÁN,GIÁM ĐỐC,,,no,,U,2023-01-01,',
  ];
  const file = (lines: readonly string[]) => asFile(lines.join('\n'), 'don-vi.csv', 'text/csv');
  const draft = async (lines: readonly string[]): Promise<string> => {
    const answer = await admin.upload('/imports/reference', { kind: 'units' }, file(lines));
    if (answer.statusCode !== 303) throw new Error(readable(answer.body));
    return answer.headers['location']!;
  };
  const seen = (html: string): string => /name="seen" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';

  it('is read as differences, old and new, and loaded as it was read', async () => {
    const page = await draft(UNITS_CSV);
    const preview = await admin.get(page);
    const text = readable(preview.body);
    expect(text).toContain('1 thêm, 1 đổi, 0 kết thúc');
    expect(preview.body).toContain('<del>UBND phường Xuân Phú</del> → <ins>UBND phường Xuân Phú mới</ins>');
    const before = await count('unit');
    const fields = { seen: seen(preview.body), _key: keyOf(preview.body) };
    const accepted = await admin.post(`${page}/acceptances`, fields);
    expect([accepted.statusCode, accepted.headers['location']]).toEqual([303, '/imports']);
    expect((await admin.post(`${page}/acceptances`, fields)).statusCode).toBe(303);
    expect(await count('unit')).toBe(before + 1);
    expect(await count('reference_draft')).toBe(0);
    expect((await admin.get(page)).statusCode).toBe(404);
    const again = await admin.get(await draft(UNITS_CSV));
    expect(readable(again.body)).toContain('Tệp không có gì mới');
  });

  it('is not loaded when it would do something else by now', async () => {
    const changed = [UNITS_CSV[0]!, UNITS_CSV[2]!.replace('Ban Quản lý dự án,', 'Ban QLDA,')];
    const page = await draft(changed);
    const read = seen((await admin.get(page)).body);
    await (await world.as('admin')).patch('/api/v1/units/H45.20.40', { phone: '0257 3 111' });
    const answer = await admin.post(`${page}/acceptances`, { seen: read });
    expect(answer.statusCode).toBe(412);
    expect((await admin.post(`${page}/removals`)).statusCode).toBe(303);
  });

  it('with a wrong row says where, and offers nothing to accept', async () => {
    const page = await draft([UNITS_CSV[0]!, UNITS_CSV[2]!.replace('division', 'phòng')]);
    const preview = await admin.get(page);
    expect(readable(preview.body)).toContain('Dòng 2, cột Loại (kind):');
    expect(seen(preview.body)).toBe('');
    expect((await admin.post(`${page}/acceptances`, { seen: 'a'.repeat(64) })).statusCode).toBe(412);
  });

  test.each([
    ['no file', [], 'Chưa chọn tệp'],
    ['an empty file', file(['']), 'Tệp không có dữ liệu'],
    ['no text', asFile(Buffer.from([0xff, 0x00, 0xfe, 0x80])), 'Unicode'],
  ])('is refused: %s', async (_, files, said) => {
    const answer = await admin.upload('/imports/reference', { kind: 'units' }, files);
    expect([answer.statusCode, readable(answer.body).includes(said)]).toEqual([422, true]);
  });

  it('of days off and of hours is read the same way', async () => {
    const days = asFile('date,kind,name,source,confidence\n2023-06-30,holiday,Nghỉ,CV 1,high', 'ngay.csv', 'text/csv');
    const page = (await admin.upload('/imports/reference', { kind: 'holidays' }, days)).headers['location']!;
    expect(readable((await admin.get(page)).body)).toContain('1 thêm, 0 đổi');
    const hours = asFile('unitCode,validFrom,weekday,opens,closes\n*,2030-01-01,1,07:00,11:00', 'gio.csv', 'text/csv');
    const other = (await admin.upload('/imports/reference', { kind: 'hours' }, hours)).headers['location']!;
    expect(readable((await admin.get(other)).body)).toContain('1 thêm');
  });
});

describe('who may', () => {
  test.each(PEOPLE.map(({ username, roles, unitCode }) => [username, roles, unitCode] as const))(
    '%s by their role and unit',
    async (username, roles, unitCode) => {
      const browser = await world.browse(username);
      const may = roles.some((role) => role === 'admin' || role === 'desk_head');
      const town = roles.includes('admin') && unitCode === 'H45.20';
      for (const path of ['/imports', '/imports/dossiers/new', '/imports/mappings']) {
        expect([path, (await browser.get(path)).statusCode]).toEqual([path, may ? 200 : 403]);
      }
      if (may) expect((await browser.get('/imports')).body.includes('/imports/reference')).toBe(town);
      const files = asFile('code\n', 'x.csv', 'text/csv');
      const reference = await browser.upload('/imports/reference', { kind: 'units' }, files);
      expect(reference.statusCode).toBe(town ? 303 : 403);
      const dossiers = await browser.upload('/imports/dossiers', { mode: 'steal' }, files);
      expect(dossiers.statusCode).toBe(may ? 422 : 403);
    },
  );

  it('only where it is theirs: a file of one desk is not there for another', async () => {
    const page = await sent(
      head,
      await registerFile([line('H45.20-230515-0001', { accepted: '15/05/2023 08:00', due: null })]),
    );
    const ward = await world.browse('xp.admin');
    for (const path of [page, `${page}/progress`, `${page}/missing`, `${page}/result.csv`]) {
      expect([path, (await ward.get(path)).statusCode]).toEqual([path, 404]);
    }
    expect((await ward.post(`${page}/acceptances`)).statusCode).toBe(404);
  });
});
