import type { Actor, Role } from '../../src/domain/accounts/roles.js';
import { register, type Registration } from '../../src/domain/dossier/acts/register.js';
import type { ActContext, Decision } from '../../src/domain/dossier/decision.js';
import type { Dossier } from '../../src/domain/dossier/dossier.js';
import { deskCalendar } from './desk-calendar.js';
import { at } from './moments.js';

export const TOWN = 'H45.20';
export const DIVISION = 'H45.20.05';

export const calendar = deskCalendar();

export function someone(unitCode: string, ...roles: Role[]): Actor {
  return { username: `${roles[0] ?? 'nobody'}@${unitCode}`, fullName: 'Nguyễn Văn A', unitCode, roles };
}

const RECEIVER = someone(TOWN, 'receiver', 'returner', 'desk_head');

/** Received on Monday 15 May 2023 at 08:30 for 5 working days: due 22 May 17:00, late from 23 May 00:00. */
export function registration(changes: Partial<Registration> = {}): Registration {
  return {
    id: 'd-1',
    code: 'H45.20-230515-0001',
    channel: 'counter',
    instant: false,
    assisted: false,
    unitCode: TOWN,
    terms: {
      procedureCode: '1.009998',
      procedureVersionId: 'v-1',
      fieldCode: 'F1',
      onlineLevel: 'partial',
      limit: { amount: 5, unit: 'working_day' },
      instantAllowed: false,
      responsibleUnitCode: DIVISION,
      dayZero: 'receipt',
    },
    at: at('2023-05-15 08:30'),
    by: RECEIVER,
    calendar,
    ...changes,
  };
}

export function received(changes: Partial<Dossier> = {}): Dossier {
  return { ...register(registration()).dossier, ...changes };
}

/** What an act is told; on Wednesday 17 May at 10:00 unless said otherwise. */
export function context(changes: Partial<ActContext> = {}): ActContext {
  return {
    at: at('2023-05-17 10:00'),
    by: RECEIVER,
    commands: true,
    calendar,
    obligationId: 'o-1',
    apologiesFrom: null,
    fault: 'ours',
    ...changes,
  };
}

export const RESULT = { outcome: 'granted', resultNumber: '12/GCN', shelf: null, reason: null } as const;

/** The dossier after a decision that must have been taken. */
export function after(decision: Decision | null): Dossier {
  if (!decision) throw new Error('nothing was decided');
  return decision.dossier;
}
