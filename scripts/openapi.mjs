// Writes src/metadata.ts and docs/openapi.json anew; the same test that guards them does the writing.
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
/** @param {string[]} args @param {Record<string, string>} env */
const run = (args, env = {}) =>
  execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });

run([join(root, 'scripts', 'openapi-metadata.mjs')]);
run(['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', 'test/service/openapi.test.ts'], {
  UPDATE_OPENAPI: '1',
});
