import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeWorld, openWorld, settingsOf } from '../bench/world.js';
import type { Database } from '../../src/platform/database/database.js';
import { plantedRegister } from '../support/planted.js';
import { registerRows } from '../support/register.js';
import { writeXlsx } from '../support/xlsx.js';
import type { WorkerErrand, WorkerReport } from './import-worker.js';
import type { Proof, ProofOptions } from './proof.js';

const ROWS = 100_000;
const DEFECTS = 300;
/** What the processes may use of JavaScript's heap; the service by itself takes about a third of it. */
const HEAP_MB = 192;
/** Rows in a chunk, as src/imports/applying.service.ts has it: the process dies when half of them are written. */
const CHUNK = 50;

type Ended = { readonly signal: string | null; readonly report: WorkerReport | null };

/**
 * A register of 100,000 rows with 300 planted defects, out of a spreadsheet, in bounded memory: each defect named by its
 * row and its reason, nothing written before it is accepted, killed half-way and gone on with, each dossier once.
 */
export async function prove(options: ProofOptions): Promise<Proof> {
  const rows = Number(options['rows'] ?? ROWS);
  const chunk = Math.max(2, Math.round(rows / 2 / CHUNK));
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-imports-'));
  const at = (start: string): Record<string, string> => ({ ...settingsOf(), CLOCK_START: start });
  const failures: string[] = [];
  const demand = (holds: boolean, failure: string): void => {
    if (!holds) failures.push(failure);
  };
  try {
    await (await makeWorld(folder)).close();
    const planted = plantedRegister(rows, DEFECTS);
    const file = join(folder, 'register.xlsx');
    await writeXlsx(file, { sheets: [{ name: 'Sổ theo dõi', rows: registerRows(planted.lines()) }] });
    const errand = { folder, file: null, accept: null, dies: null };
    const judged = await work({ ...errand, file, settings: at('2023-06-01T08:00+07:00') });
    const id = judged.report?.id ?? '';
    const seen = await looked(folder, (database) => afterJudging(database, planted.defects));
    demand(
      judged.report?.counts?.['defective'] === DEFECTS,
      `defective: ${String(judged.report?.counts?.['defective'])}`,
    );
    demand(seen.misnamed.length === 0, `not named by row and reason: ${seen.misnamed.slice(0, 5).join(', ')}`);
    demand(seen.dossiers === 0, `${String(seen.dossiers)} dossiers before it was accepted`);
    const accept = { ...errand, accept: id };
    const dies = { when: 'before', commit: chunk + 2 } as const;
    const killed = await work({ ...accept, dies, settings: at('2023-06-01T09:00+07:00') });
    demand(killed.signal === 'SIGKILL', 'it was not killed');
    const half = await looked(folder, written);
    demand(half.dossiers > 0 && half.dossiers < rows - DEFECTS, `${String(half.dossiers)} dossiers when it was killed`);
    const resumed = await work({ ...accept, settings: at('2023-06-01T10:00+07:00') });
    const all = await looked(folder, written);
    const expected = rows - DEFECTS;
    for (const [what, count] of Object.entries(all))
      demand(count === expected, `${what}: ${String(count)}, not ${String(expected)}`);
    return { facts: factsOf(rows, statSync(file).size, { judged, half: half.dossiers, resumed }), failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function factsOf(
  rows: number,
  bytes: number,
  { judged, half, resumed }: { judged: Ended; half: number; resumed: Ended },
): Proof['facts'] {
  const of = (ended: Ended, field: 'seconds' | 'peakMb' | 'longestPauseMs'): number =>
    Math.round(ended.report?.[field] ?? -1);
  return {
    rows,
    'planted defects': DEFECTS,
    'file, MB': Math.round(bytes / 1024 / 1024),
    'heap allowed, MB': HEAP_MB,
    'judged in, s': of(judged, 'seconds'),
    'peak memory while judging, MB': of(judged, 'peakMb'),
    'longest pause while judging, ms': of(judged, 'longestPauseMs'),
    'dossiers when killed': half,
    'rest applied in, s': of(resumed, 'seconds'),
    'peak memory while applying, MB': of(resumed, 'peakMb'),
    'longest pause while applying, ms': of(resumed, 'longestPauseMs'),
  };
}

function work(errand: WorkerErrand): Promise<Ended> {
  const script = fileURLToPath(new URL('./import-worker.js', import.meta.url));
  const execArgv = ['--no-warnings', `--max-old-space-size=${String(HEAP_MB)}`];
  const child = fork(script, [JSON.stringify(errand)], { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let report: WorkerReport | null = null;
  child.on('message', (said) => {
    report = said as WorkerReport;
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => {
      if (code !== 0 && signal === null) reject(new Error(`the worker failed with code ${String(code)}`));
      else resolve({ signal, report });
    });
  });
}

async function looked<T>(folder: string, look: (database: Database) => Promise<T>): Promise<T> {
  const world = await openWorld(folder, settingsOf());
  try {
    return await look(world.platform.database);
  } finally {
    await world.close();
  }
}

async function afterJudging(
  database: Database,
  defects: ReadonlyMap<number, string>,
): Promise<{ misnamed: string[]; dossiers: number }> {
  const rows = await database.query<{ line: number; findings: string }>(
    `SELECT "line", "findings" FROM "import_row" WHERE "state" = 'defective'`,
  );
  const named = new Map(rows.map(({ line, findings }) => [line, findings]));
  const misnamed = [...defects].filter(([line, code]) => !(named.get(line) ?? '').includes(`"code":"${code}"`));
  const others = [...named.keys()].filter((line) => !defects.has(line));
  return {
    misnamed: [
      ...misnamed.map(([line, code]) => `row ${String(line)} ${code}`),
      ...others.map((line) => `row ${String(line)}`),
    ],
    dossiers: await count(database, 'SELECT count(*) AS "n" FROM "dossier"'),
  };
}

/** Each of these must be what was sound in the file. */
async function written(
  database: Database,
): Promise<Record<'dossiers' | 'codes' | 'births' | 'promises' | 'people' | 'rows', number>> {
  return {
    dossiers: await count(database, 'SELECT count(*) AS "n" FROM "dossier"'),
    codes: await count(database, 'SELECT count(DISTINCT "code") AS "n" FROM "dossier"'),
    births: await count(database, `SELECT count(*) AS "n" FROM "dossier_event" WHERE "act" = 'register'`),
    promises: await count(database, `SELECT count(*) AS "n" FROM "promise" WHERE "kind" = 'imported'`),
    people: await count(database, `SELECT count(*) AS "n" FROM "dossier_party" WHERE "role" = 'applicant'`),
    rows: await count(
      database,
      `SELECT count(*) AS "n" FROM "import_row" WHERE "state" = 'applied' AND "body" IS NULL`,
    ),
  };
}

async function count(database: Database, sql: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(sql);
  return row?.n ?? -1;
}
