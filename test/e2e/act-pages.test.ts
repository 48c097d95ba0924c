import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import sharp, { type SharpOptions } from 'sharp';
import { MINUTE } from '../../src/domain/time/instant.js';
import type { Browser } from '../support/agents.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { allowExtraTimes, APPLICANT, FIVE_DAYS, registered, startDesk, THREE_DAYS } from '../support/desk.js';

type Fields = Readonly<Record<string, string>>;

const MORNING = '2023-05-15T08:30:00+07:00';
const DIVISION = 'H45.20.05';
const REASON = 'Thiếu trích lục bản đồ địa chính của thửa đất';

const clock = new StoppedClock(MORNING);
let app: TestApp;
const browsers = new Map<string, Browser>();

beforeAll(async () => {
  app = await startDesk({ clock });
  await allowExtraTimes(app);
});
afterAll(() => app.close());

async function as(username: string): Promise<Browser> {
  const known = browsers.get(username) ?? (await app.browse(username));
  browsers.set(username, known);
  return known;
}

async function api(username: string, path: string, body?: object): Promise<{ id?: string }> {
  const answer = await (await app.as(username)).post(`/api/v1/dossiers/${path}`, body);
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`);
  return answer.json();
}

const received = async (): Promise<string> =>
  (await registered(await app.as('receiver'), { procedureCode: FIVE_DAYS })).code;

async function held(): Promise<string> {
  const code = await received();
  const sent = (await api('receiver', `${code}/hand-overs`, { unitCode: DIVISION })) as {
    pendingHandOver: { id: string };
  };
  await api('specialist', `${code}/hand-overs/${sent.pendingHandOver.id}/acknowledgements`);
  return code;
}

async function filed(): Promise<string> {
  const filing = { procedureCode: THREE_DAYS, unitCode: 'H45.20', applicant: APPLICANT };
  const answer = await (await app.as('receiver')).post('/api/v1/filings', filing);
  return answer.json<{ code: string }>().code;
}

async function asked(): Promise<string> {
  const code = await held();
  await api('specialist', `${code}/supplement-requests`, {
    items: ['Trích lục'],
    reason: REASON,
    receiversFault: false,
  });
  return code;
}

async function paying(): Promise<string> {
  const code = await held();
  await api('specialist', `${code}/payment-requests`, { amountVnd: 1_500_000, reason: 'Lệ phí trước bạ, số 12/TB' });
  return code;
}

async function finished(): Promise<string> {
  const code = await received();
  await api('receiver', `${code}/completions`, { outcome: 'granted', shelf: 'B12' });
  return code;
}

async function proposed(): Promise<string> {
  const code = await received();
  await api('receiver', `${code}/corrections`, { summary: 'Nhà ở hai tầng', reason: 'Ghi thiếu nội dung yêu cầu' });
  return code;
}

async function faulty(): Promise<string> {
  const code = await finished();
  const fault = { cause: 'error', kind: 'wrong_data', description: 'Ghi sai ngày sinh trên kết quả' };
  await api('receiver', `${code}/faults`, fault);
  return code;
}

async function confirmed(): Promise<string> {
  const code = await faulty();
  const faults = await (await app.as('desk_head')).get(`/api/v1/dossiers/${code}/faults`);
  const [fault] = faults.json<{ items: { id: string }[] }>().items;
  await api('desk_head', `${code}/faults/${fault!.id}/confirmations`, { fault: 'ours' });
  return code;
}

async function blamed(): Promise<string> {
  const code = await faulty();
  const faults = await (await app.as('desk_head')).get(`/api/v1/dossiers/${code}/faults`);
  const [fault] = faults.json<{ items: { id: string }[] }>().items;
  await api('desk_head', `${code}/faults/${fault!.id}/confirmations`, { fault: 'other_agency' });
  return code;
}

/** What a form posts to, and the hidden fields with it. */
function formOf(page: string, resource: string): { action: string; plumbing: Fields } {
  const at = new RegExp(`action="(/dossiers/[^"/]+/${resource})"`).exec(page);
  if (!at) throw new Error(`no form for ${resource}`);
  const rest = page.slice(at.index, page.indexOf('</form>', at.index));
  const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(rest)?.[1] ?? '';
  return { action: at[1] ?? '', plumbing: { _key: hidden('_key'), _version: hidden('_version') } };
}

