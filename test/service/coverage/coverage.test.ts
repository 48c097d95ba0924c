import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CoverBooks } from '../../../src/apologies/coverage/cover-books.repository.js';
import { CoverFold } from '../../../src/apologies/coverage/cover-fold.service.js';
import { CoverLists } from '../../../src/apologies/coverage/cover-lists.repository.js';
import { CoverRecountRepository } from '../../../src/apologies/coverage/cover-recount.repository.js';
import { CoverRecount } from '../../../src/apologies/coverage/cover-recount.service.js';
import { CoverageRepository } from '../../../src/apologies/coverage/coverage.repository.js';
import { CoverageService, totalOf } from '../../../src/apologies/coverage/coverage.service.js';
import { MissingRepository } from '../../../src/apologies/coverage/missing.repository.js';
import { CAUSES, type Cause } from '../../../src/domain/apology/cause.js';
import { COVER_LISTS, listLength, type CoverList } from '../../../src/domain/apology/coverage.js';
import type { DayRange } from '../../../src/domain/kpi/period.js';
import { plainDate, startOfDay, type PlainDate } from '../../../src/domain/time/plain-date.js';
import { writeInstant } from '../../../src/platform/database/instant-column.js';
import { insert, type Tx } from '../../../src/platform/database/sql.js';
import { covered, look } from '../../support/covered.js';
import { insertFacts, insertFactWorld, openFact } from '../../support/dossier-facts.js';
import { openReferenceWorld, type ReferenceWorld } from '../../support/reference.js';

const UNITS = ['T', 'T.1', 'T.1.1', 'T.2'];
const BELOW: Readonly<Record<string, readonly string[]>> = {
  T: UNITS,
  'T.1': ['T.1', 'T.1.1'],
  'T.1.1': ['T.1.1'],
  'T.2': ['T.2'],
};
const DAYS = ['2023-02-28', '2023-03-01', '2023-03-14', '2023-03-15', '2023-04-02'] as const;
const PERIODS: readonly DayRange[] = [
  { from: plainDate('2023-03-01'), to: plainDate('2023-03-31') },
  { from: plainDate('2022-12-15'), to: plainDate('2023-03-14') },
  { from: plainDate('2000-01-01'), to: plainDate('2030-01-01') },
];
const AT = writeInstant(startOfDay(plainDate('2023-03-01')));
const DOSSIERS = 6;
/** One page holds all there are. */
const ALL = 100;

/** What happens to somebody's obligation; what makes no sense for it leaves everything as it is. */
type Step =
  | { readonly kind: 'fold'; readonly batch: number }
  | {
      readonly kind: 'open';
      readonly dossier: number;
      readonly unit: number;
      readonly day: number;
      readonly cause: Cause;
      readonly historic: boolean;
    }
  | {
      readonly kind:
        | 'draft'
        | 'auto'
        | 'issue'
        | 'deliver'
        | 'presume'
        | 'bounce'
        | 'lapse'
        | 'waive'
        | 'avert'
        | 'outside'
        | 'blame';
      readonly which: number;
      readonly yes: boolean;
    };

const steps = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fold' as const), batch: fc.integer({ min: 1, max: 5 }) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('open' as const),
        dossier: fc.nat(DOSSIERS - 1),
        unit: fc.nat(UNITS.length - 1),
        day: fc.nat(DAYS.length - 1),
        cause: fc.constantFrom(...CAUSES),
        historic: fc.boolean(),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          ...(['draft', 'auto', 'issue', 'issue', 'deliver', 'presume', 'bounce'] as const),
          ...(['lapse', 'waive', 'avert', 'outside', 'blame'] as const),
        ),
        which: fc.nat(20),
        yes: fc.boolean(),
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);

