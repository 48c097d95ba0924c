import { toCsv, registerRows, PLAIN_LINE } from '../register.js';
import { at, get, job, send, type Step } from './story.js';

const V1 = '/api/v1';
const IMPORTS = `${V1}/imports`;
const REGISTER = toCsv(
  registerRows([
    { ...PLAIN_LINE, code: 'H45.20-230508-0001' },
    { ...PLAIN_LINE, code: 'H45.20-230508-0002', phone: '12-34' },
  ]),
);
const MAPPING = {
  columns: [
    { target: 'code', headings: ['Số hồ sơ'] },
    { target: 'procedure', headings: ['Thủ tục'] },
    { target: 'applicantName', headings: ['Chủ hồ sơ'] },
    { target: 'acceptedAt', headings: ['Ngày tiếp nhận'] },
  ],
  dateFormats: ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'],
  times: { accepted: '07:30', due: '17:00', finished: '17:00' },
};
const named = { path: { name: 'mot-cua' } } as const;
const csv = { type: 'text/csv', query: { dryRun: 'true' }, status: 202 } as const;
const file = { path: { id: '{import}' } } as const;

const imports: readonly Step[] = [
  send('desk_head', `POST ${IMPORTS}/dossiers`, REGISTER, { ...csv, keep: { import: 'id' } }),
  job('imports'),
  get('desk_head', IMPORTS, { query: { limit: '10' } }),
  get('desk_head', `${IMPORTS}/{id}`, file),
  get('desk_head', `${IMPORTS}/{id}/rows`, { ...file, query: { state: 'defective' } }),
  get('desk_head', `${IMPORTS}/{id}/missing`, { ...file, query: { limit: '20' } }),
  get('desk_head', `${IMPORTS}/{id}/rejected.csv`, file),
  send('desk_head', `POST ${IMPORTS}/{id}/acceptances`, { skipDefective: true }, file),
  job('imports'),
  send('desk_head', `POST ${IMPORTS}/dossiers`, REGISTER, { ...csv, keep: { unwanted: 'id' } }),
  send('desk_head', `POST ${IMPORTS}/{id}/cancellations`, undefined, { path: { id: '{unwanted}' } }),
  get('desk_head', `${IMPORTS}/mappings`),
  send('desk_head', `PUT ${IMPORTS}/mappings/{name}`, MAPPING, named),
  get('desk_head', `${IMPORTS}/mappings/{name}`, named),
  send('desk_head', `DELETE ${IMPORTS}/mappings/{name}`, undefined, { ...named, status: 204 }),
];

const replans: readonly Step[] = [
  send(
    'admin',
    `PUT ${V1}/calendar/days/{date}`,
    { kind: 'holiday', name: 'Nghỉ tránh bão', source: 'Công điện 03/CĐ-UBND ngày 01/06/2023' },
    { path: { date: '2023-06-05' }, status: 204 },
  ),
  send('leader', `POST ${V1}/calendar/replans`, { limit: 20 }, { keep: { revision: 'revision' }, status: 200 }),
  send('leader', `POST ${V1}/calendar/replans/confirmations`, { revision: '{revision}' }, { keep: { replan: 'id' } }),
  job('replans'),
  get('leader', `${V1}/calendar/replans/{id}`, { path: { id: '{replan}' } }),
];

/** What comes in from elsewhere, and what comes of it all. */
export const FIGURES_STORY: readonly Step[] = [
  at('06-01T14:00'),
  ...imports,
  ...replans,
  get('leader', `${V1}/reports/on-time`, { query: { from: '2023-05-01', to: '2023-06-30', groupBy: 'unit' } }),
  get('leader', `${V1}/reports/procedures`, { query: { period: '2023-06' } }),
  get('leader', `${V1}/reports/qd766`, { query: { period: '2023-06' } }),
  get('leader', `${V1}/reports/desk-evaluation`, { query: { period: '2023-Q2' } }),
  get('leader', `${V1}/reports/online`, { query: { period: '2023-Q2' } }),
  get('leader', `${V1}/reports/distance-to-target`, { query: { period: '2023-06' } }),
  get('leader', `${V1}/reports/ii06`, { query: { form: 'a', period: '2023-Q2' } }),
];