const words = (page: string): string =>
  page
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');

async function eventCount(code: string): Promise<number> {
  const answer = await (await app.as('leader')).get(`/api/v1/dossiers/${code}/history`);
  return answer.json<{ items: unknown[] }>().items.length;
}

interface Row {
  readonly stage: () => Promise<string>;
  /** who does it, who has not the role, and who has it elsewhere */
  readonly who: string;
  readonly not: string;
  readonly elsewhere: string;
  readonly resource: string;
  readonly good: Fields;
  /** null for acts that ask for nothing */
  readonly bad: { readonly fields: Fields; readonly field: string } | null;
  /** said in the history afterwards */
  readonly said: string;
}

const desk = { who: 'receiver', not: 'monitor', elsewhere: 'xp.receiver' };
const officer = { who: 'specialist', not: 'monitor', elsewhere: 'xp.specialist' };
const judge = { who: 'desk_head', not: 'receiver', elsewhere: 'xp.leader' };
const office = { who: 'clerk', not: 'receiver', elsewhere: 'xp.clerk' };
const short = { reason: 'ngắn' };

const ROWS: Readonly<Record<string, Row>> = {
  accept: {
    ...desk,
    stage: filed,
    resource: 'acceptances',
    good: {},
    bad: null,
    said: 'Tiếp nhận hồ sơ nộp trực tuyến; hẹn trả',
  },
  'ask first': {
    ...desk,
    stage: filed,
    resource: 'supplement-requests',
    good: { items: 'Tờ khai\nBản vẽ', reason: REASON },
    bad: { fields: { items: '', reason: REASON }, field: 'supplement-requests-items' },
    said: 'Yêu cầu bổ sung: Tờ khai; Bản vẽ',
  },
  reject: {
    ...desk,
    stage: filed,
    resource: 'rejections',
    good: { reason: 'Không thuộc thẩm quyền của thị xã' },
    bad: { fields: short, field: 'rejections-reason' },
    said: 'Không tiếp nhận hồ sơ',
  },
  assign: {
    who: 'division_head',
    not: 'specialist',
    elsewhere: 'xp.leader',
    stage: held,
    resource: 'assignments',
    good: { username: 'specialist2' },
    bad: { fields: { username: 'xp.specialist' }, field: 'assignments-username' },
    said: 'Phân công cho Huỳnh Thị Nga',
  },
  note: {
    ...officer,
    stage: held,
    resource: 'notes',
    good: { text: 'Đã gọi điện, người nộp hẹn chiều nay' },
    bad: { fields: { text: '' }, field: 'notes-text' },
    said: 'Đã gọi điện, người nộp hẹn chiều nay',
  },
  'request supplement': {
    ...officer,
    stage: held,
    resource: 'supplement-requests',
    good: { items: 'Trích lục bản đồ', reason: REASON, receiversFault: 'true' },
    bad: {
      fields: { items: 'Trích lục bản đồ', reason: REASON },
      field: 'supplement-requests-receiversFault',
    },
    said: 'Yêu cầu bổ sung: Trích lục bản đồ',
  },
  'receive supplement': {
    ...desk,
    stage: asked,
    resource: 'supplements',
    good: { items: 'Trích lục bản đồ' },
    bad: { fields: { items: ' \n ' }, field: 'supplements-items' },
    said: 'Nhận giấy tờ bổ sung: Trích lục bản đồ; hẹn trả',
  },
  'request payment': {
    ...officer,
    stage: held,
    resource: 'payment-requests',
    good: { amountVnd: '1.500.000', reason: 'Lệ phí trước bạ, thông báo 125/TB' },
    bad: { fields: { amountVnd: 'nhiều', reason: 'Lệ phí trước bạ' }, field: 'payment-requests-amountVnd' },
    said: 'Thông báo phải nộp 1.500.000 đồng',
  },
  'confirm payment': {
    ...desk,
    stage: paying,
    resource: 'payment-requests/[^"/]+/confirmations',
    good: { paidOn: '2023-05-15', reference: 'GNT 12' },
    bad: { fields: { paidOn: '2023-06-01', reference: 'GNT 12' }, field: 'payment-confirmations-paidOn' },
    said: 'Xác nhận đã nộp ngày 15/05/2023, giấy số GNT 12',
  },
  pay: {
    who: 'cashier',
    not: 'receiver',
    elsewhere: 'xp.receiver',
    stage: held,
    resource: 'payments',
    good: { amountVnd: '75000', method: 'qr', reference: 'FT1' },
    bad: { fields: { amountVnd: '0', method: 'cash' }, field: 'payments-amountVnd' },
    said: 'Thu 75.000 đồng; Mã QR',
  },
  'grant extra time': {
    ...officer,
    stage: held,
    resource: 'extra-times',
    good: { ground: 'survey', amount: '2', document: 'Phiếu đo đạc số 7' },
    bad: { fields: { ground: 'survey', amount: '9', document: 'Phiếu số 7' }, field: 'extra-times-amount' },
    said: 'Cộng thêm 2 theo căn cứ: Phiếu đo đạc (Phiếu đo đạc số 7)',
  },
  'declare delay': {
    ...officer,
    stage: held,
    resource: 'delay-notices',
    good: {
      reasonKey: 'other_agency',
      reason: 'Phải lấy thêm ý kiến của Sở Xây dựng',
      fault: 'ours',
      newDueOn: '2023-05-25',
      newDueTime: '16:00',
    },
    bad: {
      fields: {
        reasonKey: 'other_agency',
        reason: 'Phải lấy thêm ý kiến của Sở',
        fault: 'ours',
        newDueOn: '2023-05-21',
        newDueTime: '16:00',
      },
      field: 'delay-notices-newDueOn',
    },
    said: 'Báo sẽ trễ, dự kiến trả 16:00 25/05/2023',
  },
  'transfer result': {
    ...officer,
    stage: held,
    resource: 'results',
    good: { outcome: 'granted', number: '12/GP' },
    bad: { fields: { outcome: 'perhaps' }, field: 'results-outcome' },
    said: 'Chuyển kết quả về quầy: Giải quyết theo đề nghị, số 12/GP',
  },
  stop: {
    who: 'leader',
    not: 'receiver',
    elsewhere: 'xp.leader',
    stage: held,
    resource: 'stoppages',
    good: { reason: 'Người nộp không bổ sung trong thời hạn' },
    bad: { fields: short, field: 'stoppages-reason' },
    said: 'Dừng giải quyết hồ sơ',
  },
  'propose correction': {
    ...desk,
    stage: received,
    resource: 'corrections',
    good: { 'applicant.name': 'Nguyễn Văn Ân', reason: 'Ghi sai họ tên chủ hồ sơ' },
    bad: { fields: { 'applicant.name': 'Nguyễn Văn Ân', reason: 'sai' }, field: 'corrections-reason' },
    said: 'Đề nghị sửa giấy tiếp nhận: chủ hồ sơ',
  },
  'confirm correction': {
    who: 'desk_head',
    not: 'returner',
    elsewhere: 'xp.receiver',
    stage: proposed,
    resource: 'corrections/[^"/]+/confirmations',
    good: {},
    bad: null,
    said: 'Sửa giấy tiếp nhận: nội dung',
  },
  void: {
    ...desk,
    stage: received,
    resource: 'voids',
    good: { reason: 'Tiếp nhận nhầm hai lần' },
    bad: { fields: short, field: 'voids-reason' },
    said: 'Hủy giấy tiếp nhận',
  },
  'report fault': {
    ...desk,
    stage: finished,
    resource: 'faults',
    good: {
      kind: 'error/wrong_data',
      description: 'Kết quả ghi sai ngày sinh',
      detectedBy: 'citizen',
      detectedOn: '2023-05-15',
    },
    bad: {
      fields: { kind: '', description: 'Kết quả ghi sai ngày sinh', detectedBy: 'citizen' },
      field: 'faults-kind',
    },
    said: 'Báo có sai sót: Ghi sai thông tin',
  },
  'confirm fault': {
    ...judge,
    stage: faulty,
    resource: 'faults/[^"/]+/confirmations',
    good: { fault: 'ours' },
    bad: { fields: { fault: 'mine' }, field: 'fault-confirmations-[^"]+-fault' },
    said: 'Xác nhận sai sót',
  },
  'dismiss fault': {
    ...judge,
    stage: faulty,
    resource: 'faults/[^"/]+/dismissals',
    good: { reason: 'Kết quả đúng như giấy tờ đã nộp' },
    bad: { fields: short, field: 'fault-dismissals-[^"]+-reason' },
    said: 'Xác định không có sai sót',
  },
  'mend fault': {
    ...judge,
    stage: confirmed,
    resource: 'faults/[^"/]+/corrections',
    good: { correctionResult: 'Đã cấp lại kết quả đúng', correctedOn: '2023-05-15', costsVnd: '0' },
    bad: {
      fields: { correctionResult: 'Đã cấp lại kết quả', correctedOn: '2023-05-16', costsVnd: '0' },
      field: 'fault-corrections-[^"]+-correctedOn',
    },
    said: 'Ghi việc khắc phục sai sót',
  },
  'ask outside': {
    ...office,
    stage: blamed,
    resource: 'obligations/[^"/]+/outside-requests',
    good: {},
    bad: null,
    said: 'Đề nghị cơ quan có lỗi gửi thư xin lỗi',
  },
  'record outside': {
    ...office,
    stage: blamed,
    resource: 'obligations/[^"/]+/outside-letters',
    good: { number: '52/CCT', date: '2023-05-15' },
    bad: { fields: { number: '52/CCT', date: '2023-05-16' }, field: 'outside-letters-[^"]+-date' },
    said: 'Ghi nhận thư xin lỗi của cơ quan có lỗi',
  },
  waive: {
    who: 'leader',
    not: 'receiver',
    elsewhere: 'xp.leader',
    stage: confirmed,
    resource: 'obligations/[^"/]+/waivers',
    good: { reason: 'Người nộp đã ký xác nhận không cần thư' },
    bad: { fields: short, field: 'waivers-[^"]+-reason' },
    said: 'Lãnh đạo miễn thư xin lỗi',
  },
};

