import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grantExtraTime } from '../../../../src/domain/dossier/acts/extra-time.js';
import { confirmPayment, requestPayment } from '../../../../src/domain/dossier/acts/payment.js';
import { register } from '../../../../src/domain/dossier/acts/register.js';
import { replan } from '../../../../src/domain/dossier/acts/replan.js';
import { receiveSupplement, requestSupplement } from '../../../../src/domain/dossier/acts/supplement.js';
import type { ActContext, Decision } from '../../../../src/domain/dossier/decision.js';
import { accepted, isBreached, type Dossier } from '../../../../src/domain/dossier/dossier.js';
import { clockState } from '../../../../src/domain/dossier/status.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { elapsedWorkingMinutes } from '../../../../src/domain/time/deadline.js';
import { questionOf } from '../../../../src/domain/promise/due.js';
import { MINUTE, type Instant } from '../../../../src/domain/time/instant.js';
import { localDate, plainDate } from '../../../../src/domain/time/plain-date.js';
import { calendar, context, registration, someone, TOWN } from '../../../support/acts.js';
import { deskCalendar, deskData } from '../../../support/desk-calendar.js';

/** Everybody who is needed, in one person who holds the dossier at the desk. */
const BY = {
  ...someone(TOWN, 'receiver', 'desk_head', 'specialist', 'leader', 'cashier'),
  username: registration().by.username,
};
const GROUND = { ground: 'verification', maxAmount: 20, grantedBy: 'specialist', paper: 'CV' } as const;

const CALENDARS = [
  calendar,
  deskCalendar({ days: [...deskData().days, { date: plainDate('2023-05-24'), kind: 'holiday', name: 'mới' }] }),
  deskCalendar({ days: [...deskData().days, { date: plainDate('2023-05-20'), kind: 'swapped_work', name: 'bù' }] }),
];

type Step = (dossier: Dossier, told: ActContext, pick: number) => Decision | null;

const STEPS: Readonly<Record<string, Step>> = {
  ask: (dossier, told, pick) =>
    requestSupplement(dossier, told, {
      id: 's',
      faultId: 'f',
      items: ['giấy'],
      reason: 'thiếu giấy tờ',
      receiversFault: pick % 3 === 0,
      overrideReason: 'giấy tờ mâu thuẫn nhau',
      rules: { maxSupplements: 1, supplementDeadlineWd: 3, supplementMode: pick % 2 ? 'restart' : 'pause' },
    }),
  receive: (dossier, told) => receiveSupplement(dossier, told, { requestId: 's', items: ['giấy'] }),
  bill: (dossier, told) =>
    requestPayment(dossier.status === 'accepted' ? { ...dossier, status: 'processing' } : dossier, told, {
      id: 'p',
      amountVnd: 1,
      reason: 'thuế đất',
    }),
  paid: (dossier, told) =>
    confirmPayment(dossier, told, {
      request: { id: 'p', requestedAt: told.at },
      paidOn: localDate(told.at),
      reference: 'BL',
    }),
  grant: (dossier, told, pick) =>
    grantExtraTime(
      dossier,
      told,
      { ground: GROUND.ground, amount: 1 + (pick % 3), document: 'CV 1' },
      { extraTimes: [GROUND], usedAmount: dossier.extraAmount },
    ),
  replan: (dossier, told) => replan(dossier, told, 'r'),
};

const steps = fc.array(
  fc.record({
    step: fc.constantFrom(...Object.keys(STEPS)),
    waits: fc.integer({ min: 0, max: 4 * 24 * 60 }),
    pick: fc.nat(5),
    calendar: fc.constantFrom(...CALENDARS),
  }),
  { minLength: 1, maxLength: 16 },
);

const limit = fc.record({
  unit: fc.constantFrom('working_day' as const, 'calendar_day' as const, 'working_hour' as const),
  amount: fc.integer({ min: 1, max: 12 }),
});

const WRITES_ROW = ['receive_supplement', 'confirm_payment', 'grant_extra_time', 'replan'];

