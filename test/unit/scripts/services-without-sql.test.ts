import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../../src/platform/templates/project-root.js';

/** A statement as we write them: a string or template that begins with its verb. */
const STATEMENT = /['`]\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH) /;
const KNOWS_NO_TABLE = /\.(?:service|pages|controller|view|jobs|dto|module)\.ts$/;

test('only repositories of a feature know tables', () => {
  const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => KNOWS_NO_TABLE.test(file) && !file.startsWith('platform/'));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => STATEMENT.test(readFileSync(join(projectRoot, 'src', file), 'utf8')))).toEqual([]);
});