describe('each act as a form', () => {
  test.each(Object.keys(ROWS))('%s: done once, by whom it is for, on what they saw', async (name) => {
    const row = ROWS[name]!;
    clock.set(MORNING);
    const code = await row.stage();
    const mine = await as(row.who);
    const page = (await mine.get(`/dossiers/${code}`)).body;
    const { action, plumbing } = formOf(page, row.resource);

    const wrongRole = await as(row.not);
    expect((await wrongRole.get(`/dossiers/${code}`)).body).not.toContain(`action="${action}"`);
    expect((await wrongRole.post(action, row.good)).statusCode).toBe(403);
    const stranger = await as(row.elsewhere);
    await stranger.get('/dossiers');
    expect([403, 404]).toContain((await stranger.post(action, row.good)).statusCode);

    await mine.get(`/dossiers/${code}`);
    const stale = await mine.post(action, { ...row.good, _key: `stale-${name.replaceAll(' ', '-')}`, _version: '99' });
    expect(stale.statusCode).toBe(412);
    for (const typed of Object.values(row.good).filter((value) => value.length > 12)) {
      expect(stale.body.replaceAll('\r\n', '\n')).toContain(typed);
    }
    if (row.bad) {
      const bad = await mine.post(action, {
        ...plumbing,
        _key: `bad-${name.replaceAll(' ', '-')}-1`,
        ...row.bad.fields,
      });
      expect([bad.statusCode, words(bad.body).includes('Chưa lưu')].join()).toMatch(/^422/);
      expect(bad.body).toMatch(new RegExp(`href="#${row.bad.field}"`));
      expect(bad.body).toMatch(new RegExp(`id="${row.bad.field}-wrong"`));
    }
    const before = await eventCount(code);
    const done = await mine.post(action, { ...plumbing, ...row.good });
    expect([done.statusCode, done.headers.location]).toEqual([303, `/dossiers/${code}`]);
    expect(words((await mine.get(`/dossiers/${code}`)).body)).toContain(row.said);
    expect((await mine.post(action, { ...plumbing, ...row.good })).statusCode).toBe(303);
    expect(await eventCount(code)).toBe(before + 1);
  });

  it('says what asking for papers does to the limit, before it is asked', async () => {
    clock.set(MORNING);
    const code = await held();
    const officerPage = words((await (await as('specialist')).get(`/dossiers/${code}`)).body);
    expect(officerPage).toContain('khi đủ giấy tờ, thời hạn tính lại từ đầu');
    clock.set('2023-05-22T09:00:00+07:00');
    browsers.clear();
    expect(words((await (await as('specialist')).get(`/dossiers/${code}`)).body)).toContain('bị đánh dấu là muộn');
  });

  it('names the papers of the procedure to tick, and what was asked for when it comes', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await held();
    const officer = await as('specialist');
    const { body } = await officer.get(`/dossiers/${code}`);
    const { action, plumbing } = formOf(body, 'supplement-requests');
    expect(body).toMatch(/<input type="checkbox" name="listed.p1" value="Giấy phép xây dựng đã cấp">/);
    const ticked = { 'listed.p1': 'Giấy phép xây dựng đã cấp', items: 'Bản vẽ\nGiấy phép xây dựng đã cấp' };
    const refused = await officer.post(action, { ...plumbing, ...ticked, reason: 'ngắn', receiversFault: 'false' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('value="Giấy phép xây dựng đã cấp" checked>');
    expect(refused.body).not.toContain('value="Đơn đề nghị gia hạn" checked>');
    const done = await officer.post(action, { ...plumbing, ...ticked, reason: REASON, receiversFault: 'false' });
    expect(done.statusCode).toBe(303);
    const receiver = await as('receiver');
    const page = (await receiver.get(`/dossiers/${code}`)).body;
    expect(words(page)).toContain('Yêu cầu bổ sung: Giấy phép xây dựng đã cấp; Bản vẽ');
    const paper = /href="(\/dossiers\/[^"]+\/papers\/supplement\/\d+[^"]*)"/.exec(page)?.[1] ?? '';
    const printed = words((await receiver.get(paper)).body);
    expect(printed).toMatch(/1 Giấy phép xây dựng đã cấp .*2 Bản vẽ/);
    expect(page).toContain('value="Bản vẽ" checked>');
    const message = words((await receiver.get(`/counter/messages/${code}`)).body);
    expect(message).toContain('cần bổ sung: 1. Giấy phép xây dựng đã cấp 2. Bản vẽ Xin Ông/Bà nộp đủ một lần');
    const back = formOf(page, 'supplements');
    const brought = { 'listed.p0': 'Giấy phép xây dựng đã cấp', 'listed.p1': 'Bản vẽ' };
    expect((await receiver.post(back.action, { ...back.plumbing, ...brought })).statusCode).toBe(303);
    expect(words((await receiver.get(`/dossiers/${code}`)).body)).toContain(
      'Nhận giấy tờ bổ sung: Giấy phép xây dựng đã cấp; Bản vẽ',
    );
  });

  it('opens the second request for papers to a leader only, who gives a reason', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await asked();
    await api('receiver', `${code}/supplements`, { items: ['Trích lục'] });
    const specialist = (await (await as('specialist')).get(`/dossiers/${code}`)).body;
    expect(specialist).not.toContain(`action="/dossiers/${code}/supplement-requests"`);
    expect(words(specialist)).toContain('thủ tục chỉ cho yêu cầu bổ sung 1 lần; thêm nữa do lãnh đạo quyết định');
    const leader = await as('qldt.leader');
    const { action, plumbing } = formOf((await leader.get(`/dossiers/${code}`)).body, 'supplement-requests');
    const question = { items: 'Bản vẽ', reason: REASON, receiversFault: 'false' };
    const done = await leader.post(action, {
      ...plumbing,
      ...question,
      overrideReason: 'Lần trước hỏi chưa đủ bản vẽ',
    });
    expect(done.statusCode).toBe(303);
  });
});