function check({ before, dossier, event, promises, obligations }: Decision): void {
  if (!before) throw new Error('an act is on a dossier');
  expect(dossier.originalDueAt).toBe(before.originalDueAt);
  expect(promises).toHaveLength(WRITES_ROW.includes(event.act) ? 1 : 0);
  expect(dossier.promiseSeq).toBe(before.promiseSeq + promises.length);
  if (isBreached(before, event.at)) {
    expect(dossier.lateFrom).toBe(before.lateFrom);
    expect(dossier.breachNoted).toBe(true);
    expect(obligations).toHaveLength(before.breachNoted ? 0 : 1);
  } else if (clockState(dossier.status) === 'paused') expect(dossier.lateFrom).toBeNull();
  else if (dossier.lateFrom !== before.lateFrom) expect(dossier.lateFrom ?? 0).toBeGreaterThan(event.at);
  const { currentDueAt, statutoryDueAt } = accepted(dossier);
  expect(currentDueAt).toBeGreaterThanOrEqual(statutoryDueAt);
  // What a citizen was told never comes nearer, whichever of these acts it was.
  expect(currentDueAt).toBeGreaterThanOrEqual(accepted(before).currentDueAt);
  for (const row of promises) {
    expect(row).toMatchObject({ lateFrom: dossier.lateFrom, currentDueAt, statutoryDueAt, at: event.at });
    expect(row.previousDueAt).toBe(before.currentDueAt);
  }
}

describe('the clock', () => {
  it('keeps the latch and its ledger through any sequence of acts, on calendars that change under it', () => {
    fc.assert(
      fc.property(steps, limit, (sequence, given) => {
        const { terms } = registration();
        let { dossier } = register(registration({ terms: { ...terms, limit: given } }));
        let now = registration().at;
        let late: Instant | null = null;
        for (const { step, waits, pick, calendar: on } of sequence) {
          now = (now + waits * MINUTE) as Instant;
          if (isBreached(dossier, now)) late ??= dossier.lateFrom;
          try {
            const decision = STEPS[step]!(dossier, context({ at: now, by: BY, calendar: on }), pick);
            if (!decision) continue;
            check(decision);
            ({ dossier } = decision);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          if (late !== null) expect(dossier.lateFrom).toBe(late);
        }
      }),
      { numRuns: 500 },
    );
  });

  const span = fc.record({
    asked: fc.integer({ min: 0, max: 4 * 24 * 60 }),
    waited: fc.integer({ min: 0, max: 12 * 24 * 60 }),
  });

  it('gives a pause of so many working minutes exactly so many back, and after a restart has the full limit', () => {
    fc.assert(
      fc.property(span, limit, fc.constantFrom('pause', 'restart', 'payment'), ({ asked, waited }, given, kind) => {
        const { terms, at } = registration();
        const { dossier } = register(registration({ terms: { ...terms, limit: given } }));
        const from = (at + asked * MINUTE) as Instant;
        const to = (from + waited * MINUTE) as Instant;
        const told = (moment: Instant) => context({ at: moment, by: BY });
        const before = accepted(dossier);
        const [waiting, pick] =
          kind === 'payment'
            ? [STEPS['bill']!(dossier, told(from), 0), 0]
            : [STEPS['ask']!(dossier, told(from), kind === 'restart' ? 1 : 2), 0];
        const end = kind === 'payment' ? STEPS['paid']! : STEPS['receive']!;
        const after = accepted(end(waiting!.dossier, told(to), pick)!.dossier);
        if (waiting!.dossier.restarts) {
          const fresh = register(registration({ at: to, terms: { ...terms, limit: given } })).dossier;
          expect(after.statutoryDueAt).toBe(fresh.statutoryDueAt);
          return;
        }
        const paused = from < before.statutoryDueAt ? calendar.workingMinutesBetween(from, to) : 0;
        expect(calendar.workingMinutesBetween(before.statutoryDueAt, after.statutoryDueAt)).toBe(paused);
        // The clock has run as long when it is due as it would have without the pause.
        const worked = (one: typeof after) => elapsedWorkingMinutes(calendar, questionOf(one), one.statutoryDueAt);
        if (paused > 0) expect(worked(after)).toBe(worked(before));
      }),
      { numRuns: 500 },
    );
  });
});
