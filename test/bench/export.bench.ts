import { spawnSync } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { RegisterExports } from '../../src/dossiers/exports/register-exports.service.js';
import { readWorkbook } from '../../src/platform/spreadsheet/workbook.js';
import { xlsxStream, type SheetCell } from '../../src/platform/spreadsheet/write-xlsx.js';
import { ZipParts } from '../../src/platform/spreadsheet/zip-parts.js';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import { PEOPLE } from '../support/small-world.js';
import { makeBigWorld } from './big-world.js';
import { startArguments } from './processes.js';
import type { BenchOptions, BenchResult } from './result.js';
import type { World } from './world.js';

const MANY = 1_000_000;
const TARGET_MB = 300;
const TARGET_RATIO = 10;
/** As many cells, and about as long ones, as a row of the register has. */
const ROW: readonly SheetCell[] = [
  ...[12, 'H45.20-230517-000012', 'Cấp bản sao trích lục hộ tịch', 1, 'Nguyễn Văn Ẩn'],
  ...['Khu phố Long Hải, phường Xuân Phú, thị xã Sông Cầu', '09xx xxx 456', new Date(0), new Date(0), new Date(0)],
  ...['', 'UBND thị xã Sông Cầu'],
];

/**
 * The register of all dossiers of a town as one workbook, by the job in a process of its own: the most memory it
 * held itself, the whole application included, and the time against writing as many rows by the same library from one in memory.
 * The workbook is read back, by other libraries than wrote it.
 */
export async function bench(options: BenchOptions): Promise<BenchResult[]> {
  const count = Number(options['count'] ?? MANY);
  let id = '';
  const before = async (world: World): Promise<void> => {
    id = await asked(world);
  };
  const big = await makeBigWorld({ count, open: 'n % 20 = 0', late: 'n % 100 = 0', before });
  try {
    const { idle, peak, seconds } = run(big.folder);
    const path = join(big.folder, 'exports', `${id}.xlsx`);
    const { rows, sheets } = await readBack(path);
    if (rows < count) throw new Error(`${String(rows)} rows stand in the workbook`);
    const raw = await bare(join(big.folder, 'bare.xlsx'), rows);
    const name = `register of ${count.toLocaleString('en')} rows to XLSX`;
    console.log(`${rows.toLocaleString('en')} rows on ${String(sheets)} sheets, ${seconds.toFixed(1)} s`);
    return [
      {
        name: `${name}: most memory of its process`,
        ours: peak,
        limit: idle,
        unit: 'MB',
        ratio: peak / idle,
        target: TARGET_MB,
      },
      {
        name: `${name}: time`,
        ours: seconds,
        limit: raw,
        unit: 's',
        ratio: seconds / raw,
        target: TARGET_RATIO,
        judged: 'ratio',
      },
    ];
  } finally {
    big.remove();
  }
}

async function asked({ app }: World): Promise<string> {
  const receiver = PEOPLE.find(({ username }) => username === 'receiver');
  if (!receiver) throw new Error('nobody receives');
  const days = { from: plainDate('2021-01-01'), to: plainDate('2023-12-31') };
  const all = { unitCode: receiver.unitCode, below: false, reason: null, ...days };
  return (await app.get(RegisterExports, { strict: false }).ask(receiver, all, null)).resource;
}

function run(folder: string): { readonly idle: number; readonly peak: number; readonly seconds: number } {
  const { PATH = '', HOME = '' } = process.env;
  const program = join(import.meta.dirname, 'limits', 'run-exports.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [...startArguments().slice(0, -1), program, folder], {
    cwd: projectRoot,
    env: { PATH, HOME },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the export failed: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ReturnType<typeof run>;
}

/** By the library that reads what others wrote, down to the text of each cell: a million rows are more than imports take. */
async function readBack(path: string): Promise<{ rows: number; sheets: number }> {
  const parts = await ZipParts.open(path);
  const { sheets } = await readWorkbook(parts);
  const codes = new Set<string>();
  let rows = 0;
  for (const { part } of sheets) {
    let rest = '';
    for await (const bytes of parts.bytes(part)) {
      const text = rest + bytes.toString('latin1');
      const lines = text.split('</row>');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const code = /H45[.\d-]+/.exec(line)?.[0];
        if (code !== undefined) codes.add(code);
        rows += 1;
      }
    }
  }
  parts.close();
  if (codes.size !== rows - sheets.length) throw new Error(`${String(codes.size)} codes stand in ${String(rows)} rows`);
  return { rows: codes.size, sheets: sheets.length };
}

async function bare(path: string, count: number): Promise<number> {
  const columns = ROW.map((_, i) => ({ header: String(i), width: 20 }));
  async function* rows(): AsyncGenerator<SheetCell[]> {
    for (let n = 0; n < count; n += 1) {
      yield [...ROW];
      // The library that writes is given its turn as ours gives it.
      if (n % 5_000 === 0) await pause(0);
    }
  }
  const from = performance.now();
  await pipeline(xlsxStream('bare', columns, rows()), createWriteStream(path));
  rmSync(path);
  return (performance.now() - from) / 1000;
}
