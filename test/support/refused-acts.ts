import { expect } from '@jest/globals';
import type { Agent } from './agents.js';
import { StoppedClock } from './clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk, THREE_DAYS } from './desk.js';

/** What is wrong; who posts where (`receiver {filed}/acceptances`); the body; `status code field`, the last if told. */
export type Refused = [what: string, request: string, body: unknown, answer: string];

/** A desk with one dossier in each state that refusals are about; nothing in it may change. */
export interface RefusalWorld {
  refuses(row: Refused): Promise<void>;
  /** of a GET; `{name}` stands for a thing of the world */
  statusOf(username: string, path: string): Promise<number>;
  /** `status code` of an act on a version that is not */
  stale(request: string, body: object): Promise<string>;
  isUnchanged(): Promise<boolean>;
  close(): Promise<void>;
}

export const OUTAGE = {
  from: '2023-05-15T08:00:00+07:00',
  to: '2023-05-15T10:00:00+07:00',
  reason: 'Mất điện toàn trụ sở',
};

const WRITTEN = [
  ...['dossier', 'dossier_party', 'dossier_event', 'dossier_event_payload', 'promise', 'obligation', 'kpi_tail'],
  ...['supplement_request', 'receipt_correction', 'receipt_version', 'counter_refusal', 'paper_session'],
  ...['dossier_paper_slip', 'dossier_token', 'idempotency_key', 'counter'],
];

const REASON = { reason: 'Ghi nhầm khi tiếp nhận tại quầy' };
const FILING = { procedureCode: THREE_DAYS, unitCode: 'H45.20', applicant: APPLICANT };
const PEOPLE = ['receiver', 'desk_head', 'leader', 'specialist', 'xp.receiver'];

export async function openRefusals(): Promise<RefusalWorld> {
  const clock = new StoppedClock('2023-05-15T10:50:00+07:00');
  const world = await startDesk({ clock });
  const agents = new Map<string, Agent>();
  for (const name of PEOPLE) agents.set(name, await world.as(name));
  const by = (username: string): Agent => agents.get(username)!;
  const names = await things(by, async () => {
    const [row] = await world.database.query<{ id: string }>('SELECT "id" FROM "receipt_correction"');
    return row!.id;
  });
  const filled = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(/\{(\w+)\}/g, (all, name: string) => names[name] ?? all)) as T;
  const state = async (): Promise<string> =>
    JSON.stringify(await Promise.all(WRITTEN.map((table) => world.database.query(`SELECT * FROM "${table}"`))));
  const post = async (request: string, body: unknown, headers: Record<string, string>) => {
    const [who = '', route = ''] = request.split(' ');
    return by(who).post(`/api/v1/${filled(route)}`, filled(body) as object, headers);
  };
  clock.set('2023-05-15T11:00:00+07:00');
  const before = await state();
  return {
    async refuses([, request, body, expected]) {
      const answer = await post(request, body, { 'content-type': 'application/json' });
      const [status, code, field] = expected.split(' ');
      const problem = answer.json<{ code: string; errors?: { field: string }[] }>();
      expect(`${String(answer.statusCode)} ${problem.code}`).toBe(`${status ?? ''} ${code ?? ''}`);
      expect(answer.body).not.toMatch(/SELECT|INSERT|SQLITE|at .*\.(?:js|ts):/);
      if (field !== undefined) expect(problem.errors?.map((error) => error.field)).toContain(field);
    },
    statusOf: async (username, path) => (await by(username).get(`/api/v1/${filled(path)}`)).statusCode,
    async stale(request, body) {
      const answer = await post(request, body, { 'if-match': '"9"' });
      return `${String(answer.statusCode)} ${answer.json<{ code: string }>().code}`;
    },
    isUnchanged: async () => (await state()) === before,
    close: () => world.close(),
  };
}

/** Filed, rejected, received, on its way and received beside; a correction that waits, and an open paper session. */
async function things(
  by: (username: string) => Agent,
  proposal: () => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  const receiver = by('receiver');
  const file = async (): Promise<string> =>
    (await receiver.post('/api/v1/filings', FILING)).json<{ code: string }>().code;
  const [filed, rejected] = [await file(), await file()];
  await receiver.post(`/api/v1/dossiers/${rejected}/rejections`, REASON);
  const [received, moving] = [await registered(receiver), await registered(receiver)];
  const other = await registered(receiver);
  await receiver.post(`/api/v1/dossiers/${moving.code}/hand-overs`, { unitCode: 'H45.20.05' });
  await receiver.post(`/api/v1/dossiers/${received.code}/corrections`, { ...REASON, procedureCode: FIVE_DAYS });
  const opened = await by('desk_head').post('/api/v1/paper-sessions', OUTAGE);
  return {
    filed: `dossiers/${filed}`,
    rejected: `dossiers/${rejected}`,
    received: `dossiers/${received.code}`,
    moving: `dossiers/${moving.code}`,
    other: `dossiers/${other.code}`,
    code: received.code,
    proposal: await proposal(),
    session: opened.json<{ id: string }>().id,
  };
}
