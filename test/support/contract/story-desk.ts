import { act, at, get, send, type Step } from './story.js';

const V1 = '/api/v1';
const DOSSIERS = `${V1}/dossiers`;
const APPLICANT_EXAMPLE = {
  kind: 'person',
  name: 'Nguyễn Văn Ẩn',
  idNumber: '054090001234',
  address: 'Khu phố Long Hải, phường Xuân Phú, thị xã Sông Cầu',
  phone: '0905123456',
  email: 'an.nguyen@example.vn',
  contactBy: ['email', 'desk'],
};
const INTAKE = { procedureCode: '3.000101', unitCode: 'H45.20', channel: 'counter', applicant: APPLICANT_EXAMPLE };
const FILING = { procedureCode: '3.000101', unitCode: 'H45.20', applicant: APPLICANT_EXAMPLE, resultVia: 'postal' };

/** @param name under which later steps know its code @param more of the request */
export function received(name: string, more: object = {}): Step {
  return send('receiver', `POST ${DOSSIERS}`, { ...INTAKE, ...more }, { keep: { [name]: 'code' } });
}

/** Received and in the hands of the division's specialist. */
export function inHand(name: string): Step[] {
  return [
    received(name),
    act(name, 'receiver', 'hand-overs', { unitCode: 'H45.20.05' }, { keep: { [`${name}Sent`]: 'pendingHandOver.id' } }),
    act(name, 'specialist', 'hand-overs/{id}/acknowledgements', undefined, { path: { id: `{${name}Sent}` } }),
  ];
}

const of = (name: string): { path: { code: string } } => ({ path: { code: `{${name}}` } });

const intake: readonly Step[] = [
  at('05-15T08:30'),
  received('dossier', {
    submitter: { name: 'Trần Thị Bưởi', phone: '0905000111', authorisation: true },
    summary: 'Nhà ở hai tầng tại khu phố Long Hải',
    documents: [{ name: 'Đơn đề nghị', originals: 1, certified: 0, copies: 0 }],
    resultVia: 'desk',
  }),
  get('receiver', `${DOSSIERS}/{code}`, of('dossier')),
  get('receiver', `${V1}/worklist`),
  get('receiver', `${V1}/warnings`),
  get('receiver', DOSSIERS, { query: { q: 'nguyen van an', status: 'accepted', sort: 'due', limit: '20' } }),
  send('receiver', `POST ${DOSSIERS}/searches`, { phone: '0905123456' }, { status: 200 }),
  send(
    'receiver',
    `POST ${DOSSIERS}/{code}/reveals`,
    { field: 'phone', reason: 'Gọi người nộp đến nhận kết quả' },
    { ...of('dossier'), status: 200 },
  ),
  get('receiver', `${DOSSIERS}/{code}/papers/receipt.html`, { ...of('dossier'), query: { size: 'a5' } }),
  get('receiver', `${DOSSIERS}/{code}/papers/receipt.pdf`, { ...of('dossier'), query: { size: 'a4' } }),
  act('dossier', 'receiver', 'files', '%PDF-1.7\n%ví dụ\n', {
    type: 'application/pdf',
    query: { name: 'don-de-nghi.pdf' },
  }),
  get('receiver', `${DOSSIERS}/{code}/files`, { ...of('dossier'), keep: { file: 'items[0].id' } }),
  get('receiver', `${DOSSIERS}/{code}/files/{id}`, { path: { code: '{dossier}', id: '{file}' } }),
  act(
    'dossier',
    'receiver',
    'files/{id}/removals',
    { reason: 'Chụp nhầm giấy tờ của hồ sơ khác' },
    { path: { id: '{file}' } },
  ),
  act('dossier', 'receiver', 'notes', { text: 'Đã gọi điện, người nộp hẹn chiều nay.' }),
  act('dossier', 'cashier', 'payments', { amountVnd: 75_000, method: 'qr', reference: 'FT23135000123' }),
];

