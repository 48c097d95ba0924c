import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Actor, type Role } from '../../../../src/domain/accounts/roles.js';
import { acknowledge, handOver } from '../../../../src/domain/dossier/acts/hand-over.js';
import { hindranceTo } from '../../../../src/domain/dossier/acts/hindrance.js';
import { type Outside, ACT_ROLES, type PersonAct } from '../../../../src/domain/dossier/acts/permission.js';
import { register } from '../../../../src/domain/dossier/acts/register.js';
import { complete, giveBack, withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import type { ActContext, Decision } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { STATUSES } from '../../../../src/domain/dossier/status.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { instant } from '../../../../src/domain/time/instant.js';
import { deskCalendar } from '../../../support/desk-calendar.js';

const calendar = deskCalendar();
const at = instant('2023-05-17T09:00:00+07:00');
const UNITS = ['H45.20', 'H45.20.05'] as const;
const NAMES = ['binh', 'cuong', 'minh'] as const;
const somebody = (unitCode: string, roles: readonly Role[], username = 'binh'): Actor => ({
  username,
  fullName: username,
  unitCode,
  roles,
});

const born: Dossier = register({
  id: 'd1',
  code: 'H45.20-230517-0001',
  channel: 'counter',
  instant: false,
  assisted: false,
  unitCode: 'H45.20',
  terms: {
    procedureCode: '1.009998',
    procedureVersionId: 'v1',
    fieldCode: 'xay-dung',
    onlineLevel: 'none',
    limit: { amount: 5, unit: 'working_day' },
    instantAllowed: false,
    responsibleUnitCode: 'H45.20.05',
    dayZero: 'receipt',
  },
  at,
  by: somebody('H45.20', ['receiver']),
  calendar,
}).dossier;

const ACTS: Readonly<Record<PersonAct, (dossier: Dossier, context: ActContext, outside: boolean) => Decision>> = {
  hand_over: (dossier, context) =>
    handOver(dossier, context, { id: 'h2', toUnitCode: 'H45.20.09', toUsername: null, note: null, outside: false }),
  acknowledge: (dossier, context, outside) => acknowledge(dossier, context, 'h1', outside),
  complete: (dossier, context) =>
    complete(dossier, context, { outcome: 'granted', resultNumber: null, shelf: null, reason: null }),
  return: (dossier, context) => giveBack(dossier, context, { receivedBy: 'Lê Thị Cúc', how: 'desk' }),
  withdraw: (dossier, context) => withdraw(dossier, context, 'có đơn xin rút'),
};

const holder = fc.record({ unitCode: fc.constantFrom(...UNITS), username: fc.constantFrom(null, ...NAMES) });
const dossier = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    holder,
    pending: fc.option(
      holder.map((to) => ({ id: 'h1', ...to })),
      { nil: null },
    ),
    voidedAt: fc.constantFrom(null, null, null, at),
  })
  .map((changes): Dossier => ({ ...born, ...changes }));
const person = fc
  .tuple(
    fc.constantFrom(...UNITS),
    fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 2 }),
    fc.constantFrom(...NAMES),
  )
  .map(([unitCode, roles, username]) => somebody(unitCode, roles, username));

/** The gate of the route, then the act itself: what really happens to whoever presses the button. */
function isDone(act: PersonAct, given: Dossier, by: Actor, outside: Outside): boolean {
  if (!by.roles.some((role) => (ACT_ROLES[act] as readonly Role[]).includes(role))) return false;
  const context: ActContext = {
    at,
    by,
    commands: false,
    calendar,
    obligationId: 'o1',
    apologiesFrom: null,
    holderOutside: outside.holder,
    fault: 'ours',
  };
  try {
    ACTS[act](given, context, outside.pending);
    return true;
  } catch (error) {
    if (error instanceof DomainError && /^(?:auth\.forbidden|dossier\.action_refused)$/.test(error.code)) return false;
    throw error;
  }
}

const INSIDE = { holder: false, pending: false };

describe('what hinders somebody', () => {
  it('is nothing exactly when the act would be done', () => {
    fc.assert(
      fc.property(
        dossier,
        person,
        fc.constantFrom(...(Object.keys(ACTS) as PersonAct[])),
        fc.record({ holder: fc.boolean(), pending: fc.boolean() }),
        (given, by, act, outside) => {
          expect(hindranceTo(act, given, by, outside) === null).toBe(isDone(act, given, by, outside));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('names what is in the way, the state before the person', () => {
    const held: Dossier = { ...born, holder: { unitCode: 'H45.20.05', username: 'minh' } };
    const receiver = somebody('H45.20', ['receiver'], 'cuong');
    expect(hindranceTo('return', held, receiver, INSIDE)).toEqual({ kind: 'status', status: 'accepted' });
    expect(hindranceTo('acknowledge', held, receiver, INSIDE)).toEqual({ kind: 'nothing_sent' });
    expect(hindranceTo('hand_over', held, receiver, INSIDE)).toEqual({
      kind: 'elsewhere',
      unitCode: 'H45.20.05',
      username: 'minh',
    });
    expect(hindranceTo('complete', held, somebody('H45.20.05', ['receiver']), INSIDE)).toEqual({
      kind: 'elsewhere',
      unitCode: 'H45.20',
      username: null,
    });
    expect(hindranceTo('complete', held, somebody('H45.20', ['monitor']), INSIDE)).toMatchObject({ kind: 'roles' });
    const sent: Dossier = { ...born, pending: { id: 'h1', unitCode: 'H45.20.05', username: null } };
    expect(hindranceTo('hand_over', sent, receiver, INSIDE)).toEqual({ kind: 'on_its_way', unitCode: 'H45.20.05' });
  });
});
