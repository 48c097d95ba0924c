/** Native ESM: jest runs the TypeScript sources through swc, with the decorator metadata Nest and TypeORM read. */
export default {
  testEnvironment: '<rootDir>/test/support/kept-environment.cjs',
  runtime: '<rootDir>/test/support/kept-runtime.cjs',
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/test/support/ts-resolver.cjs',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: true,
            verbatimModuleSyntax: true,
          },
        },
      },
    ],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  globalSetup: '<rootDir>/test/support/run.js',
  globalTeardown: '<rootDir>/test/support/end.js',
  setupFiles: ['<rootDir>/test/support/environment.ts'],
  reporters: ['default', '<rootDir>/test/support/left-out-reporter.js'],
  testSequencer: '<rootDir>/test/support/longest-first.js',
  coverageProvider: 'v8',
  // Native modules of a finished file are never let go: a worker that grew too large costs more than a new one.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
