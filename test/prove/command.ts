import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/templates/project-root.js';

/** Runs a command of the built service, as an administrator would, beside whatever is going on. */
export async function runCommand(
  name: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly output: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join('dist', 'src', 'cli.js'), name], {
    cwd: projectRoot,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [status] = (await once(child, 'close')) as [number | null];
  return { status: status ?? 1, output };
}