const work: readonly Step[] = [
  act(
    'dossier',
    'receiver',
    'hand-overs',
    { unitCode: 'H45.20.05', note: 'Đủ thành phần hồ sơ' },
    { keep: { sent: 'pendingHandOver.id' } },
  ),
  act('dossier', 'specialist', 'hand-overs/{id}/acknowledgements', undefined, { path: { id: '{sent}' } }),
  act('dossier', 'division_head', 'assignments', { username: 'specialist2' }),
  at('05-16T09:00'),
  act('dossier', 'specialist2', 'supplement-requests', {
    items: ['Trích lục bản đồ địa chính'],
    reason: 'Thiếu trích lục bản đồ địa chính của thửa đất',
    receiversFault: false,
  }),
  at('05-16T14:00'),
  act('dossier', 'receiver', 'supplements', { items: ['Trích lục bản đồ địa chính'] }),
  act('dossier', 'specialist2', 'payment-requests', {
    amountVnd: 3_500_000,
    reason: 'Lệ phí trước bạ theo thông báo số 45',
  }),
  get('cashier', `${DOSSIERS}/{code}/payment-requests`, { ...of('dossier'), keep: { notice: 'items[0].id' } }),
  at('05-17T08:30'),
  act(
    'dossier',
    'cashier',
    'payment-requests/{id}/confirmations',
    { paidOn: '2023-05-16', reference: 'BL 0012' },
    { path: { id: '{notice}' } },
  ),
  act('dossier', 'qldt.leader', 'extra-times', {
    ground: 'verification',
    amount: 2,
    document: 'Công văn 12/UBND ngày 16/05/2023',
  }),
  act('dossier', 'specialist2', 'results', { outcome: 'granted', number: '12/GPXD' }),
  act('dossier', 'returner', 'completions', { outcome: 'granted', resultNumber: '12/GPXD', shelf: 'A3' }),
  act('dossier', 'returner', 'returns', { receivedBy: 'Nguyễn Văn Ẩn', how: 'desk' }),
  get('receiver', `${DOSSIERS}/{code}/history`, of('dossier')),
  get('receiver', `${DOSSIERS}/{code}/promises`, of('dossier')),
  get('receiver', `${DOSSIERS}/{code}/stages`, of('dossier')),
];

const codes = ['{first}', '{second}'];
const each = (as: string, route: string, more: object = {}): Step =>
  send(as, `POST ${DOSSIERS}/bulk/${route}`, { codes, ...more }, { status: 200 });

const bulk: readonly Step[] = [
  received('first'),
  received('second'),
  each('receiver', 'hand-overs', { unitCode: 'H45.20.05' }),
  each('specialist', 'acknowledgements'),
  each('division_head', 'assignments', { username: 'specialist2' }),
  each('specialist2', 'results', { outcome: 'granted' }),
  each('returner', 'completions', { outcome: 'granted', shelf: 'B1' }),
  each('returner', 'returns', { receivedBy: 'Bưu tá Lê Văn Tám', how: 'postal' }),
];

const filings: readonly Step[] = [
  send('receiver', `POST ${V1}/filings`, FILING, { keep: { filing: 'code' } }),
  act('filing', 'receiver', 'acceptances'),
  send('receiver', `POST ${V1}/filings`, FILING, { keep: { unfit: 'code' } }),
  act('unfit', 'receiver', 'rejections', { reason: 'Thửa đất thuộc thẩm quyền của huyện khác' }),
  send('receiver', `POST ${V1}/refusals`, {
    procedureCode: '3.000101',
    kind: '02',
    reason: 'Thiếu bản vẽ thiết kế xây dựng',
    applicantName: 'Lê Thị Cúc',
  }),
  get('desk_head', `${V1}/refusals`, { query: { from: '2023-05-01', to: '2023-05-31' } }),
];

const receipts: readonly Step[] = [
  received('miswritten'),
  act('miswritten', 'receiver', 'corrections', { reason: 'Ghi nhầm số bản khi tiếp nhận', copies: 2 }),
  get('desk_head', `${DOSSIERS}/{code}/corrections`, { ...of('miswritten'), keep: { correction: 'items[0].id' } }),
  act('miswritten', 'desk_head', 'corrections/{id}/confirmations', undefined, { path: { id: '{correction}' } }),
  received('mistaken'),
  act('mistaken', 'receiver', 'voids', { reason: 'Tiếp nhận nhầm thủ tục của người khác' }),
  received('unwanted'),
  act('unwanted', 'receiver', 'withdrawals', { reason: 'Người nộp xin rút hồ sơ' }),
  ...inHand('hopeless'),
  act('hopeless', 'qldt.leader', 'stoppages', { reason: 'Quá thời hạn bổ sung mà không nộp' }),
  send(
    'desk_head',
    `POST ${V1}/paper-sessions`,
    {
      from: '2023-05-17T08:00:00+07:00',
      to: '2023-05-17T08:25:00+07:00',
      reason: 'Mất điện toàn trụ sở, làm việc trên sổ giấy',
    },
    { keep: { session: 'id' } },
  ),
  get('receiver', `${V1}/paper-sessions`),
  received('onPaper', {
    acceptedAt: '2023-05-17T08:20:00+07:00',
    paperBook: { book: 'Sổ tiếp nhận 2023', serial: 38, dueAt: '2023-05-24T16:00:00+07:00' },
  }),
  send('desk_head', `POST ${V1}/paper-sessions/{id}/closures`, undefined, { path: { id: '{session}' } }),
];

/** Monday to Wednesday: what comes over a desk. */
export const DESK_STORY: readonly Step[] = [...intake, ...work, ...bulk, ...filings, ...receipts];
