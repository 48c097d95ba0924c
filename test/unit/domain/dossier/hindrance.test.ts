import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Actor, type Role } from '../../../../src/domain/accounts/roles.js';
import { acknowledge, handOver } from '../../../../src/domain/dossier/acts/hand-over.js';
import { hindranceTo } from '../../../../src/domain/dossier/acts/hindrance.js';
import { ACT_ROLES } from '../../../../src/domain/dossier/acts/permission.js';
import type { Surroundings } from '../../../../src/domain/dossier/acts/surroundings.js';
import type { ActContext, Decision } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { STATUSES } from '../../../../src/domain/dossier/status.js';
import { PERSON_ACTS, type PersonAct } from '../../../../src/domain/dossier/transitions.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { context, received } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';
import { PERFORM } from '../../../support/performed-acts.js';

const UNITS = ['H45.20', 'H45.20.05'] as const;
const NAMES = ['binh', 'cuong', 'minh'] as const;
const somebody = (unitCode: string, roles: readonly Role[], username = 'binh'): Actor => ({
  username,
  fullName: username,
  unitCode,
  roles,
});

const born = received();

/** As the acts below are performed: what the rooms of the dossier say, and when it was written down. */
const AROUND: Surroundings = {
  holder: false,
  pending: false,
  enteredAt: at('2023-05-15 08:30'),
  rules: {
    maxSupplements: 1,
    extraTimes: [{ ground: 'verification', maxAmount: 5, grantedBy: 'desk_head', paper: 'công văn' }],
  },
  proposedBy: ['another'],
  handlers: [],
  faults: { reported: 1, toMend: 1 },
  files: 1,
};

/** The two whose outcome depends on what is around them; all others as the house performs them. */
function performed(act: PersonAct, given: Dossier, told: ActContext, around: Surroundings): Decision | null {
  if (act === 'acknowledge') return acknowledge(given, told, 'h1', around.pending);
  if (act !== 'hand_over') return PERFORM[act](given, told);
  return handOver(given, told, {
    id: 'h2',
    toUnitCode: 'H45.20.09',
    toUsername: null,
    note: null,
    outside: false,
  });
}

const holder = fc.record({ unitCode: fc.constantFrom(...UNITS), username: fc.constantFrom(null, ...NAMES) });
const dossier = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    holder,
    pending: fc.option(
      holder.map((to) => ({ id: 'h1', ...to })),
      { nil: null },
    ),
    voidedAt: fc.constantFrom(null, null, null, at('2023-05-15 08:32')),
    supplementsAsked: fc.constantFrom(0, 0, 1),
    askedFirst: fc.boolean(),
    answerDueAt: fc.constantFrom(null, at('2023-05-16 08:30')),
    resultSentAt: fc.constantFrom(null, null, at('2023-05-16 08:30')),
    lateFrom: fc.constantFrom(born.lateFrom, at('2023-05-15 08:31')),
  })
  .map((changes): Dossier => ({
    ...born,
    ...changes,
    // Nothing is promised of a filing that nobody has accepted.
    ...(changes.status === 'submitted' && { lateFrom: null, originalDueAt: null }),
  }));
const moment = fc.constantFrom(at('2023-05-15 08:33'), at('2023-05-15 09:00'), at('2023-05-17 10:00'));
const person = fc
  .tuple(
    fc.constantFrom(...UNITS),
    fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 2 }),
    fc.constantFrom(...NAMES),
  )
  .map(([unitCode, roles, username]) => somebody(unitCode, roles, username));

/** The gate of the route, then the act itself: what really happens to whoever presses the button. */
function isDone(act: PersonAct, given: Dossier, by: Actor, around: Required<Pick<Surroundings, 'at'>> & Surroundings) {
  if (!by.roles.some((role) => (ACT_ROLES[act] as readonly Role[]).includes(role))) return false;
  const told = context({
    at: around.at,
    by,
    commands: around.commands === true,
    holderOutside: around.holder,
  });
  try {
    performed(act, given, told, around);
    return true;
  } catch (error) {
    const refusals = /^(?:auth\.forbidden|dossier\.(?:action_refused|supplement_limit))$/;
    if (error instanceof DomainError && refusals.test(error.code)) return false;
    throw error;
  }
}

describe('what hinders somebody', () => {
  it('is nothing exactly when the act would be done', () => {
    fc.assert(
      fc.property(
        dossier,
        person,
        fc.constantFrom(...PERSON_ACTS),
        fc.record({ holder: fc.boolean(), pending: fc.boolean(), commands: fc.boolean(), at: moment }),
        (given, by, act, told) => {
          // A leader may override the limit of requests, with a reason that this one does not give.
          fc.pre(!(act === 'request_supplement' && given.supplementsAsked > 0 && by.roles.includes('leader')));
          const around = { ...AROUND, ...told };
          expect(hindranceTo(act, given, by, around) === null).toBe(isDone(act, given, by, around));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('names what is in the way, the state before the person', () => {
    const held: Dossier = { ...born, holder: { unitCode: 'H45.20.05', username: 'minh' } };
    const receiver = somebody('H45.20', ['receiver'], 'cuong');
    expect(hindranceTo('return', held, receiver, AROUND)).toEqual({ kind: 'status', status: 'accepted' });
    expect(hindranceTo('acknowledge', held, receiver, AROUND)).toEqual({ kind: 'nothing_sent' });
    expect(hindranceTo('hand_over', held, receiver, AROUND)).toEqual({
      kind: 'elsewhere',
      unitCode: 'H45.20.05',
      username: 'minh',
    });
    expect(hindranceTo('complete', held, somebody('H45.20.05', ['receiver']), AROUND)).toEqual({
      kind: 'elsewhere',
      unitCode: 'H45.20',
      username: null,
    });
    expect(hindranceTo('complete', held, somebody('H45.20', ['monitor']), AROUND)).toMatchObject({ kind: 'roles' });
    const sent: Dossier = { ...born, pending: { id: 'h1', unitCode: 'H45.20.05', username: null } };
    expect(hindranceTo('hand_over', sent, receiver, AROUND)).toEqual({ kind: 'on_its_way', unitCode: 'H45.20.05' });
  });
});
