import { describe, expect, it, test } from '@jest/globals';
import { ROLES } from '../../../../src/domain/accounts/roles.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { acknowledge, handOver } from '../../../../src/domain/dossier/acts/hand-over.js';
import { complete } from '../../../../src/domain/dossier/acts/settle.js';
import type { ActContext } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { STATUSES, type DossierStatus } from '../../../../src/domain/dossier/status.js';
import { ACTS, TRANSITIONS, type Act } from '../../../../src/domain/dossier/transitions.js';
import { at } from '../../../support/moments.js';
import { context, DIVISION, received, RESULT, someone, TOWN } from '../../../support/acts.js';
import { PERFORM } from '../../../support/performed-acts.js';

const WAY = { id: 'h-1', toUnitCode: DIVISION, toUsername: null, note: null, outside: false };

/** Somebody who may do anything anywhere: only the status is left to refuse. */
const anybody = someone(TOWN, ...ROLES);
const OWED = { id: 'o-late', cause: 'late', fault: 'other_agency', numbered: false, asked: false } as const;

/** After the breach for what needs one, else on the day of receipt. */
const toldOf = (act: Act): ActContext => {
  const late = ['extend', 'note_breach'].includes(act);
  const owed = ['waive', 'ask_outside', 'record_outside'].includes(act) ? [OWED] : [];
  return context({ at: at(late ? '2023-05-23 09:00' : '2023-05-15 08:33'), by: anybody, owed });
};

/** A dossier in a status, with whatever else the act needs to be right. */
function standing(act: Act, status: DossierStatus): Dossier {
  const settled = ['withdrawn', 'stopped', 'completed', 'returned'].includes(status);
  const paused = status === 'awaiting_supplement' || status === 'awaiting_payment';
  const isFiling = status === 'submitted' || status === 'rejected';
  const pauses = paused ? [{ from: at('2023-05-15 08:31'), to: null }] : [];
  const settlement = complete(received(), context(), RESULT).dossier.settlement;
  return received({
    status,
    // Late before the citizen was asked: what may be done to a paused dossier needs a broken promise.
    ...(paused &&
      !['extend', 'note_breach'].includes(act) && {
        lateFrom: act === 'declare_delay' ? at('2023-05-15 08:30') : null,
      }),
    pauses,
    pending: act === 'acknowledge' ? { id: 'h-1', unitCode: DIVISION, username: null } : null,
    ...(act === 'supplement_filing' && { askedFirst: true, answerDueAt: null }),
    ...(isFiling && { originalDueAt: null, acceptedAt: null, ...(act !== 'note_breach' && { lateFrom: null }) }),
    // Without one it would be the status alone that keeps a breach from being noted.
    ...(settled && act !== 'note_breach' && { settlement }),
    // A replan needs a due date that the calendar does not give any more.
    ...(act === 'replan' && { statutoryDueAt: at('2023-05-19 17:00'), currentDueAt: at('2023-05-19 17:00') }),
  });
}

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
  const { from, to } = TRANSITIONS[act];

  test.each(STATUSES)('of a dossier that is %s', (status) => {
    const before = standing(act, status);
    const told = toldOf(act);
    if (from.includes(status)) {
      const decision = PERFORM[act](before, told);
      expect(decision?.dossier).toMatchObject({
        status: to ?? status,
        eventSeq: 2,
        version: 2,
        lastEventAt: told.at,
      });
      expect(decision?.event).toMatchObject({ act, at: told.at, by: told.by.username });
      return;
    }
    const { code, facts } = refusal(() => PERFORM[act](before, told));
    expect(code).toBe('dossier.action_refused');
    expect(facts).toMatchObject({ action: act, status });
    for (const other of facts['allowed'] as Act[]) expect(TRANSITIONS[other].from).toContain(status);
  });

  it('is refused once the dossier is voided', () => {
    const voided = { ...standing(act, from[0]!), voidedAt: at('2023-05-15 08:32') };
    if (act === 'erase') {
      expect(PERFORM[act](voided, toldOf(act))?.dossier.erasedAt).toBe(toldOf(act).at);
      return;
    }
    expect(refusal(() => PERFORM[act](voided, toldOf(act)))).toMatchObject({ code: 'dossier.action_refused' });
  });

  it('is refused once its people are forgotten', () => {
    const forgotten = { ...standing(act, from[0]!), erasedAt: at('2023-05-15 08:32') };
    expect(refusal(() => PERFORM[act](forgotten, toldOf(act))).facts).toMatchObject({ allowed: [] });
  });
});

describe('a hand-over', () => {
  const sent = handOver(received(), context(), WAY).dossier;

  it('leaves the dossier with the giver until the receiver has acknowledged it', () => {
    expect(sent.holder).toEqual(received().holder);
    const taken = acknowledge(
      sent,
      context({ by: { ...context().by, username: 'minh', unitCode: DIVISION } }),
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