describe('a receipt', () => {
  it('offers to be taken back right after it was made, and says how long', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await received();
    const receiver = await as('receiver');
    expect(words((await receiver.get(`/dossiers/${code}`)).body)).toContain('hủy được đến 08:35 (còn 5 phút)');
    clock.advance(6 * MINUTE);
    const later = (await receiver.get(`/dossiers/${code}`)).body;
    expect(later).not.toContain(`action="/dossiers/${code}/voids"`);
    expect(words(later)).toContain('Hủy lượt tiếp nhận : đã quá 5 phút');
    expect((await (await as('desk_head')).get(`/dossiers/${code}`)).body).toContain(`/dossiers/${code}/voids`);
  });

  it('is put right by two: numbers nobody retyped stay, and nobody confirms what they proposed', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await received();
    const receiver = await as('receiver');
    const { action, plumbing } = formOf((await receiver.get(`/dossiers/${code}`)).body, 'corrections');
    const right = { 'applicant.name': 'Nguyễn Văn Ân', 'applicant.address': APPLICANT.address };
    const other = { 'applicant.email': APPLICANT.email, reason: 'Ghi sai họ tên chủ hồ sơ' };
    expect((await receiver.post(action, { ...plumbing, ...right, ...other })).statusCode).toBe(303);
    const theirs = (await receiver.get(`/dossiers/${code}`)).body;
    expect(theirs).not.toMatch(/corrections\/[^"/]+\/confirmations/);
    expect(words(theirs)).toContain('Chờ một người khác của quầy xác nhận');
    const head = await as('desk_head');
    const page = (await head.get(`/dossiers/${code}`)).body;
    expect(words(page)).toContain('Nguyễn Văn Ẩn → Nguyễn Văn Ân');
    const confirmation = formOf(page, 'corrections/[^"/]+/confirmations');
    expect((await head.post(confirmation.action, confirmation.plumbing)).statusCode).toBe(303);
    const after = words((await head.get(`/dossiers/${code}`)).body);
    expect(after).toContain('Nguyễn Văn Ân');
    expect(after).toContain('*********234');
    const reveal = await (
      await app.as('receiver')
    ).post(`/api/v1/dossiers/${code}/reveals`, { field: 'idNumber', reason: 'Đối chiếu với căn cước bản gốc' });
    expect(reveal.json()).toMatchObject({ value: APPLICANT.idNumber });
  });
});

