import { SweepService, type SweepResult } from '../../../src/apologies/sweep.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { UnitsService } from '../../../src/units/units.service.js';
import type { Agent } from '../agents.js';
import { StoppedClock } from '../clock.js';
import { intake, registered, startDesk } from '../desk.js';
import { placeOf, type Place, type Service } from './service.js';

export const LEADER: Actor = {
  username: 'leader',
  fullName: 'Nguyễn Văn Giang',
  unitCode: 'H45.20',
  roles: ['leader'],
};
/** A desk with promises about to break, its head's standing approval recorded, and nobody holding the database. */
export interface ClosedWorld {
  readonly place: Place;
  /** ids in the order of registration */
  readonly dossierIds: readonly string[];
  close(): Promise<void>;
}

/** @param promises when each dossier is received, and with which e-mail address */
export async function closedWorld(
  promises: readonly { readonly at: string; readonly email: string | null }[],
  config: Readonly<Record<string, string>>,
): Promise<ClosedWorld> {
  const clock = new StoppedClock(promises[0]!.at);
  const test = await startDesk({ clock });
  const receiver = await test.as('receiver');
  const codes: string[] = [];
  for (const { at, email } of promises) {
    clock.set(at);
    codes.push(await receive(receiver, email));
  }
  const rows = await test.database.query<{ id: string; code: string; responsibleUnitCode: string }>(
    'SELECT "id", "code", "responsibleUnitCode" FROM "dossier"',
  );
  const head: Actor = { ...LEADER, username: 'head', unitCode: rows[0]!.responsibleUnitCode };
  const standing = { key: 'standing_approval', value: 'yes', validFrom: plainDate('2023-01-01') } as const;
  await test.get(UnitsService, { strict: false }).decide(head.unitCode, standing, head);
  const place = placeOf(test, config);
  await test.database.close();
  return {
    place,
    dossierIds: codes.map((code) => rows.find((row) => row.code === code)!.id),
    close: () => test.close(),
  };
}

async function receive(receiver: Agent, email: string | null): Promise<string> {
  const { applicant } = intake() as { applicant: object };
  const { code } = await registered(receiver, { applicant: { ...applicant, email: email ?? undefined } });
  return code;
}

/** @returns what the first sweep did; throws when the house does not come to rest */
export async function sweepUntilQuiet(service: Service): Promise<SweepResult> {
  const first = await service.get(SweepService).sweep();
  for (let sweeps = 0; sweeps < 5; sweeps += 1) {
    const { breached, drafted, issued, mail } = await service.get(SweepService).sweep();
    if (breached + drafted + issued + mail.sent + mail.retried + mail.failed + mail.uncertain === 0) return first;
  }
  throw new Error('the sweep finds something to do for ever');
}
