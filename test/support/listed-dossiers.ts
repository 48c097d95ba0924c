import fc from 'fast-check';
import { unaccepted, type Terms } from '../../src/domain/dossier/acts/register.js';
import type { Dossier, Settlement } from '../../src/domain/dossier/dossier.js';
import { isOpen, STATUSES } from '../../src/domain/dossier/status.js';
import { HOUR, instant, type Instant } from '../../src/domain/time/instant.js';
import { addDays, localDate, startOfDay } from '../../src/domain/time/plain-date.js';

const FIRST = instant('2023-03-01T00:00:00+07:00');
export const LIST_UNITS = ['T', 'T.1', 'T.2', 'T.1.1'] as const;
const PROCEDURES = [
  ['P1', 'xd'],
  ['P2', 'dd'],
] as const;

const moment = fc.nat(90 * 24).map((hours) => (FIRST + hours * HOUR) as Instant);
const unit = fc.constantFrom(...LIST_UNITS);

/** How a dossier may stand: what acts could have left, and some that they could not, for lists do not ask how it came. */
const stand = fc.record({
  status: fc.constantFrom(...STATUSES),
  responsible: unit,
  holder: unit,
  username: fc.constantFrom(null, 'an', 'binh'),
  pending: fc.constantFrom(null, null, ...LIST_UNITS),
  due: moment,
  lateAfterDays: fc.constantFrom(null, 1, 1, 1, 3),
  told: fc.constantFrom(0, 0, 0, 10),
  finished: moment,
  timeliness: fc.constantFrom('early', 'on_time', 'late'),
  voided: fc.constantFrom(false, false, false, false, true),
});

const birth = fc.record({
  at: moment,
  unit,
  procedure: fc.constantFrom(...PROCEDURES),
  channel: fc.constantFrom('counter', 'online', 'postal'),
});

type Birth = typeof birth extends fc.Arbitrary<infer T> ? T : never;
type Stand = typeof stand extends fc.Arbitrary<infer T> ? T : never;

/** A dossier's life as its lists see it: how it was born, and how it stood after each act. */
export const anyLife: fc.Arbitrary<(n: number) => readonly Dossier[]> = fc
  .tuple(birth, fc.array(stand, { minLength: 1, maxLength: 3 }))
  .map(
    ([born, stands]) =>
      (n: number) =>
        stands.map((one) => dossierOf(n, born, one)),
  );

function dossierOf(n: number, born: Birth, now: Stand): Dossier {
  const unanswered = now.status === 'submitted' || now.status === 'rejected';
  const settled = !isOpen(now.status) && !unanswered;
  const acceptedAt = unanswered ? null : ((born.at + (born.channel === 'online' ? 5 * HOUR : 0)) as Instant);
  const due = unanswered ? null : now.due;
  const lateFrom =
    due === null || now.lateAfterDays === null ? null : startOfDay(addDays(localDate(due), now.lateAfterDays));
  const id = `018c3c8c-a720-73c7-bd09-${n.toString(16).padStart(12, '0')}`;
  const terms: Terms = {
    procedureCode: born.procedure[0],
    procedureVersionId: `v-${born.procedure[0]}`,
    fieldCode: born.procedure[1],
    onlineLevel: 'none',
    limit: { amount: 5, unit: 'working_day' },
    instantAllowed: false,
    responsibleUnitCode: now.responsible,
    dayZero: 'receipt',
  };
  const code = `${born.unit}-230501-${String(n).padStart(4, '0')}`;
  const { channel } = born;
  const by = { username: 'an', fullName: 'An', unitCode: born.unit, roles: [] };
  const plain = { id, code, channel, instant: false, assisted: false, unitCode: born.unit, terms, at: born.at, by };
  return {
    ...unaccepted(plain, 'submitted'),
    status: now.status,
    filedAt: unanswered || channel === 'online' ? born.at : null,
    answerDueAt: unanswered && now.lateAfterDays !== null ? now.due : null,
    acceptedAt,
    acceptedDay: acceptedAt && localDate(acceptedAt),
    startsAt: acceptedAt,
    countedFrom: acceptedAt,
    originalDueAt: due,
    statutoryDueAt: due,
    currentDueAt: due && ((due + now.told * 24 * HOUR) as Instant),
    lateFrom,
    settlement: settled ? settlementOf(now) : null,
    voidedAt: now.voided ? now.finished : null,
    holder: { unitCode: now.holder, username: now.username },
    pending: now.pending === null ? null : { id: `hand-over-${String(n)}`, unitCode: now.pending, username: null },
  };
}

function settlementOf({ finished, timeliness }: Stand): Settlement {
  return {
    finishedAt: finished,
    finishedDay: localDate(finished),
    timeliness,
    daysLate: 0,
    ending: 'completed',
    outcome: null,
    resultNumber: null,
    shelf: null,
    settledBy: 'an',
  };
}
