import { TEST_PASSWORD } from '../small-world.js';
import { at, get, send, type Step } from './story.js';

const V1 = '/api/v1';
const VERSION = {
  validFrom: '2023-05-15',
  name: 'Cấp giấy phép xây dựng nhà ở riêng lẻ (ví dụ)',
  field: 'xay-dung',
  level: 'district',
  responsibleUnitCode: 'H45.20.05',
  limit: { amount: 5, unit: 'working_day' },
  stages: [{ unitCode: 'H45.20.05', amount: 4 }, { amount: 1 }],
  extraTimes: [{ ground: 'verification', maxAmount: 3, grantedBy: 'leader', paper: 'Công văn xác minh' }],
  documents: [{ name: 'Đơn đề nghị', originals: 1, certified: 0, copies: 0 }],
  maxSupplements: 1,
  supplementDeadlineWd: 3,
  supplementMode: 'restart',
  instant: false,
  feeVnd: 75_000,
  onlineLevel: 'full',
  legalBasis: 'Luật Xây dựng 2014',
  certainty: 'U/U',
};
const csv = { type: 'text/csv', status: 200 } as const;

const people: readonly Step[] = [
  send(null, `POST ${V1}/sessions`, { username: 'receiver', password: TEST_PASSWORD }),
  get('receiver', `${V1}/me`),
  get('admin', `${V1}/users`, { query: { unit: 'H45.20.05', limit: '2' } }),
  send('admin', `POST ${V1}/users`, {
    username: 'binh.tt',
    fullName: 'Trần Thị Bình',
    unitCode: 'H45.20',
    roles: ['receiver'],
    password: 'một câu thật là dài',
  }),
  send('admin', `PATCH ${V1}/users/{username}`, { roles: ['receiver', 'returner'] }, { path: { username: 'binh.tt' } }),
  send(
    'admin',
    `POST ${V1}/api-tokens`,
    { username: 'monitor', name: 'Bảng điện tử ở sảnh', scopes: ['read'], endsOn: '2023-12-31' },
    { keep: { token: 'id' } },
  ),
  send('admin', `DELETE ${V1}/api-tokens/{id}`, undefined, { path: { id: '{token}' }, status: 204 }),
  send('division_head', `POST ${V1}/covers`, {
    absent: 'specialist',
    by: 'specialist2',
    from: '2023-05-12',
    to: '2023-05-14',
  }),
  get('division_head', `${V1}/covers`),
  send('division_head', `DELETE ${V1}/covers/{by}/{absent}`, undefined, {
    path: { by: 'specialist2', absent: 'specialist' },
    status: 204,
  }),
  send('monitor', `DELETE ${V1}/sessions/current`, undefined, { status: 204 }),
];

const units: readonly Step[] = [
  get('receiver', `${V1}/units`, { query: { kind: 'commune', limit: '5' } }),
  get('receiver', `${V1}/units/{code}`, { path: { code: 'H45.20.05' } }),
  send('admin', `POST ${V1}/units`, {
    code: 'H45.20.50',
    parentCode: 'H45.20',
    kind: 'division',
    name: 'Ban Quản lý dự án',
    shortName: 'BQL dự án',
    place: 'Sông Cầu',
    letterheadAgency: 'Ban Quản lý dự án',
    signerTitle: 'GIÁM ĐỐC',
    hasDesk: false,
    validFrom: '2023-01-01',
  }),
  send(
    'admin',
    `PATCH ${V1}/units/{code}`,
    {
      phone: '0257 3 875 000',
      settings: [{ key: 'due_soon_minutes', value: '480', validFrom: '2023-06-01' }],
    },
    { path: { code: 'H45.20.50' } },
  ),
  send(
    'admin',
    `POST ${V1}/imports/units`,
    'code,parentCode,kind,name,shortName,place,address,phone,hotline,letterheadSuperior,letterheadAgency,signerTitle,signerAuthority,signerName,hasDesk,deskUnitCode,certainty,validFrom,validTo\n' +
      'H45.20.51,H45.20,division,Trung tâm Phát triển quỹ đất,TT Quỹ đất,Sông Cầu,,,,UBND thị xã Sông Cầu,Trung tâm Phát triển quỹ đất,GIÁM ĐỐC,,,no,H45.20,U,2019-01-01,\n',
    { ...csv, query: { dryRun: 'true' } },
  ),
];

const procedures: readonly Step[] = [
  send('admin', `POST ${V1}/procedures`, { code: '3.000101', ...VERSION }),
  send(
    'admin',
    `POST ${V1}/procedures/{code}/versions`,
    { ...VERSION, validFrom: '2024-01-01', feeVnd: 100_000 },
    { path: { code: '3.000101' } },
  ),
  get('receiver', `${V1}/procedures`, { query: { q: 'thong tin quy hoach', limit: '5' } }),
  get('receiver', `${V1}/procedures/{code}`, { path: { code: '3.000101' } }),
  send(
    'admin',
    `POST ${V1}/imports/procedures`,
    'code,validFrom,validTo,name,fieldCode,fieldName,level,responsibleUnitCode,limitAmount,limitUnit,unitAdditions,stages,extraTimes,documents,maxSupplements,supplementDeadlineWd,supplementMode,instant,feeVnd,feeNote,onlineLevel,legalBasis,certainty,note\n' +
      '3.000102,2023-05-15,,Xác nhận thông tin hộ tịch (ví dụ),ho-tich,Hộ tịch,commune,,3,working_day,,,,Tờ khai;1;0;0,1,3,restart,no,8000,,full,Luật Hộ tịch 2014,U/U,\n',
    { ...csv, query: { dryRun: 'true' } },
  ),
];

const calendar: readonly Step[] = [
  get('receiver', `${V1}/calendar/{year}`, { path: { year: '2023' } }),
  send('leader', `POST ${V1}/calendar/{year}/confirmations`, undefined, { path: { year: '2028' } }),
  send(
    'admin',
    `PUT ${V1}/calendar/days/{date}`,
    {
      kind: 'short',
      name: 'Tổng kết năm',
      source: 'Quyết định 12/QĐ-UBND ngày 08/05/2023',
      hours: '07:30-11:00',
    },
    { path: { date: '2023-12-29' }, status: 204 },
  ),
  send(
    null,
    `POST ${V1}/calendar/due-dates`,
    { acceptedAt: '2023-04-28T14:00:00+07:00', limit: { amount: 3, unit: 'working_day' }, unitCode: 'H45.20' },
    { status: 200 },
  ),
  send(
    'admin',
    `POST ${V1}/calendar/imports`,
    'date,kind,name,source,confidence\n2023-12-25,holiday,Ngày thử,Minh họa,high\n',
    { ...csv, query: { dryRun: 'true', kind: 'days-off' } },
  ),
  send(
    'admin',
    `POST ${V1}/imports/holidays`,
    'date,kind,name,source,confidence\n2023-12-26,holiday,Ngày thử,Minh họa,high\n',
    { ...csv, query: { dryRun: 'true' } },
  ),
  send(
    'admin',
    `POST ${V1}/imports/calendar`,
    'unitCode,validFrom,weekday,opens,closes\nH45.20.33,2024-01-01,1,07:00,11:00\n',
    { ...csv, query: { dryRun: 'true' } },
  ),
];

/** Friday: the ground on which a desk works. */
export const REFERENCE_STORY: readonly Step[] = [
  at('05-12T08:30'),
  get(null, '/health/live'),
  get(null, '/health/ready'),
  get('admin', '/health/apologies'),
  ...people,
  ...units,
  ...procedures,
  ...calendar,
];
