// Reads request and answer classes out of the source and writes src/metadata.ts, from which the OpenAPI document is
// made. Run by `npm run openapi` after changing a DTO, a view class or a controller; a test fails while it is stale.
import { PluginMetadataGenerator } from '@nestjs/cli/lib/compiler/plugins/plugin-metadata-generator.js';
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '..');
/** where to write it; the test that compares gives a folder of its own */
const outputDir = process.argv[2] ?? join(root, 'src');

const configFile = join(root, 'tsconfig.build.json');
const { config } = ts.readConfigFile(configFile, ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
// Types are checked elsewhere; here they are only read.
const program = ts.createProgram(fileNames, { ...options, incremental: false, composite: false });

new PluginMetadataGenerator().generate({
  visitors: [
    new ReadonlyVisitor({
      introspectComments: true,
      classValidatorShim: false,
      esmCompatible: true,
      dtoFileNameSuffix: ['.dto.ts', '.view.ts'],
      controllerFileNameSuffix: ['.controller.ts'],
      pathToSource: join(root, 'src'),
    }),
  ],
  // Nest's types speak of their own copy of TypeScript; at run time it takes ours.
  tsProgramRef: /** @type {any} */ (program),
  outputDir,
});
