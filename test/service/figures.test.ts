import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenStockRepository } from '../../src/counting/open-stock.repository.js';
import { instant, type Instant } from '../../src/domain/time/instant.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import type { Tx } from '../../src/platform/database/sql.js';
import { Transactor } from '../../src/platform/database/transactor.js';
import { BoardRepository } from '../../src/reporting/board/board.repository.js';
import { ReportingRepository, type OpenScope } from '../../src/reporting/reporting.repository.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { insertFacts, insertFactWorld, openFact, type FactRow } from '../support/dossier-facts.js';
import { within } from '../support/undone.js';

const ASKED = ['T', 'T.1', 'T.2'];
const PROCEDURES = [
  ['P1', 'xd'],
  ['P2', 'xd'],
  ['P3', 'ht'],
] as const;

describe('what is read of single dossiers', () => {
  let test: TestDatabase;
  let transactor: Transactor;
  let repository: ReportingRepository;
  let stock: OpenStockRepository;
  let walked: BoardRepository;

  beforeAll(async () => {
    test = await openTestDatabase();
    transactor = new Transactor(test.database);
    repository = new ReportingRepository(test.database);
    stock = new OpenStockRepository(test.database);
    walked = new BoardRepository(test.database);
    await transactor.run((tx) =>
      insertFactWorld(tx, {
        units: [
          ['T', null],
          ['T.1', 'T'],
          ['T.2', 'T'],
          ['X', null],
        ],
        procedures: PROCEDURES,
      }),
    );
  });
  afterAll(() => test.close());

  const withFacts = <T>(world: readonly FactRow[], look: (tx: Tx) => Promise<T>): Promise<T> =>
    within(transactor, async (tx) => {
      await insertFacts(tx, world);
      return look(tx);
    });

  const all = (unitCodes: readonly string[]): OpenScope => ({ unitCodes, concerning: null });

  it('of no unit are empty', async () => {
    const now = instant('2023-01-10T08:00:00+07:00');
    const range = { from: plainDate('2023-01-01'), to: plainDate('2023-01-31') };
    expect(await repository.nearestToLate(all([]), now, 5)).toEqual([]);
    expect(await stock.due([], range, now)).toEqual([]);
    expect(await stock.late([], [], now)).toEqual([]);
    expect(await repository.unsound([], range, 5)).toEqual([]);
  });

  describe('about what is open', () => {
    const at = (text: string): Instant => instant(`${text}:00+07:00`);
    const now = at('2023-01-10T10:00');

    it('name the nearest to late first, ties by code, without the late, the waiting, the finished and other units', async () => {
      const soon = at('2023-01-11T00:00');
      const found = await withFacts(
        [
          openFact('D-late', at('2023-01-10T00:00')),
          openFact('D-late-now', now),
          openFact('D-b', soon),
          openFact('D-a', soon, { holderUsername: 'an' }),
          openFact('D-first', at('2023-01-10T10:01')),
          openFact('D-waits', soon, { lateFrom: null, lateFromDay: null }),
          openFact('D-done', soon, {
            finishedDay: plainDate('2023-01-09'),
            timeliness: 'early',
            ending: 'completed',
            settledBy: 'an',
          }),
          openFact('D-elsewhere', soon, { responsibleUnitCode: 'X' }),
          openFact('D-void', soon, { voidedAt: now }),
          openFact('D-next', at('2023-01-20T00:00')),
        ],
        (tx) => repository.nearestToLate(all(ASKED), now, 4, tx),
      );
      expect(found.map(({ code }) => code)).toEqual(['D-first', 'D-a', 'D-b', 'D-next']);
      expect(found[1]).toEqual({
        id: 'D-a',
        code: 'D-a',
        responsibleUnitCode: 'T.1',
        procedureCode: 'P1',
        currentDueAt: soon,
        lateFrom: soon,
        holderUnitCode: 'T.1',
        holderUsername: 'an',
      });
    });

    const today = { from: plainDate('2023-01-10'), to: plainDate('2023-01-10') };
    const sum = (cells: readonly { n: number }[]): number => cells.reduce((total, { n }) => total + n, 0);
    const due = (code: string, currentDueAt: Instant, over: Partial<FactRow> = {}): FactRow =>
      openFact(code, at('2023-02-01T00:00'), { currentDueAt, ...over });

    it('count a due at midnight with the day that ends, and none that is late already', async () => {
      const world = [
        due('D-yesterday-ends', at('2023-01-10T00:00')),
        due('D-noon', at('2023-01-10T12:00')),
        due('D-extended', at('2023-01-10T08:00')),
        due('D-today-ends', at('2023-01-11T00:00')),
        due('D-tomorrow', at('2023-01-11T00:01')),
        due('D-late', at('2023-01-10T08:00'), { lateFrom: at('2023-01-10T08:01') }),
        due('D-waits', at('2023-01-10T12:00'), { lateFrom: null, lateFromDay: null }),
        due('D-elsewhere', at('2023-01-10T12:00'), { responsibleUnitCode: 'X' }),
      ];
      expect(sum(await withFacts(world, (tx) => stock.due(ASKED, today, now, tx)))).toBe(4);
      const late = await withFacts(world, (tx) => stock.late([...ASKED, 'X'], [plainDate('2023-01-09')], now, tx));
      expect(late).toEqual([{ unitCode: 'T.1', span: 0, n: 1 }]);
    });

    it('are for whoever has to do with them: who received, decides or holds', async () => {
      const noon = at('2023-01-10T12:00');
      const world = [
        due('D-decides', noon, { responsibleUnitCode: 'T.1' }),
        due('D-holds', noon, { responsibleUnitCode: 'T.2', holderUnitCode: 'T.1' }),
        due('D-received', noon, { responsibleUnitCode: 'T.2', unitCode: 'T.1' }),
        due('D-others', noon, { responsibleUnitCode: 'T.2' }),
      ];
      const concerning = { unitCodes: ASKED, concerning: 'T.1' };
      expect(sum(await withFacts(world, (tx) => walked.due(concerning, today, now, tx)))).toBe(3);
      const nearest = await withFacts(world, (tx) => repository.nearestToLate(concerning, now, 9, tx));
      expect(nearest.map(({ code }) => code)).toEqual(['D-decides', 'D-holds', 'D-received']);
    });

    it('name what cannot be counted honestly', async () => {
      const world = [
        openFact('D-sound', at('2023-02-01T00:00')),
        openFact('D-waits', now, { lateFrom: null, lateFromDay: null }),
        openFact('D-no-due', now, { lateFrom: null, lateFromDay: null, status: 'processing' }),
        openFact('D-before', now, {
          finishedDay: plainDate('2023-01-02'),
          timeliness: 'on_time',
          ending: 'completed',
          settledBy: 'an',
        }),
      ];
      const range = { from: plainDate('2023-01-01'), to: plainDate('2023-01-31') };
      expect(await withFacts(world, (tx) => repository.unsound(ASKED, range, 5, tx))).toEqual(['D-before', 'D-no-due']);
      expect(await withFacts(world, (tx) => repository.unsound(ASKED, range, 1, tx))).toEqual(['D-before']);
    });
  });
});
