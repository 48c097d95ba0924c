import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Dossier } from '../../../src/domain/dossier/dossier.js';
import { nameWords, soughtWords } from '../../../src/domain/text/search-words.js';
import { instant } from '../../../src/domain/time/instant.js';
import { toColumns } from '../../../src/dossiers/dossier.row.js';
import { searchStatements } from '../../../src/dossiers/search/follow-search.js';
import type { ListFilter } from '../../../src/dossiers/search/list-filter.js';
import { eraseTokens, paperSlipStatement, renameStatements } from '../../../src/dossiers/search/token.row.js';
import { SoughtRepository } from '../../../src/dossiers/search/sought.repository.js';
import { WordsRepository } from '../../../src/dossiers/search/words.repository.js';
import { insert, type Statement } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { insertFactWorld } from '../../support/dossier-facts.js';
import { anyLife, LIST_UNITS } from '../../support/listed-dossiers.js';

const NOW = instant('2023-04-15T09:00:00+07:00');
const SLIP = { feeVnd: 0, copies: 1, documents: '[]', resultVia: 'desk' };
const COUNT = 900;

/** Some words are borne by most, some by few, and some begin alike. */
const FAMILY = ['Nguyễn', 'Nguyễn', 'Nguyễn', 'Nguyễn', 'Trần', 'Đặng'];
const MIDDLE = ['Văn', 'Văn', 'Văn', 'Thị', 'Thị', 'Thục'];
const GIVEN = ['An', 'Ánh', 'Anh', 'Hòa', 'Hoa', 'Hoàng', 'Đức', 'Y'];

const anyName = fc.tuple(fc.constantFrom(...FAMILY), fc.constantFrom(...MIDDLE), fc.constantFrom(...GIVEN));

