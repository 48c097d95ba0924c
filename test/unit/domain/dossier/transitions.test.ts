import { describe, expect, it, test } from '@jest/globals';
import { DomainError } from '../../../../src/domain/errors.js';
import { extend, noteBreach } from '../../../../src/domain/dossier/acts/breach.js';
import { acknowledge, handOver } from '../../../../src/domain/dossier/acts/hand-over.js';
import { complete, giveBack, withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import type { ActContext, Decision } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { STATUSES, type DossierStatus } from '../../../../src/domain/dossier/status.js';
import { ACTS, type Act } from '../../../../src/domain/dossier/transitions.js';
import { at } from '../../../support/moments.js';
import { context, DIVISION, received, RESULT } from '../../../support/acts.js';

const WAY = { id: 'h-1', toUnitCode: DIVISION, toUsername: null, note: null, outside: false };
const SECOND_PROMISE = {
  letterId: 'l-1',
  letterNumber: '01/PXL',
  newDueAt: at('2023-05-26 16:00'),
  fixedAt: at('2023-05-23 08:00'),
  reason: 'lấy ý kiến chậm',
  ends: [],
};

const PERFORM: Readonly<Record<Act, (dossier: Dossier, told: ActContext) => Decision | null>> = {
  hand_over: (dossier, told) => handOver(dossier, told, WAY),
  acknowledge: (dossier, told) => acknowledge(dossier, told, 'h-1', true),
  complete: (dossier, told) => complete(dossier, told, RESULT),
  return: (dossier, told) => giveBack(dossier, told, { receivedBy: 'Nguyễn Văn A', how: 'desk' }),
  withdraw: (dossier, told) => withdraw(dossier, told, 'đơn xin rút'),
  extend: (dossier, told) => extend(dossier, told, SECOND_PROMISE),
  note_breach: (dossier, told) => noteBreach(dossier, told),
};

/** The table of acts.md, written down a second time: act → status → status. */
const ALLOWED: Readonly<Record<Act, Partial<Record<DossierStatus, DossierStatus>>>> = {
  hand_over: { accepted: 'accepted', processing: 'processing' },
  acknowledge: { accepted: 'processing', processing: 'processing' },
  complete: { accepted: 'completed', processing: 'completed' },
  return: { completed: 'returned' },
  withdraw: {
    submitted: 'withdrawn',
    accepted: 'withdrawn',
    processing: 'withdrawn',
    awaiting_supplement: 'withdrawn',
    awaiting_payment: 'withdrawn',
  },
  extend: {
    accepted: 'accepted',
    processing: 'processing',
    awaiting_supplement: 'awaiting_supplement',
    awaiting_payment: 'awaiting_payment',
  },
  note_breach: {
    accepted: 'accepted',
    processing: 'processing',
    awaiting_supplement: 'awaiting_supplement',
    awaiting_payment: 'awaiting_payment',
  },
};

/** After the breach, so that also the acts on a broken promise are possible. */
const told = context({ at: at('2023-05-23 09:00') });
const standing = (act: Act, status: DossierStatus): Dossier =>
  received({ status, pending: act === 'acknowledge' ? { id: 'h-1', unitCode: DIVISION, username: null } : null });

const refusal = (work: () => unknown): DomainError => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe.each(ACTS)('%s', (act) => {
  test.each(STATUSES)('of a dossier that is %s', (status) => {
    const before = standing(act, status);
    const becomes = ALLOWED[act][status];
    if (becomes !== undefined) {
      const decision = PERFORM[act](before, told);
      expect(decision?.dossier).toMatchObject({ status: becomes, eventSeq: 2, version: 2, lastEventAt: told.at });
      expect(decision?.event).toMatchObject({ act, at: told.at, by: told.by.username });
      return;
    }
    const { code, facts } = refusal(() => PERFORM[act](before, told));
    const people: readonly Act[] = ['hand_over', 'acknowledge', 'complete', 'return', 'withdraw'];
    expect(code).toBe('dossier.action_refused');
    expect(facts).toMatchObject({
      action: act,
      status,
      allowed: people.filter((other) => status in ALLOWED[other] && (other !== 'acknowledge' || before.pending)),
    });
  });

  it('is refused once the dossier is voided', () => {
    const [status] = Object.keys(ALLOWED[act]) as DossierStatus[];
    const voided = { ...standing(act, status!), voidedAt: at('2023-05-15 08:33') };
    expect(refusal(() => PERFORM[act](voided, told))).toMatchObject({
      code: 'dossier.action_refused',
      facts: { allowed: [] },
    });
  });
});

describe('a hand-over', () => {
  const sent = handOver(received(), context(), WAY).dossier;

  it('leaves the dossier with the giver until the receiver has acknowledged it', () => {
    expect(sent.holder).toEqual(received().holder);
    const taken = acknowledge(
      sent,
      context({ by: { ...told.by, username: 'minh', unitCode: DIVISION } }),
      'h-1',
      false,
    );
    expect(taken.dossier).toMatchObject({ holder: { unitCode: DIVISION, username: 'minh' }, pending: null });
  });

  it('is not acknowledged when nothing is on its way, nor when it was another one', () => {
    expect(refusal(() => acknowledge(received(), context(), 'h-1', true)).code).toBe('dossier.action_refused');
    expect(refusal(() => acknowledge(sent, context(), 'h-2', true)).code).toBe('not_found');
  });

  it('is not sent twice, and not to where the dossier is', () => {
    expect(refusal(() => handOver(sent, context(), { ...WAY, id: 'h-2' })).code).toBe('dossier.action_refused');
    const home = { ...WAY, toUnitCode: sent.unitCode };
    expect(refusal(() => handOver(received(), context(), home)).code).toBe('request.invalid');
  });

  it('does not touch the clock', () => {
    const { lateFrom, currentDueAt, statutoryDueAt } = received();
    expect(sent).toMatchObject({ lateFrom, currentDueAt, statutoryDueAt });
  });
});
