const { createRequire } = require('node:module');

/** What jest itself brings: it is no dependency of ours by name. */
const jests = createRequire(require.resolve('jest'));
const { TestEnvironment } = jests('jest-environment-node');

/** Whom jest's runner tells of every test: the runner of one file must not hear of the next. */
const HANDLERS = Symbol.for('EVENT_HANDLERS');

/**
 * jest's environment of Node, one for all files of tests that a process runs: what a file loads from outside of `test/` is
 * there for the next (kept-runtime.cjs). Before each file, what a test may have changed of it is as it was.
 */
class KeptEnvironment extends TestEnvironment {
  /** @type {KeptEnvironment | null} */
  static kept = null;

  /** @param {ConstructorParameters<typeof TestEnvironment>} given */
  constructor(...given) {
    super(...given);
    const { env, exit } = this.global.process;
    this.first = { env: { ...env }, exit };
  }

  begin() {
    const { process } = this.global;
    for (const name of Object.keys(process.env)) if (!(name in this.first.env)) delete process.env[name];
    Object.assign(process.env, this.first.env);
    process.exit = this.first.exit;
    delete this.global.Error.prepareStackTrace;
  }

  /** What jest's runner of tests put under names of its own holds every test of the file; the next has its own. */
  async teardown() {
    this.fakeTimersModern?.dispose();
    delete this.global[HANDLERS];
    // Emptied, not taken away: what fails late, after a file that did not load, still asks it for the running test.
    for (const symbol of Object.getOwnPropertySymbols(this.global)) {
      if (symbol.description !== 'JEST_STATE_SYMBOL') continue;
      Object.assign(this.global[symbol], { rootDescribeBlock: null, currentDescribeBlock: null });
    }
    this._globalProxy.leftovers = [];
  }
}

/** @param {ConstructorParameters<typeof TestEnvironment>} given */
module.exports = function environment(...given) {
  KeptEnvironment.kept ??= new KeptEnvironment(...given);
  KeptEnvironment.kept.begin();
  return KeptEnvironment.kept;
};
