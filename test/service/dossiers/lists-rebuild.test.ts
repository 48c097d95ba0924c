import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toColumns } from '../../../src/dossiers/dossier.row.js';
import { searchStatements } from '../../../src/dossiers/search/follow-search.js';
import { ListsRepository } from '../../../src/dossiers/search/lists.repository.js';
import { ListsService, type ListDifference } from '../../../src/dossiers/search/lists.service.js';
import { paperSlipStatement } from '../../../src/dossiers/search/token.row.js';
import { insert } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { insertFactWorld } from '../../support/dossier-facts.js';
import { anyLife, LIST_UNITS } from '../../support/listed-dossiers.js';

const SLIP = { feeVnd: 0, copies: 1, documents: '[]', resultVia: 'desk' };
/** More than two pages. */
const COUNT = 620;

describe('lists and searches', () => {
  let test: TestDatabase;
  let transactor: Transactor;
  let lists: ListsService;
  let before: unknown;

  const kept = async (): Promise<unknown> => [
    await test.database.query('SELECT * FROM "dossier_concern" ORDER BY "dossierId", "unitCode", "listedAt"'),
    await test.database.query('SELECT * FROM "dossier_token" ORDER BY "dossierId", "token"'),
    await test.database.query('SELECT * FROM "dossier_paper_slip" ORDER BY "book", "serial", "dossierId"'),
  ];
  const checked = async (): Promise<ListDifference[]> => {
    const found: ListDifference[] = [];
    await lists.check((difference) => void found.push(difference));
    return found;
  };
  const counted = (found: readonly ListDifference[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { row, how } of found) counts[`${row.table} ${how}`] = (counts[`${row.table} ${how}`] ?? 0) + 1;
    return counts;
  };

  beforeAll(async () => {
    test = await openTestDatabase();
    transactor = new Transactor(test.database);
    lists = new ListsService(test.database, transactor, new ListsRepository(test.database));
    const lives = fc.sample(anyLife, { numRuns: COUNT, seed: 21 }).map((live, n) => live(n));
    await transactor.run(async (tx) => {
      await insertFactWorld(tx, {
        units: LIST_UNITS.map((code) => [code, code === 'T' ? null : code.slice(0, code.lastIndexOf('.'))] as const),
        procedures: [
          ['P1', 'xd'],
          ['P2', 'dd'],
        ],
      });
      for (const [n, life] of lives.entries()) {
        const last = life.at(-1)!;
        const onPaper = n % 5 === 0 ? { paperBook: 'Sổ  Tiếp nhận', paperSerial: n + 1 } : {};
        await tx.batch([insert('dossier', { ...toColumns(last), ...SLIP, ...onPaper, chainHash: last.chainHash })]);
        const party = { role: 'applicant', kind: 'person', name: `Đặng Thị ${String(n % 9)} Ẩn` };
        const parties = [{ ...party, contactBy: '', authorisation: false, keyId: 'k' }];
        for (const one of parties) await tx.batch([insert('dossier_party', { dossierId: last.id, ...one })]);
        await tx.batch(searchStatements(null, life[0]!, parties));
        for (const [i, after] of life.entries()) if (i > 0) await tx.batch(searchStatements(life[i - 1]!, after, []));
        if (n % 5 === 0) {
          const slip = paperSlipStatement(last.id, { book: 'Sổ Tiếp nhận', serial: n + 1 });
          await tx.execute(slip.sql, slip.params);
        }
      }
    });
    before = await kept();
  });
  afterAll(() => test.close());

  it('are what acts left, whatever they were', async () => {
    expect(await checked()).toEqual([]);
    expect(await lists.rebuild()).toBe(0);
    expect(await kept()).toEqual(before);
  });

  it('are named where they are not, and set right, and nothing else is touched', async () => {
    await transactor.run(async (tx) => {
      const ids = `SELECT "id" FROM "dossier" WHERE "id" LIKE '%0'`;
      await tx.execute(`DELETE FROM "dossier_concern" WHERE "unitCode" = '*' AND "dossierId" IN (${ids})`);
      await tx.execute(`UPDATE "dossier_concern" SET "open" = NOT "open" WHERE "dossierId" LIKE '%1'`);
      await tx.execute(
        `INSERT INTO "dossier_concern" ("unitCode", "listedAt", "dossierId", "open", "dueAt")
         SELECT 'T.9', "listedAt", "dossierId", "open", "dueAt" FROM "dossier_concern"
          WHERE "unitCode" = '*' AND "dossierId" LIKE '%2'`,
      );
      await tx.execute(
        `INSERT INTO "dossier_concern" ("unitCode", "listedAt", "dossierId", "open", "dueAt")
         SELECT 'T', "listedAt", 'nobody', "open", "dueAt" FROM "dossier_concern" ORDER BY "listedAt" DESC LIMIT 1`,
      );
      await tx.execute(`DELETE FROM "dossier_token" WHERE "token" = 'an' AND "dossierId" LIKE '%3'`);
      await tx.execute(`UPDATE "dossier_token" SET "token" = 'binh' WHERE "token" = 'thi' AND "dossierId" LIKE '%4'`);
      await tx.execute(`UPDATE "dossier_paper_slip" SET "serial" = "serial" + 9000 WHERE "serial" < 30`);
    });
    const found = counted(await checked());
    expect(Object.keys(found).sort()).toEqual([
      'dossier_concern changed',
      'dossier_concern missing',
      'dossier_concern stray',
      'dossier_paper_slip missing',
      'dossier_paper_slip stray',
      'dossier_token missing',
      'dossier_token stray',
    ]);
    expect(found['dossier_paper_slip stray']).toBe(6);
    const seen: number[] = [];
    expect(await lists.rebuild((made) => void seen.push(made.seen))).toBe(
      Object.values(found).reduce((sum, n) => sum + n, 0),
    );
    expect(seen).toEqual([300, 600, 620]);
    expect(await kept()).toEqual(before);
    expect(await checked()).toEqual([]);
  });
});