const asked = fc.constantFrom(
  ...[
    'Nguyễn',
    'nguyeexn',
    'NGUYEN',
    'Trần',
    'tran',
    'ddawngj',
    'Văn',
    'thij',
    'thuj',
    'An',
    'anh',
    'hoa',
    'ho',
    'Y',
    'duc',
    'du8c',
  ],
  ...['nobody', 'nguye6n4', 'thu'],
);
const anyQuestion = fc.array(asked, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

const everything: ListFilter = {
  sought: null,
  unitCodes: null,
  responsibleUnitCodes: null,
  sort: 'accepted',
  now: NOW,
  soonUntil: NOW,
  limit: 50,
  after: null,
};
const anyFilter = fc.record({
  unitCodes: fc.constantFrom(null, ['T.1'], ['T.1', 'T.2']),
  limit: fc.constantFrom(2, 50, 200),
  procedure: fc.constantFrom(undefined, undefined, 'P1'),
  timeliness: fc.constantFrom(undefined, undefined, 'overdue' as const),
});

describe('dossiers by the names of their people', () => {
  let test: TestDatabase;
  let transactor: Transactor;
  let words: WordsRepository;
  const people: { dossier: Dossier; name: string }[] = [];

  const write = (statements: readonly Statement[]): Promise<unknown> => transactor.run((tx) => tx.batch(statements));
  const found = async (text: string, filter: Partial<ListFilter> = {}): Promise<string[]> =>
    (await words.find(soughtWords(text), { ...everything, ...filter })).rows.map(({ dossier }) => dossier.id);

  beforeAll(async () => {
    test = await openTestDatabase();
    transactor = new Transactor(test.database);
    words = new WordsRepository(test.database);
    const lives = fc.sample(fc.tuple(anyLife, anyName), { numRuns: COUNT, seed: 5 });
    await transactor.run(async (tx) => {
      await insertFactWorld(tx, {
        units: LIST_UNITS.map((code) => [code, code === 'T' ? null : code.slice(0, code.lastIndexOf('.'))] as const),
        procedures: [
          ['P1', 'xd'],
          ['P2', 'dd'],
        ],
      });
      for (const [n, [live, parts]] of lives.entries()) {
        const name = parts.join(' ');
        const life = live(n);
        const last = life.at(-1)!;
        await tx.batch([insert('dossier', { ...toColumns(last), ...SLIP, chainHash: last.chainHash })]);
        for (const [i, now] of life.entries()) await tx.batch(searchStatements(life[i - 1] ?? null, now, [{ name }]));
        people.push({ dossier: last, name });
      }
    });
  });
  afterAll(() => test.close());

  it('are exactly those that bear every word, newest first, within reach, page by page', async () => {
    const bears = (name: string, text: string): boolean => {
      const own = nameWords([name]);
      return soughtWords(text).every(({ readings, begins }) =>
        readings.some((reading) => own.some((word) => (begins ? word.startsWith(reading) : word === reading))),
      );
    };
    const within = (
      { unitCode, responsibleUnitCode, holder, pending }: Dossier,
      codes: readonly string[] | null,
    ): boolean =>
      codes === null ||
      [unitCode, responsibleUnitCode, holder.unitCode, pending?.unitCode ?? ''].some((code) => codes.includes(code));
    await fc.assert(
      fc.asyncProperty(anyQuestion, anyFilter, async (text, filter) => {
        const expected = people
          .filter(({ dossier, name }) => bears(name, text) && within(dossier, filter.unitCodes))
          .map(({ dossier }) => dossier)
          .filter((d) => filter.procedure === undefined || d.procedureCode === filter.procedure)
          .filter((d) => filter.timeliness === undefined || isOverdue(d))
          .sort((a, b) => listed(b) - listed(a) || (a.id < b.id ? 1 : -1))
          .map(({ id }) => id);
        const ids: string[] = [];
        let after: ListFilter['after'] = null;
        for (let pages = 0; pages < 4; pages += 1) {
          const page = await words.find(soughtWords(text), { ...everything, ...filter, after });
          ids.push(...page.rows.map(({ dossier }) => dossier.id));
          expect(page.total.more || page.total.count === expected.length).toBe(true);
          expect(page.total.count).toBeLessThanOrEqual(expected.length);
          after = page.end;
          if (after === null) break;
        }
        expect(ids).toEqual(after === null ? expected : expected.slice(0, ids.length));
      }),
      { numRuns: 150 },
    );
  });

  it('are found by a corrected name, no longer by the wrong one, and by none once erased', async () => {
    const { dossier } = people[0]!;
    const { id } = dossier;
    const at = dossier.acceptedAt ?? dossier.filedAt!;
    await write([eraseTokens(id)]);
    await write(renameStatements(id, at, { before: [], after: ['Lò Thị Wrong'] }));
    await write(renameStatements(id, at, { before: ['Lò Thị Wrong'], after: ['Lò Thị Xuyến', 'Lò Thị'] }));
    expect(await found('lo xuyen')).toEqual([id]);
    expect(await found('wrong')).toEqual([]);
    await write([eraseTokens(id)]);
    expect(await found('lo xuyen')).toEqual([]);
    const left = await test.database.query('SELECT * FROM "dossier_token" WHERE "dossierId" = $1', [id]);
    expect(left).toEqual([]);
    expect(
      (await test.database.query('SELECT 1 AS "one" FROM "dossier_concern" WHERE "dossierId" = $1', [id])).length,
    ).toBeGreaterThan(0);
  });

  it('are found by their line in a paper book, however its name is written', async () => {
    const { id } = people[1]!.dossier;
    await write([paperSlipStatement(id, { book: 'Sổ  Mất điện 2', serial: 38 })]);
    const sought = new SoughtRepository(test.database);
    const lines = async (serial: number, unitCodes: string[] | null): Promise<string[]> => {
      const slip = { kind: 'slip', book: 'so mat dien 2', serial } as const;
      return (await sought.answer({ ...everything, unitCodes }, slip)).rows.map(({ dossier }) => dossier.id);
    };
    expect(await lines(38, null)).toEqual([id]);
    expect(await lines(39, null)).toEqual([]);
    expect(await lines(38, ['nowhere'])).toEqual([]);
  });
});

function listed({ acceptedAt, filedAt }: Dossier): number {
  return acceptedAt ?? filedAt ?? 0;
}

function isOverdue({ lateFrom, settlement, voidedAt, status }: Dossier): boolean {
  return lateFrom !== null && lateFrom <= NOW && settlement === null && voidedAt === null && status !== 'rejected';
}
