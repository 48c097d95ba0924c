// @ts-check
/**
 * Says, after jest's own summary, what this run left out and what it would take: a run on SQLite, or without a browser,
 * must not look like the whole. `.ci/run` leaves out nothing and fails on a line of this.
 */
import { setImmediate } from 'node:timers';

/** @typedef {{ testResults: { testFilePath: string, testResults: { status: string, fullName: string }[] }[] }} Run */

/** Kinds of tests that touch the database: on one engine at a time. */
const WITH_DATABASE = /[\\/]test[\\/](?:service|e2e)[\\/]/;
const IN_BROWSER = /[\\/]test[\\/]browser[\\/]/;

/**
 * @param {Run} run
 * @param {string | undefined} postgresUrl
 * @returns {string[]} one line per reason; none when nothing was left out
 */
export function leftOut(run, postgresUrl) {
  const cases = run.testResults.flatMap(({ testFilePath, testResults }) =>
    testResults.map(({ status, fullName }) => ({ file: testFilePath, status, fullName })),
  );
  const skipped = cases.filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo');
  const browser = skipped.filter(({ file }) => IN_BROWSER.test(file));
  const others = skipped.filter(({ file }) => !IN_BROWSER.test(file));
  const oneEngine = postgresUrl
    ? []
    : cases.filter(({ file, status }) => WITH_DATABASE.test(file) && status === 'passed');
  return [
    ...(browser.length > 0 ? [`${browser.length} browser tests (no Chromium found; CHROMIUM=<path> names one)`] : []),
    ...(oneEngine.length > 0
      ? [`PostgreSQL: ${oneEngine.length} tests ran on SQLite only (npm run test:postgres runs them there)`]
      : []),
    ...others.map(({ fullName }) => `skipped: ${fullName}`),
  ];
}

export default class LeftOutReporter {
  /** @param {Set<unknown>} _contexts @param {Run} run */
  onRunComplete(_contexts, run) {
    const lines = leftOut(run, process.env['TEST_POSTGRES_URL']);
    // jest always puts its own summary last; what is missing from the run belongs below it.
    setImmediate(() => {
      for (const line of lines) process.stderr.write(`Left out: ${line}\n`);
    });
  }
}