describe('coverage', () => {
  let house: ReferenceWorld;
  let folds: CoverFold;
  let recounts: CoverRecount;
  let service: CoverageService;
  let lists: CoverLists;
  let serial = 0;

  beforeAll(async () => {
    house = await openReferenceWorld();
    const { database, transactor, units } = house;
    const books = new CoverBooks();
    folds = new CoverFold(transactor, books, units);
    recounts = new CoverRecount(transactor, new CoverRecountRepository(database), books, folds, units);
    service = new CoverageService(new CoverageRepository(database), new MissingRepository(database), units);
    lists = new CoverLists(database);
    await transactor.run((tx) =>
      insertFactWorld(tx, {
        units: [
          ['T', null],
          ['T.1', 'T'],
          ['T.1.1', 'T.1'],
          ['T.2', 'T'],
        ],
        procedures: [['P1', 'xd']],
      }),
    );
  });
  afterAll(() => house.close());

  /** A town that nobody has been owed anything in. */
  async function begin(): Promise<void> {
    await house.transactor.run(async (tx) => {
      await tx.execute('UPDATE "maintenance_switch" SET "open" = TRUE');
      for (const table of ['letter_delivery', 'message', 'letter_obligation', 'letter', 'obligation', 'kpi_tail']) {
        await tx.execute(`DELETE FROM "${table}"`);
      }
      await tx.execute('UPDATE "maintenance_switch" SET "open" = FALSE');
      for (const table of ['cover_mark', 'cover_line', 'cover_bin']) await tx.execute(`DELETE FROM "${table}"`);
    });
  }

  async function play(all: readonly Step[]): Promise<void> {
    for (const step of all) {
      if (step.kind === 'fold') await folds.fold(step.batch);
      else await house.transactor.run((tx) => act(tx, step));
    }
  }

  async function act(tx: Tx, step: Exclude<Step, { kind: 'fold' }>): Promise<void> {
    serial += 1;
    if (step.kind === 'open') return open(tx, step);
    const owed = await tx.query<{ id: string; dossierId: string; state: string; letterId: string | null }>(
      `SELECT o."id", o."dossierId", o."state", COALESCE(o."letterId", (SELECT l."letterId" FROM "letter_obligation" l
         WHERE l."obligationId" = o."id" AND l."living")) AS "letterId" FROM "obligation" o ORDER BY o."id"`,
    );
    const one = owed[step.which % Math.max(owed.length, 1)];
    if (one) await end(tx, one, step);
  }

  async function open(tx: Tx, step: Extract<Step, { kind: 'open' }>): Promise<void> {
    const dossierId = `D-${String(step.dossier)}`;
    const there = await tx.query('SELECT 1 AS "one" FROM "dossier" WHERE "id" = $1', [dossierId]);
    if (there.length === 0) await insertFacts(tx, [openFact(dossierId, startOfDay(plainDate('2023-02-01')))]);
    const { sql, params } = insert('obligation', {
      id: `o-${String(serial).padStart(6, '0')}`,
      dossierId,
      cause: step.cause,
      state: step.historic && step.day === 0 ? 'historic' : 'owed',
      fault: 'ours',
      unitCode: UNITS[step.unit] ?? 'T',
      since: AT,
      openedAt: AT,
      openedDay: DAYS[step.day] ?? DAYS[0],
      openedBy: 'test',
    });
    await tx.execute(`${sql} ON CONFLICT ("dossierId", "cause") DO NOTHING`, params);
  }

  async function end(
    tx: Tx,
    { id, dossierId, state, letterId }: { id: string; dossierId: string; state: string; letterId: string | null },
    { kind, yes }: Exclude<Step, { kind: 'fold' | 'open' }>,
  ): Promise<void> {
    const owed = state === 'owed';
    const set = (sets: string): Promise<number> => tx.execute(`UPDATE "obligation" SET ${sets} WHERE "id" = $1`, [id]);
    const say = (to: string): Promise<number> =>
      tx.execute(`UPDATE "message" SET "state" = '${to}' WHERE "subjectId" = $1`, [letterId]);
    if ((kind === 'draft' || kind === 'auto') && owed && letterId === null) await draft(tx, id, dossierId, kind);
    if (kind === 'lapse' && owed && letterId !== null) {
      await tx.execute(
        yes
          ? 'UPDATE "letter_obligation" SET "living" = FALSE WHERE "letterId" = $1'
          : 'DELETE FROM "letter_obligation" WHERE "letterId" = $1',
        [letterId],
      );
    }
    if (kind === 'issue' && owed && letterId !== null) {
      await set(
        `"state" = 'settled', "settledAt" = '${String(AT)}', "timely" = ${yes ? 'TRUE' : 'FALSE'}, "letterId" = '${letterId}'`,
      );
    }
    if (kind === 'waive' && owed) await set(`"state" = 'waived'${yes ? `, "waiverProof" = '${'a'.repeat(64)}'` : ''}`);
    if (kind === 'avert' && owed) await set(`"state" = 'averted'`);
    if (kind === 'outside' && owed)
      await set(`"state" = 'settled', "settledAt" = '${String(AT)}', "outsideNumber" = '7/X'`);
    if (kind === 'blame') await set(`"fault" = '${yes ? 'other_agency' : 'none'}'`);
    if (kind === 'presume' && letterId !== null) await say('presumed_delivered');
    if (kind === 'bounce' && letterId !== null) await say('bounced');
    if (kind === 'deliver' && letterId !== null) {
      if (yes) await say('delivered');
      else {
        const { sql, params } = insert('letter_delivery', { id: `d-${String(serial)}`, letterId, channel: 'desk', proof: null, at: AT, by: 'test' }); // prettier-ignore
        await tx.execute(sql, params);
      }
    }
  }

  async function draft(tx: Tx, obligationId: string, dossierId: string, kind: 'draft' | 'auto'): Promise<void> {
    const id = `l-${String(serial)}`;
    const rows = [
      insert('letter', {
        id,
        dossierId,
        unitCode: 'T',
        state: 'drafted',
        mode: kind === 'auto' ? 'auto' : 'sign',
        fault: 'ours',
        draftedAt: AT,
        draftedBy: 'test',
        forecast: false,
        version: 1,
      }),
      insert('letter_obligation', { letterId: id, obligationId, living: true }),
      insert('message', {
        id: `m-${String(serial)}`,
        kind: 'apology_letter',
        subjectId: id,
        channel: 'email',
        recipient: 'a@example.vn',
        title: 'Thư',
        text: '',
        html: '',
        state: 'sent',
        attempts: 1,
        nextAttemptAt: AT,
        createdAt: AT,
      }),
    ];
    for (const { sql, params } of rows) await tx.execute(sql, params);
  }

  /** Every place, every period: the service says what a count by hand says, and each list is as long as its number. */
  async function expectTrue(): Promise<void> {
    const rows = await look(house.database);
    for (const unit of UNITS) {
      for (const below of [true, false]) {
        const unitCodes = below ? (BELOW[unit] ?? []) : [unit];
        const place = { nodeCode: unit, span: below ? ('tree' as const) : ('own' as const) };
        const sums = await service.sums([place], PERIODS);
        for (const [i, period] of PERIODS.entries()) {
          const own = sums.filter((sum) => sum.period === i);
          expect({ unit, below, i, ...totalOf(own) }).toEqual({
            unit,
            below,
            i,
            ...covered(rows, { unitCodes, period }),
          });
          for (const cause of CAUSES) {
            const shown = totalOf(own.filter((sum) => sum.cause === cause));
            expect(shown).toEqual(covered(rows, { unitCodes, period, cause }));
          }
          if (unit === 'T' && below && i === 0) await expectLists({ place, unitCodes, period }, own);
        }
      }
    }
  }

  async function expectLists(
    asked: { place: { nodeCode: string; span: 'own' | 'tree' }; unitCodes: readonly string[]; period: DayRange },
    sums: Parameters<typeof totalOf>[0],
  ): Promise<void> {
    for (const list of Object.keys(COVER_LISTS) as CoverList[]) {
      const question = { ...asked, list, cause: null, fault: null, after: null, limit: ALL };
      const lines = await lists.page(question);
      expect([list, lines.length]).toEqual([list, listLength(list, totalOf(sums))]);
      const [first] = lines;
      const walked: string[] = [];
      for (let after: { day: PlainDate; id: string } | null = null; ;) {
        const [next, more] = await lists.page({ ...question, after, limit: 1 });
        if (next) walked.push(next.obligationId);
        if (!next || !more) break;
        after = { day: next.day, id: next.obligationId };
      }
      expect(walked).toEqual(lines.map(({ obligationId }) => obligationId));
      if (first) {
        const same = await lists.page({ ...question, cause: first.cause, fault: first.fault });
        const sum = totalOf(sums.filter(({ cause, fault }) => cause === first.cause && fault === first.fault));
        expect(same.length).toBe(listLength(list, sum));
      }
    }
  }

  it('is in every world what a count by hand says, folded or not', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await begin();
        await play(all);
        await expectTrue();
        await folds.fold();
        await expectTrue();
        expect(await recounts.check()).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  const ONE: Step = { kind: 'open', dossier: 0, unit: 2, day: 1, cause: 'late', historic: false };
  const MANY: readonly Step[] = CAUSES.flatMap((cause, i) =>
    Array.from({ length: DOSSIERS }, (_, dossier): Step => ({ ...ONE, kind: 'open', dossier, unit: i % 4, cause })),
  );

  it('is folded once by two at once', async () => {
    await begin();
    await play(MANY);
    await Promise.all([folds.fold(2), folds.fold(3)]);
    await expectTrue();
    expect(await house.database.query('SELECT 1 AS "one" FROM "cover_mark"')).toEqual([]);
    expect(await recounts.check()).toEqual([]);
  });

  it('says where its books are wrong, and is made anew', async () => {
    await begin();
    await play([...MANY, { kind: 'fold', batch: 100 }]);
    await house.transactor.run((tx) => tx.execute(`UPDATE "cover_bin" SET "issued" = 7 WHERE "nodeCode" = 'T.2'`));
    expect((await recounts.check())[0]).toMatch(/^cover_bin T\.2 .* lacks issued -7$/);
    await house.transactor.run((tx) =>
      tx.execute(`DELETE FROM "cover_line" WHERE "obligationId" = (SELECT min("id") FROM "obligation")`),
    );
    expect((await recounts.check())[0]).toMatch(/^cover_line .* dossier D-0 is not how its obligations stand$/);
    await recounts.rebuild();
    expect(await recounts.check()).toEqual([]);
    await expectTrue();
  });

  it('forgets the units of yesterday when it is made anew', async () => {
    await begin();
    await play([ONE, { kind: 'fold', batch: 1 }]);
    await house.transactor.run((tx) =>
      tx.execute(`UPDATE "cover_line" SET "nodeCode" = 'X' WHERE "nodeCode" = 'T.1' AND "span" = 'tree'`),
    );
    await recounts.rebuild();
    expect(await recounts.check()).toEqual([]);
    await expectTrue();
  });
});