describe('the receipt of an organisation', () => {
  it('names whom to ask for, on the page, on paper and in the message; the procedure is put right from the list', async () => {
    clock.set(MORNING);
    browsers.clear();
    const receiver = await as('receiver');
    await receiver.get('/dossiers/new');
    const saved = await receiver.post('/dossiers', {
      procedureCode: FIVE_DAYS,
      'applicant.kind': 'organisation',
      'applicant.name': 'Công ty TNHH Hải Long',
      'applicant.idNumber': '4400123456',
      'applicant.representative': 'Trần Văn Long',
      'applicant.contactName': 'Lê Thị Kế Toán',
      'applicant.phone': '0905 777 888',
      'applicant.email': 'ketoan@hailong.vn',
      channel: 'counter',
      resultVia: 'desk',
      copies: '1',
      _key: 'organisation-1',
    });
    expect(saved.statusCode).toBe(303);
    const code = /\/dossiers\/([^?]+)/.exec(String(saved.headers['location']))?.[1] ?? '';
    const page = (await receiver.get(`/dossiers/${code}`)).body;
    expect(words(page)).toContain('Người liên hệ Lê Thị Kế Toán');
    const paper = words((await receiver.get(`/dossiers/${code}/receipt`)).body);
    expect(paper).toContain('Người liên hệ: Lê Thị Kế Toán');
    expect(paper).toContain('Mã số thuế hoặc mã số tổ chức: 4400123456');
    const { action, plumbing } = formOf(page, 'corrections');
    const offered = page.slice(page.indexOf('id="corrections-procedureCode"'));
    expect(offered).toContain('<option value="1.001612">1.001612 Đăng ký thành lập hộ kinh doanh</option>');
    expect(offered).not.toContain(`<option value="${FIVE_DAYS}"`);
    const proposed = await receiver.post(action, {
      ...plumbing,
      'applicant.name': 'Công ty TNHH Hải Long',
      'applicant.taxCode': '4400123456',
      'applicant.representative': 'Trần Văn Long',
      'applicant.contactName': 'Võ Văn Thủ Quỹ',
      'applicant.email': 'ketoan@hailong.vn',
      procedureCode: '1.001612',
      reason: 'Chọn nhầm thủ tục khi tiếp nhận',
    });
    expect(proposed.statusCode).toBe(303);
    const head = await as('desk_head');
    const waiting = (await head.get(`/dossiers/${code}`)).body;
    expect(words(waiting)).toContain('Lê Thị Kế Toán → Võ Văn Thủ Quỹ');
    const confirmation = formOf(waiting, 'corrections/[^"/]+/confirmations');
    expect((await head.post(confirmation.action, confirmation.plumbing)).statusCode).toBe(303);
    expect(words((await head.get(`/dossiers/${code}`)).body)).toContain('Đăng ký thành lập hộ kinh doanh');
    await api('receiver', `${code}/completions`, { outcome: 'granted' });
    const message = (await receiver.get(`/counter/messages/${code}`)).body;
    expect(message).toContain('Kính gửi Công ty TNHH Hải Long (Võ Văn Thủ Quỹ).');
  });
});

