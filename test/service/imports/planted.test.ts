import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecountService } from '../../../src/counting/recount.service.js';
import { FoldService } from '../../../src/counting/fold.service.js';
import { findingText } from '../../../src/dossiers/verify/finding.js';
import { VerifyService } from '../../../src/dossiers/verify/verify.service.js';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { startDesk } from '../../support/desk.js';
import { accepted, imported, registerFile, rowsOf, type ImportAnswer } from '../../support/imports.js';
import { plantedRegister } from '../../support/planted.js';

const ROWS = 3_000;
const DEFECTS = 300;
const planted = plantedRegister(ROWS, DEFECTS);

let world: TestApp;
let head: Agent;
let judged: ImportAnswer;
beforeAll(async () => {
  world = await startDesk();
  head = await world.as('desk_head');
  judged = await imported(world, head, await registerFile(planted.lines()));
}, 120_000);
afterAll(() => world.close());

describe(`${String(ROWS)} rows, ${String(DEFECTS)} of them wrong`, () => {
  it('are judged whole: each wrong one is named by its row and its reason, in both languages, and no other', async () => {
    expect(judged).toMatchObject({ state: 'validated', rows: { total: ROWS, defective: DEFECTS } });
    const rows = await rowsOf(head, judged.id, '&state=defective');
    const named = new Map(rows.map(({ line, findings }) => [line, findings.map(({ code }) => code)]));
    expect([...named.keys()]).toEqual([...planted.defects.keys()]);
    const unnamed = [...planted.defects].filter(([line, code]) => !named.get(line)?.includes(code));
    expect(unnamed).toEqual([]);
    const words = rows.flatMap(({ findings }) => findings.flatMap(({ vi, en }) => [vi, en]));
    expect(words.filter((text) => text === '' || text.includes('…') || text.includes('{'))).toEqual([]);
  });

  it('write nothing before they are accepted, then all but the wrong ones', async () => {
    expect(await world.database.query('SELECT 1 FROM "dossier" LIMIT 1')).toEqual([]);
    const done = await accepted(world, head, judged.id, { skipDefective: true });
    expect(done).toMatchObject({ state: 'done', rows: { applied: ROWS - DEFECTS, skipped: DEFECTS, refused: 0 } });
    const [{ n, codes } = { n: 0, codes: 0 }] = await world.database.query<{ n: number; codes: number }>(
      'SELECT CAST(count(*) AS integer) AS "n", CAST(count(DISTINCT "code") AS integer) AS "codes" FROM "dossier"',
    );
    expect([n, codes]).toEqual([ROWS - DEFECTS, ROWS - DEFECTS]);
  });

  it('make histories that prove themselves, and figures that are what a recount says', async () => {
    const found: string[] = [];
    const proved = await world
      .get(VerifyService, { strict: false })
      .prove((finding) => found.push(findingText(finding)));
    expect([proved, found]).toEqual([ROWS - DEFECTS, []]);
    await world.get(FoldService, { strict: false }).fold();
    expect(await world.get(RecountService, { strict: false }).check()).toEqual([]);
  }, 60_000);

  it('leave nobody in the staged rows once they are written', async () => {
    const kept = await world.database.query(
      `SELECT 1 FROM "import_row" WHERE "state" = 'applied' AND "body" IS NOT NULL`,
    );
    expect(kept).toEqual([]);
  });
});
