import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CreateDossierSearch1704153750000 } from '../../../migrations/1704153750000-create-dossier-search.js';
import { toColumns } from '../../../src/dossiers/dossier.row.js';
import { searchStatements } from '../../../src/dossiers/search/follow-search.js';
import { insert } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { insertFactWorld } from '../../support/dossier-facts.js';
import { anyLife, LIST_UNITS } from '../../support/listed-dossiers.js';

const SLIP = { feeVnd: 0, copies: 1, documents: '[]', resultVia: 'desk' };
/** More than one step of the migration. */
const COUNT = 620;

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const kept = async (): Promise<unknown> => [
  await test.database.query('SELECT * FROM "dossier_concern" ORDER BY "dossierId", "unitCode"'),
  await test.database.query('SELECT * FROM "dossier_token" ORDER BY "dossierId", "token"'),
];

it('dossiers that were there before their lists and words get what acts would have written', async () => {
  const lives = fc.sample(anyLife, { numRuns: COUNT, seed: 9 }).map((live, n) => live(n));
  await new Transactor(test.database).run(async (tx) => {
    await insertFactWorld(tx, {
      units: LIST_UNITS.map((code) => [code, code === 'T' ? null : code.slice(0, code.lastIndexOf('.'))] as const),
      procedures: [
        ['P1', 'xd'],
        ['P2', 'dd'],
      ],
    });
    for (const [n, life] of lives.entries()) {
      const last = life.at(-1)!;
      await tx.batch([insert('dossier', { ...toColumns(last), ...SLIP, chainHash: last.chainHash })]);
      // Somebody's people have been erased.
      const parties = n % 7 === 0 ? [] : peopleOf(n);
      for (const party of parties) await tx.batch([insert('dossier_party', { dossierId: last.id, ...party })]);
      await tx.batch(searchStatements(null, last, parties));
    }
  });
  const before = await kept();
  const runner = test.database.writer.createQueryRunner();
  const migration = new CreateDossierSearch1704153750000();
  await migration.down(runner);
  await migration.up(runner);
  await runner.release();
  expect(await kept()).toEqual(before);
});

function peopleOf(n: number) {
  const rest = { contactBy: '', authorisation: false, keyId: 'k' };
  const applicant = { role: 'applicant', kind: 'person', name: `Đặng Thị ${String(n % 9)}`, ...rest };
  if (n % 3 > 0) return [applicant];
  const names = { name: "Công ty TNHH H'Bia", representative: 'Trần Văn Ẩn', contactName: 'Ẩn' };
  return [
    { ...applicant, kind: 'organisation', ...names },
    { role: 'submitter', kind: 'person', name: 'Lê Cúc', ...rest },
  ];
}
