// @ts-nocheck: it takes the place of the insides of jest, which have no types
const { createRequire } = require('node:module');
const { join, sep } = require('node:path');

const jests = createRequire(require.resolve('jest'));
const { default: Runtime } = jests('jest-runtime');

/** What of a module is asked here, in either registry of jest. */
/** @typedef {{ status?: string, loaded?: boolean }} Loaded */

/**
 * jest loads everything anew for each file of tests, which for the whole application takes longer than most files' tests.
 * Here a process loads the application and its packages once; what lies in `test/` is still loaded for each file, and so
 * is what failed to load. The application therefore may keep nothing in its modules that one test could leave for another.
 */
class KeptRuntime extends Runtime {
  /** @param {ConstructorParameters<typeof Runtime>} given */
  constructor(...given) {
    super(...given);
    this.tests = join(given[0].rootDir, 'test') + sep;
    for (const name of ['esModuleRegistry', 'moduleRegistry', 'internalModuleRegistry']) {
      if (!(this.registries[name] instanceof Map)) throw new Error(`jest-runtime has no ${name}: it changed`);
    }
  }

  /** @param {string} testPath */
  begin(testPath) {
    this._testPath = testPath;
    this.testState.state = 'loading';
  }

  teardown() {
    this.restoreAllMocks();
    this.mockState.clear();
    const { esModuleRegistry, moduleRegistry, internalModuleRegistry } = this.registries;
    this.forget(esModuleRegistry, ({ status }) => status === 'evaluated');
    this.forget(moduleRegistry, ({ loaded }) => loaded === true);
    internalModuleRegistry.clear();
    this.testMainModule.reset();
    this.jestGlobals.clearJestObjectCache();
    this.fileCache.clear();
    this.loggedReferenceErrors.clear();
    this.testState.teardown();
  }

  /** @param {Map<string, Loaded>} registry @param {(module: Loaded) => boolean} whole */
  forget(registry, whole) {
    for (const [key, module] of registry) {
      if (key.startsWith(this.tests) || key.startsWith('@jest/') || !whole(module)) registry.delete(key);
    }
  }
}

/** @type {WeakMap<object, KeptRuntime>} */
const kept = new WeakMap();

/** @param {ConstructorParameters<typeof Runtime>} given */
module.exports = function runtime(...given) {
  const [, environment, , , , , testPath] = given;
  let one = kept.get(environment);
  if (!one) kept.set(environment, (one = new KeptRuntime(...given)));
  one.begin(testPath);
  return one;
};
