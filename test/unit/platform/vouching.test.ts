import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { schema } from '../../../src/schema.js';

const SRC = new URL('../../../src/', import.meta.url).pathname;
const recorded = (schema.recorded ?? []).map(
  (entity) => getMetadataArgsStorage().tables.find(({ target }) => target === entity)?.name ?? '',
);

/** Who writes to a table of record says so beside it: a row without a seal would be named as forged. */
it('whoever writes to a table of record vouches for what it writes', () => {
  expect(recorded).not.toContain('');
  const silent: string[] = [];
  let writers = 0;
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(join(SRC, file), 'utf8');
    for (const table of recorded) {
      const writes = new RegExp(`(INSERT INTO|UPDATE|DELETE FROM) "${table}"|insert\\('${table}'`).test(text);
      if (!writes) continue;
      writers += 1;
      if (!new RegExp(`(vouch|born)\\('${table}'|this\\.vouched\\(`).test(text.replaceAll(/\(\s+'/g, "('"))) {
        silent.push(`${file}: ${table}`);
      }
    }
  }
  expect(silent).toEqual([]);
  expect(writers).toBeGreaterThan(20);
});
