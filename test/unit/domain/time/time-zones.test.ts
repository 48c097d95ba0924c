import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { answers } from '../../../support/answers-in-zone.js';
import { compileDomain } from '../../../support/compile-domain.js';

type Answers = ReturnType<typeof answers>;

const vectors = fileURLToPath(new URL('../../../vectors/public.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dung-hen-zones-'));

beforeAll(() => {
  compileDomain(folder, ['test/support/vectors.ts', 'test/support/answers-in-zone.ts']);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function answersIn(zone: string): Answers {
  const module = pathToFileURL(join(folder, 'test/support/answers-in-zone.js')).href;
  const script = `const { answers } = await import('${module}'); process.stdout.write(JSON.stringify(answers(process.argv[1])));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, vectors], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output) as Answers;
}

it('promises the same wherever the server believes itself to be', () => {
  const home = answersIn('Asia/Ho_Chi_Minh');
  expect(home.told.length).toBe(220);
  // both sides of the date line, half and quarter hours, zones with summer time
  const zones = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'Europe/Berlin'];
  const others = zones.map((zone) => answersIn(zone));
  expect(new Set([home, ...others].map(({ offset }) => offset)).size).toBe(6);
  for (const other of others) expect(other.told).toEqual(home.told);
});
