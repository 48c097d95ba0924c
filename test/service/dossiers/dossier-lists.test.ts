import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOpen, STATUSES } from '../../../src/domain/dossier/status.js';
import { nextMomentOf, type Dossier } from '../../../src/domain/dossier/dossier.js';
import { instant, type Instant } from '../../../src/domain/time/instant.js';
import { addDays, localDate, plainDate, startOfDay, type PlainDate } from '../../../src/domain/time/plain-date.js';
import { DossierListRepository } from '../../../src/dossiers/dossier-list.repository.js';
import { toColumns } from '../../../src/dossiers/dossier.row.js';
import { concernStatements, NO_DATE } from '../../../src/dossiers/search/concern.row.js';
import type { ListFilter, Sought } from '../../../src/dossiers/search/list-filter.js';
import { parameters } from '../../../src/dossiers/search/dossier-conditions.js';
import { firstOf, rangesOf } from '../../../src/dossiers/search/list-ranges.js';
import { SoughtRepository } from '../../../src/dossiers/search/sought.repository.js';
import { insert } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { insertFactWorld } from '../../support/dossier-facts.js';
import { anyLife, LIST_UNITS } from '../../support/listed-dossiers.js';

const NOW = instant('2023-04-15T09:00:00+07:00');
const SOON = instant('2023-04-17T17:00:00+07:00');
const SLIP = { feeVnd: 0, copies: 1, documents: '[]', resultVia: 'desk' };

const day = fc
  .constantFrom(undefined, undefined, '2023-03-20', '2023-04-10', '2023-05-05')
  .map((text) => text && plainDate(text));
const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: day });
const units = fc.constantFrom(null, ['T'], ['T.1', 'T.1.1'], ['T', 'T.1', 'T.1.1'], ['T.2']);

/** Every question that the address of the list can put. */
const anyFilter: fc.Arbitrary<ListFilter> = fc.record({
  status: fc.option(fc.constantFrom(...STATUSES), { nil: undefined, freq: 1 }),
  timeliness: fc.constantFrom(undefined, 'in_time', 'due_soon', 'overdue', 'early', 'on_time', 'late'),
  procedure: fc.constantFrom(undefined, undefined, 'P1'),
  field: fc.constantFrom(undefined, undefined, 'dd'),
  assignee: fc.constantFrom(undefined, undefined, undefined, 'an'),
  channel: fc.constantFrom(undefined, undefined, undefined, 'online'),
  acceptedFrom: day,
  acceptedTo: day,
  dueFrom: day,
  dueTo: day,
  finishedFrom: day,
  finishedTo: day,
  lateSince: day,
  lateUntil: day,
  openOn: rarely,
  overdueOn: rarely,
  inTimeOn: rarely,
  sought: fc.constantFrom(null, null, null, { kind: 'code', prefix: 'T.1-2305' } as const),
  unitCodes: units,
  responsibleUnitCodes: fc.constantFrom(null, null, ['T.1', 'T.1.1'], ['T.2']),
  sort: fc.constantFrom('due', 'accepted', 'finished'),
  now: fc.constant(NOW),
  soonUntil: fc.constant(SOON),
  limit: fc.constantFrom(1, 3, 200),
  after: fc.constant(null),
});

/** What the words of the contract say, asked of one dossier. */
function fulfils(d: Dossier, filter: ListFilter): boolean {
  const { unitCodes, responsibleUnitCodes: answering } = filter;
  const concerned = [d.unitCode, d.responsibleUnitCode, d.holder.unitCode, d.pending?.unitCode ?? ''];
  const within = <T extends string>(value: T | null, from: T | undefined, to: T | undefined): boolean =>
    (from === undefined || (value !== null && value >= from)) && (to === undefined || (value !== null && value <= to));
  const due = d.currentDueAt;
  return [
    unitCodes === null || concerned.some((code) => unitCodes.includes(code)),
    answering === null ||
      (answering.includes(d.responsibleUnitCode) &&
        d.voidedAt === null &&
        !['submitted', 'rejected'].includes(d.status)),
    filter.status === undefined || d.status === filter.status,
    filter.procedure === undefined || d.procedureCode === filter.procedure,
    filter.field === undefined || d.fieldCode === filter.field,
    filter.assignee === undefined || d.holder.username === filter.assignee,
    filter.channel === undefined || d.channel === filter.channel,
    filter.sought?.kind !== 'code' || d.code.startsWith(filter.sought.prefix),
    within(d.acceptedDay, filter.acceptedFrom, filter.acceptedTo),
    within(d.settlement?.finishedDay ?? null, filter.finishedFrom, filter.finishedTo),
    within(d.lateFrom === null ? null : localDate(d.lateFrom), filter.lateSince, filter.lateUntil),
    filter.openOn === undefined || stoodOpen(d, filter.openOn),
    filter.overdueOn === undefined || (stoodOpen(d, filter.overdueOn) && isLateBy(d, filter.overdueOn)),
    filter.inTimeOn === undefined || (stoodOpen(d, filter.inTimeOn) && !isLateBy(d, filter.inTimeOn)),
    filter.dueFrom === undefined || (due !== null && due > startOfDay(filter.dueFrom)),
    filter.dueTo === undefined || (due !== null && due <= startOfDay(addDays(filter.dueTo, 1))),
    filter.sort !== 'finished' || d.settlement !== null,
    stands(d, filter),
  ].every(Boolean);
}

function stoodOpen({ acceptedDay, settlement }: Dossier, day: PlainDate): boolean {
  return acceptedDay !== null && acceptedDay <= day && (settlement === null || settlement.finishedDay > day);
}

