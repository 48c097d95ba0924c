import { createReadStream, createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { instant, toLocalIso, type Instant } from '../domain/time/instant.js';
import { IMPORT_MODES, type ImportFile, type ImportMode } from '../imports/import-file.js';
import { FORMATS } from '../platform/files/file-format.js';
import { rejectedCsv } from '../imports/import.json.js';
import { ImportResultService } from '../imports/import-result.service.js';
import { ImportRunner } from '../imports/import-runner.js';
import { ImportsService } from '../imports/imports.service.js';
import { withApplication } from './with-application.js';

const USAGE =
  'import-dossiers <file.xlsx|.csv|.ndjson> --by <username> [--unit <code>] [--mapping <name>]\n' +
  '  [--mode mirror|takeover] [--as-of <2026-11-20T17:00:00+07:00>] [--accept] [--skip-defective]\n' +
  '  [--rejected <file.csv>], or import-dossiers --resume <import id> --by <username>';

const OPTIONS = {
  by: { type: 'string' },
  unit: { type: 'string' },
  mapping: { type: 'string' },
  mode: { type: 'string' },
  'as-of': { type: 'string' },
  resume: { type: 'string' },
  rejected: { type: 'string' },
  accept: { type: 'boolean', default: false },
  'skip-defective': { type: 'boolean', default: false },
} as const;

interface Asked {
  readonly file: string | undefined;
  readonly by: string;
  readonly unit: string | null;
  readonly mapping: string | null;
  readonly mode: ImportMode | null;
  readonly asOf: Instant | null;
  readonly resume: string | null;
  readonly rejected: string | null;
  readonly accept: boolean;
  readonly skipDefective: boolean;
}

/**
 * Takes a file of dossiers, judges every row, says what came out, and with `--accept` applies it. A command that is
 * killed goes on with `--resume`. Acts in the name of an administrator or the head of a desk.
 */
export async function importDossiers(args: readonly string[]): Promise<void> {
  const asked = readAsked(args);
  await withApplication(async (app) => {
    const by = await app.get(AccountsService, { strict: false }).actor(asked.by);
    if (!hasRole(by, 'admin', 'desk_head')) throw new Error(`${by.username} is no administrator and no head of a desk`);
    const id = asked.resume ?? (await received(app, asked, by));
    const runner = app.get(ImportRunner, { strict: false });
    await runner.run();
    let file = await tell(app, id, by);
    if (asked.rejected !== null) await writeRejected(app, file, { path: asked.rejected, by });
    if (asked.accept && (file.state === 'validated' || file.state === 'stopped')) {
      await app.get(ImportsService, { strict: false }).accept(id, asked.skipDefective, by, null);
      await runner.run();
      file = await tell(app, id, by);
    }
    if (file.state === 'unreadable') process.exitCode = 1;
  });
}

function readAsked(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (values.by === undefined || (file === undefined) === (values.resume === undefined)) throw new Error(USAGE);
  const mode = IMPORT_MODES.find((known) => known === values.mode) ?? null;
  if (values.mode !== undefined && mode === null) throw new Error(USAGE);
  return {
    file,
    by: values.by,
    unit: values.unit ?? null,
    mapping: values.mapping ?? null,
    mode,
    asOf: values['as-of'] === undefined ? null : instant(values['as-of']),
    resume: values.resume ?? null,
    rejected: values.rejected ?? null,
    accept: values.accept,
    skipDefective: values['skip-defective'],
  };
}

async function received(app: INestApplicationContext, asked: Asked, by: Actor): Promise<string> {
  const path = asked.file ?? '';
  const format = FORMATS.find((known) => extname(path).toLowerCase() === `.${known}`);
  if (!format) throw new Error(USAGE);
  const { unit: unitCode, mapping: mappingName, mode, asOf } = asked;
  const wanted = { format, dryRun: true, unitCode, mappingName, mode, asOf };
  const imports = app.get(ImportsService, { strict: false });
  return (await imports.receive(by, wanted, createReadStream(path))).resource;
}

async function tell(app: INestApplicationContext, id: string, by: Actor): Promise<ImportFile> {
  const file = await app.get(ImportsService, { strict: false }).find(id, by);
  const results = app.get(ImportResultService, { strict: false });
  const { total, differing, ...counts } = await results.counts(file);
  const missing = await results.countMissing(file);
  const states = Object.entries(counts).filter(([, n]) => n > 0);
  const told = states.map(([state, n]) => `${state} ${String(n)}`).join(', ');
  const fault = file.fault === null ? '' : ` (${file.fault}: ${file.faultWhere ?? ''})`;
  console.log(`import ${id}: ${file.state}${fault}; rows ${String(total)}${told === '' ? '' : `: ${told}`}`);
  if (differing > 0) console.log(`  ${String(differing)} rows part ways with what is on record or promised on paper`);
  console.log(`  ${file.mode}, as of ${toLocalIso(file.asOf)}`);
  if (missing !== null && missing > 0) {
    console.log(`  ${String(missing)} open dossiers of these desks that another system works are not in the file`);
  }
  return file;
}

async function writeRejected(
  app: INestApplicationContext,
  file: ImportFile,
  { path, by }: { readonly path: string; readonly by: Actor },
): Promise<void> {
  const rows = await app.get(ImportResultService, { strict: false }).readRejected(file, by);
  const out = createWriteStream(path, { mode: 0o600 });
  out.end(await rejectedCsv(file, rows));
  await once(out, 'close');
  console.log(`rejected rows with their reasons: ${path}`);
}
