import { expect, test } from '@jest/globals';
import { leftOut } from '../../support/left-out-reporter.js';

const run = (...cases: [file: string, status: string, name: string][]) => ({
  testResults: cases.map(([testFilePath, status, fullName]) => ({
    testFilePath,
    testResults: [{ status, fullName }],
  })),
});

test.each<[situation: string, postgresUrl: string | undefined, cases: Parameters<typeof run>, lines: RegExp[]]>([
  ['nothing', 'postgres://x', [['/p/test/service/a.test.ts', 'passed', 'a']], []],
  ['nothing, where nothing needs a database', undefined, [['/p/test/unit/a.test.ts', 'passed', 'a']], []],
  [
    'the other database',
    undefined,
    [
      ['/p/test/service/a.test.ts', 'passed', 'a'],
      ['C:\\p\\test\\e2e\\b.test.ts', 'passed', 'b'],
      ['/p/test/service/c.test.ts', 'failed', 'c'],
    ],
    [/^PostgreSQL: 2 tests/],
  ],
  [
    'the browser',
    'postgres://x',
    [
      ['/p/test/browser/a.test.ts', 'pending', 'a'],
      ['/p/test/browser/b.test.ts', 'pending', 'b'],
    ],
    [/^2 browser tests/],
  ],
  ['what somebody switched off', 'postgres://x', [['/p/test/unit/a.test.ts', 'pending', 'the rule']], [/the rule$/]],
  ['what is still to be written', 'postgres://x', [['/p/test/unit/a.test.ts', 'todo', 'the rule']], [/the rule$/]],
])('says that %s was left out', (_situation, postgresUrl, cases, lines) => {
  const said = leftOut(run(...cases), postgresUrl);
  expect(said).toEqual(lines.map((line) => expect.stringMatching(line)));
});