function isLateBy({ lateFrom }: Dossier, day: PlainDate): boolean {
  return lateFrom !== null && localDate(lateFrom) <= day;
}

function stands(d: Dossier, { timeliness }: ListFilter): boolean {
  const open = isOpen(d.status) && d.voidedAt === null;
  switch (timeliness) {
    case undefined:
      return true;
    case 'overdue':
      return open && d.lateFrom !== null && d.lateFrom <= NOW;
    case 'due_soon':
      return open && d.lateFrom !== null && d.lateFrom > NOW && d.statutoryDueAt !== null && d.statutoryDueAt <= SOON;
    case 'in_time':
      return open && (d.lateFrom === null || d.lateFrom > NOW);
    case 'early':
    case 'on_time':
    case 'late':
      return d.settlement?.timeliness === timeliness;
  }
}

function inOrder(dossiers: readonly Dossier[], { sort, timeliness }: ListFilter): string[] {
  const byLateness = timeliness === 'overdue' || timeliness === 'due_soon';
  const at = (d: Dossier): Instant => {
    const moments = {
      due: (byLateness ? d.lateFrom : nextMomentOf(d)) ?? instant(NO_DATE),
      accepted: d.acceptedAt ?? d.filedAt,
      finished: d.settlement?.finishedAt,
    };
    return moments[sort] ?? (0 as Instant);
  };
  const sign = sort === 'due' ? 1 : -1;
  return [...dossiers].sort((a, b) => sign * (at(a) - at(b) || (a.id < b.id ? -1 : 1))).map(({ code }) => code);
}

/** Whose beginnings of codes are always shared by too many to look at each. */
class ManyCodes extends SoughtRepository {
  override isFew(sought: Sought): Promise<boolean> {
    return Promise.resolve(sought.kind !== 'code');
  }
}

describe('lists', () => {
  let test: TestDatabase;
  let listsOfFew: DossierListRepository;
  let listsOfMany: DossierListRepository;
  const dossiers: Dossier[] = [];

  beforeAll(async () => {
    test = await openTestDatabase();
    const transactor = new Transactor(test.database);
    listsOfFew = new DossierListRepository(test.database, new SoughtRepository(test.database));
    listsOfMany = new DossierListRepository(test.database, new ManyCodes(test.database));
    const lives = fc.sample(anyLife, { numRuns: 300, seed: 20 }).map((live, n) => live(n));
    await transactor.run(async (tx) => {
      await insertFactWorld(tx, {
        units: LIST_UNITS.map((code) => [code, code === 'T' ? null : code.slice(0, code.lastIndexOf('.'))] as const),
        procedures: [
          ['P1', 'xd'],
          ['P2', 'dd'],
        ],
      });
      for (const life of lives) {
        const last = life.at(-1)!;
        await tx.batch([insert('dossier', { ...toColumns(last), ...SLIP, chainHash: last.chainHash })]);
        // As acts do it: one batch each, from what it was to what it is.
        for (const [i, now] of life.entries()) await tx.batch(concernStatements(life[i - 1] ?? null, now));
        dossiers.push(last);
      }
    });
  });
  afterAll(() => test.close());

  it('hold exactly what is asked, in its order, page by page, and count it', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, fc.boolean(), async (filter, few) => {
        const lists = few ? listsOfFew : listsOfMany;
        const expected = inOrder(
          dossiers.filter((dossier) => fulfils(dossier, filter)),
          filter,
        );
        const found: string[] = [];
        let after: ListFilter['after'] = null;
        for (let pages = 0; pages < 5; pages += 1) {
          const page = await lists.answer({ ...filter, after });
          if (pages === 0) expect(page.total).toEqual({ count: expected.length, more: false });
          found.push(...page.rows.map(({ dossier }) => dossier.code));
          after = page.end;
          if (after === null) break;
        }
        expect(found).toEqual(after === null ? expected : expected.slice(0, found.length));
      }),
      { numRuns: 600 },
    );
  });

  it('are the same when much is late, and read in another way', async () => {
    const read = async (filter: ListFilter, byLateness: boolean): Promise<unknown> => {
      const { params, p } = parameters();
      const ranges = rangesOf(filter, byLateness, p);
      if (ranges === null) return [];
      return test.database.query(firstOf(ranges, filter, filter.limit, test.database.engine, p), params);
    };
    const late = anyFilter
      .filter(({ sort }) => sort !== 'finished')
      .map((filter) => ({ ...filter, timeliness: filter.limit === 1 ? 'due_soon' : 'overdue' }) as const);
    await fc.assert(
      fc.asyncProperty(late, async (filter) => {
        expect(await read(filter, false)).toEqual(await read(filter, true));
      }),
      { numRuns: 150 },
    );
  });

  it('keep one row for everybody and one for each unit concerned, whatever the acts were', async () => {
    const rows = await test.database.query<{ dossierId: string; unitCode: string }>(
      'SELECT "dossierId", "unitCode" FROM "dossier_concern"',
    );
    const kept = rows.map(({ dossierId, unitCode }) => `${dossierId} ${unitCode}`).sort();
    const due = dossiers.flatMap((d) =>
      [
        ...new Set([
          '*',
          d.unitCode,
          d.responsibleUnitCode,
          d.holder.unitCode,
          ...(d.pending ? [d.pending.unitCode] : []),
        ]),
      ].map((unitCode) => `${d.id} ${unitCode}`),
    );
    expect(kept).toEqual(due.sort());
  });
});
