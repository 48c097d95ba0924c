import { lineReport } from '../line-reports.js';
import { inHand, received } from './story-desk.js';
import { act, at, get, job, send, type Step } from './story.js';

const V1 = '/api/v1';
const LETTERS = `${V1}/letters`;
const letter = { path: { id: '{letter}' } } as const;
const onLetter = (as: string, route: string, body?: object): Step =>
  send(as, `POST ${LETTERS}/{id}/${route}`, body, letter);

const declared: readonly Step[] = [
  ...inHand('delayed'),
  act('delayed', 'specialist', 'delay-notices', {
    reason: 'Chi cục Thuế chưa trả lời phiếu chuyển thông tin',
    sentence: 'Hồ sơ phải chờ thông tin của cơ quan thuế nên chưa giải quyết xong.',
    fault: 'ours',
    newDueAt: '2023-05-29T16:00:00+07:00',
  }),
  get('qldt.clerk', LETTERS, {
    query: { state: 'drafted', limit: '20' },
    keep: { letter: 'items[dossierCode={delayed}].id' },
  }),
  get('qldt.clerk', `${LETTERS}/{id}`, letter),
  send(
    'qldt.clerk',
    `PATCH ${LETTERS}/{id}`,
    { sentence: 'Chúng tôi chưa nhận được thông tin của cơ quan thuế.' },
    letter,
  ),
  onLetter('qldt.leader', 'rejections', { reason: 'Nói rõ hơn đã chờ từ ngày nào' }),
  onLetter('qldt.leader', 'approvals'),
  onLetter('qldt.clerk', 'issuances', {}),
  get('qldt.clerk', `${LETTERS}/{id}/letter.html`, letter),
  get('qldt.clerk', `${LETTERS}/{id}/letter.pdf`, letter),
  job('doubt'),
  get('qldt.clerk', `${LETTERS}/{id}/messages`, { ...letter, keep: { message: 'items[0].id' } }),
  send('qldt.clerk', `POST ${V1}/messages/{id}/resolutions`, { outcome: 'sent' }, { path: { id: '{message}' } }),
  onLetter('qldt.clerk', 'deliveries', { channel: 'post', proof: 'RG 123 456 789 VN' }),
  // Of a message that this installation does not know (any more).
  send(null, `POST ${V1}/gateway/callbacks`, lineReport({ requestId: '018c6d3e-0000-7000-8000-000000000001' }), {
    status: 200,
  }),
];

const fault = { path: { id: '{fault}' } } as const;

const faults: readonly Step[] = [
  act('dossier', 'receiver', 'faults', {
    cause: 'error',
    kind: 'wrong_data',
    description: 'Ghi sai năm sinh trong giấy phép đã trả',
    detectedBy: 'citizen',
    detectedOn: '2023-05-17',
  }),
  get('desk_head', `${V1}/dossiers/{code}/faults`, { path: { code: '{dossier}' }, keep: { fault: 'items[0].id' } }),
  act('dossier', 'desk_head', 'faults/{id}/confirmations', { fault: 'ours' }, fault),
  act(
    'dossier',
    'desk_head',
    'faults/{id}/corrections',
    { correctionResult: 'Đã cấp lại giấy phép ghi đúng năm sinh', correctedOn: '2023-05-17', costsVnd: 0 },
    fault,
  ),
  act('dossier', 'receiver', 'faults', {
    cause: 'conduct',
    kind: 'attitude',
    description: 'Người nộp phàn nàn cách trả lời',
  }),
  get('desk_head', `${V1}/dossiers/{code}/faults`, {
    path: { code: '{dossier}' },
    keep: { unfounded: 'items[cause=conduct].id' },
  }),
  act(
    'dossier',
    'desk_head',
    'faults/{id}/dismissals',
    { reason: 'Đã xem lại băng hình, cán bộ trả lời đúng mực' },
    { path: { id: '{unfounded}' } },
  ),
];

const owed: readonly Step[] = [
  ...inHand('late'),
  ...inHand('excused'),
  ...inHand('elsewhere'),
  act('elsewhere', 'specialist', 'hand-overs', { unitCode: 'H45.20.14' }, { keep: { away: 'pendingHandOver.id' } }),
  act('elsewhere', 'receiver', 'hand-overs/{id}/acknowledgements', undefined, { path: { id: '{away}' } }),
  received('open'),
  at('06-01T08:30', 'sweep'),
  get('leader', `${V1}/apologies`, {
    query: { state: 'owed', cause: 'late' },
    keep: {
      apology: 'items[dossierCode={late}].id',
      excusable: 'items[dossierCode={excused}].id',
      theirs: 'items[dossierCode={elsewhere}].id',
    },
  }),
  get('leader', `${V1}/apologies/{id}`, { path: { id: '{apology}' } }),
  send(
    'qldt.leader',
    `POST ${V1}/apologies/{id}/waivers`,
    { reason: 'Người nộp đã nhận kết quả đúng hẹn, có chữ ký ghi ngày' },
    { path: { id: '{excusable}' } },
  ),
  send('desk_head', `POST ${V1}/apologies/{id}/outside-requests`, undefined, { path: { id: '{theirs}' } }),
  send(
    'desk_head',
    `POST ${V1}/apologies/{id}/outside-letters`,
    { number: '218/CCT-HCNS', date: '2023-06-01' },
    { path: { id: '{theirs}' } },
  ),
  get('qldt.clerk', LETTERS, { query: { state: 'drafted' }, keep: { draft: 'items[dossierCode={late}].id' } }),
  send(
    'qldt.clerk',
    `POST ${LETTERS}/{id}/voids`,
    { reason: 'Soạn lại cho rõ lý do chậm' },
    { path: { id: '{draft}' } },
  ),
  send('qldt.clerk', `POST ${LETTERS}`, {
    dossierCode: '{late}',
    obligationIds: ['{apology}'],
    reason: 'Phòng gửi văn bản lấy ý kiến chậm bốn ngày làm việc.',
    fault: 'ours',
    newDueAt: '2023-06-08T16:00:00+07:00',
  }),
  get('leader', `${V1}/apologies/coverage`, { query: { from: '2023-05-01', to: '2023-06-30', unit: 'H45.20' } }),
];

/** What is owed when a promise was broken, to the letter in somebody's hands. */
export const APOLOGIES_STORY: readonly Step[] = [...declared, ...faults, ...owed];
