import { CalendarImportService } from '../../src/calendar/calendar-import.service.js';
import { ProceduresImportService } from '../../src/procedures/procedures-import.service.js';
import { UnitsImportService } from '../../src/units/units-import.service.js';
import type { Agent } from './agents.js';
import { startTestApp, type TestApp, type TestAppOptions } from './app.js';

/** The application with the whole shipped catalogue: units, calendar, procedures. */
export async function startDesk(options: TestAppOptions = {}): Promise<TestApp> {
  const test = await startTestApp(options);
  await test.get(UnitsImportService, { strict: false }).loadShipped();
  await test.get(CalendarImportService, { strict: false }).loadShipped();
  await test.get(ProceduresImportService, { strict: false }).loadShipped();
  return test;
}

/** A procedure of the town's urban division: 5 working days. */
export const FIVE_DAYS = '1.009998';
/** A procedure of the town's finance division: 3 working days. */
export const THREE_DAYS = '1.001612';
/** Same day, may be served while the citizen waits. */
export const SAME_DAY = '2.000815';

export const APPLICANT = {
  kind: 'person',
  name: 'Nguyễn Văn Ẩn',
  idNumber: '054090001234',
  address: 'Khu phố Long Hải, phường Xuân Phú, thị xã Sông Cầu',
  phone: '0905123456',
  email: 'an.nguyen@example.vn',
  contactBy: ['email'],
};

/** What a receiver posts; change what the test is about. */
export function intake(changes: object = {}): object {
  return { procedureCode: THREE_DAYS, unitCode: 'H45.20', channel: 'counter', applicant: APPLICANT, ...changes };
}

export interface DossierAnswer {
  readonly code: string;
  readonly status: string;
  readonly currentDueAt: string;
  readonly originalDueAt: string;
  readonly timeliness: string | null;
  readonly daysLate: number | null;
  readonly version: number;
  readonly trackingSecret: string | null;
  readonly explanation: readonly { kind: string; date: string; name?: string }[];
  readonly pendingHandOver: { id: string } | null;
  readonly obligations: readonly { id: string; cause: string; state: string }[];
}

export async function registered(receiver: Agent, changes: object = {}): Promise<DossierAnswer> {
  const answer = await receiver.post('/api/v1/dossiers', intake(changes));
  if (answer.statusCode !== 201) throw new Error(`not registered: ${answer.body}`);
  return answer.json<DossierAnswer>();
}

/** The catalogue names no extra time: these two are what a town would enter from the law for FIVE_DAYS. */
export async function allowExtraTimes({ transactor }: TestApp): Promise<void> {
  const extraTimes = JSON.stringify([
    { ground: 'verification', maxAmount: 3, grantedBy: 'leader', paper: 'Công văn xác minh' },
    { ground: 'survey', maxAmount: 2, grantedBy: 'specialist', paper: 'Phiếu đo đạc' },
  ]);
  await transactor.run(async (tx) => {
    const versions = await tx.query<{ id: string }>('SELECT "id" FROM "procedure_version" WHERE "procedureCode" = $1', [
      FIVE_DAYS,
    ]);
    for (const { id } of versions) {
      await tx.vouch('procedure_version', id);
      await tx.execute('UPDATE "procedure_version" SET "extraTimes" = $1 WHERE "id" = $2', [extraTimes, id]);
    }
  });
}