describe('files', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const png = { name: 'files', fileName: 'đơn.png', type: 'image/png', content: PNG };
  const pdf = { name: 'files', fileName: 'ban-ve.pdf', type: 'image/png', content: '%PDF-1.7\n%thử\n' };
  const none = { name: 'photo', fileName: '', type: 'application/octet-stream', content: '' };

  it('are taken several at a time by what they are, once, and shown to whom the dossier is shown', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await received();
    const receiver = await as('receiver');
    const { action, plumbing } = formOf((await receiver.get(`/dossiers/${code}`)).body, 'files');
    expect((await receiver.upload(action, plumbing, [png, pdf, none])).statusCode).toBe(303);
    expect((await receiver.upload(action, plumbing, [png, pdf, none])).statusCode).toBe(303);
    const page = (await receiver.get(`/dossiers/${code}`)).body;
    expect(page.match(/class="file-picture"/g)).toHaveLength(2);
    expect(page).toContain('>PDF<');
    const [, href = ''] = /<img src="(\/dossiers\/[^"]+\/files\/[^"]+)"/.exec(page) ?? [];
    const file = await receiver.get(href);
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'image/png']);
    expect(String(file.headers['content-disposition'])).toContain('inline');
    expect(file.rawPayload.equals(PNG)).toBe(true);
    const stranger = await as('xp.receiver');
    await stranger.get('/dossiers');
    expect((await stranger.get(href)).statusCode).toBe(404);
    expect([403, 404]).toContain((await stranger.upload(action, {}, [png])).statusCode);
    expect([302, 303]).toContain((await app.http({ method: 'GET', url: href })).statusCode);
  });

  it('are shown small where they are large: turned the right way up, without what the camera noted', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await received();
    const receiver = await as('receiver');
    const noise = {
      create: { width: 1_200, height: 600, channels: 3, noise: { type: 'gaussian', mean: 120, sigma: 40 } },
    };
    const photo = await sharp(noise as SharpOptions)
      .withExif({ IFD0: { Copyright: 'Nguyễn Văn Ẩn' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { action, plumbing } = formOf((await receiver.get(`/dossiers/${code}`)).body, 'files');
    const large = { name: 'files', fileName: 'ban-do.jpg', type: 'image/jpeg', content: photo };
    expect((await receiver.upload(action, plumbing, [large, pdf])).statusCode).toBe(303);
    const page = (await receiver.get(`/dossiers/${code}`)).body;
    const [, href = ''] = /<img src="(\/dossiers\/[^"]+\/files\/[^"]+\/preview)"/.exec(page) ?? [];
    for (let twice = 0; twice < 2; twice += 1) {
      const small = await receiver.get(href);
      expect([small.statusCode, small.headers['content-type']]).toEqual([200, 'image/jpeg']);
      const { width, height, orientation = 1, exif } = await sharp(small.rawPayload).metadata();
      expect([width, height, orientation, exif]).toEqual([160, 320, 1, undefined]);
      expect(small.rawPayload.length).toBeLessThan(60_000);
    }
    const [, other = ''] = /href="(\/dossiers\/[^"]+\/files\/[^"]+)"[^>]*>ban-ve/.exec(page) ?? [];
    expect((await receiver.get(`${other}/preview`)).statusCode).toBe(404);
    const stranger = await as('xp.receiver');
    await stranger.get('/dossiers');
    expect((await stranger.get(href)).statusCode).toBe(404);
  });

  it('are refused for what they are, and nothing chosen is said too', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await received();
    const receiver = await as('receiver');
    const { action, plumbing } = formOf((await receiver.get(`/dossiers/${code}`)).body, 'files');
    const odd = { name: 'files', fileName: 'x.pdf', type: 'application/pdf', content: '<html>' };
    const refused = await receiver.upload(action, plumbing, [odd]);
    expect(refused.statusCode).toBe(422);
    expect(words(refused.body)).toContain('x.pdf: chỉ nhận PDF, JPEG hoặc PNG');
    expect((await receiver.upload(action, plumbing, [none])).statusCode).toBe(422);
    expect((await receiver.get(`/dossiers/${code}`)).body).not.toContain('class="file-picture"');
  });

  it('are taken off with a reason, and stay', async () => {
    clock.set(MORNING);
    browsers.clear();
    const code = await received();
    const receiver = await as('receiver');
    const { action, plumbing } = formOf((await receiver.get(`/dossiers/${code}`)).body, 'files');
    await receiver.upload(action, plumbing, [png]);
    const page = (await receiver.get(`/dossiers/${code}`)).body;
    const removal = formOf(page, 'files/[^"/]+/removals');
    const bad = await receiver.post(removal.action, { ...removal.plumbing, _key: 'bad-removal', reason: 'nhầm' });
    expect(bad.statusCode).toBe(422);
    expect(bad.body).toMatch(/id="removals-[^"]+-reason-wrong"/);
    const reason = 'Chụp nhầm giấy tờ của hồ sơ khác';
    expect((await receiver.post(removal.action, { ...removal.plumbing, reason })).statusCode).toBe(303);
    const after = (await receiver.get(`/dossiers/${code}`)).body;
    expect(words(after)).toContain('Trần Thị Bình đã gỡ lúc 08:30 15/05/2023');
    expect(words(after)).toContain(reason);
    expect((await receiver.post(removal.action, { reason })).statusCode).toBe(409);
    const [, href = ''] = /href="(\/dossiers\/[^"]+\/files\/[^"]+)"/.exec(after) ?? [];
    expect((await receiver.get(href)).statusCode).toBe(200);
  });
});
