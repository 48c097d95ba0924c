import { createReadStream, createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { FORMATS, type ImportFile } from '../imports/import-file.js';
import { rejectedCsv } from '../imports/import.json.js';
import { ImportResultService } from '../imports/import-result.service.js';
import { ImportRunner } from '../imports/import-runner.js';
import { ImportsService } from '../imports/imports.service.js';
import { withApplication } from './with-application.js';

const USAGE =
  'import-dossiers <file.xlsx|.csv|.ndjson> --by <username> [--unit <code>] [--mapping <name>] [--accept]\n' +
  '  [--skip-defective] [--rejected <file.csv>], or import-dossiers --resume <import id> --by <username>';

const OPTIONS = {
  by: { type: 'string' },
  unit: { type: 'string' },
  mapping: { type: 'string' },
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
    if (asked.rejected !== null) await writeRejected(app, file, asked.rejected);
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
  return {
    file,
    by: values.by,
    unit: values.unit ?? null,
    mapping: values.mapping ?? null,
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
  const wanted = { format, dryRun: true, unitCode: asked.unit, mappingName: asked.mapping };
  const imports = app.get(ImportsService, { strict: false });
  return (await imports.receive(by, wanted, createReadStream(path))).resource;
}

async function tell(app: INestApplicationContext, id: string, by: Actor): Promise<ImportFile> {
  const file = await app.get(ImportsService, { strict: false }).find(id, by);
  const { total, differing, ...counts } = await app.get(ImportResultService, { strict: false }).counts(file);
  const states = Object.entries(counts).filter(([, n]) => n > 0);
  const told = states.map(([state, n]) => `${state} ${String(n)}`).join(', ');
  const fault = file.fault === null ? '' : ` (${file.fault}: ${file.faultWhere ?? ''})`;
  console.log(`import ${id}: ${file.state}${fault}; rows ${String(total)}${told === '' ? '' : `: ${told}`}`);
  if (differing > 0) console.log(`  ${String(differing)} rows part ways with what is on record or promised on paper`);
  return file;
}

async function writeRejected(app: INestApplicationContext, file: ImportFile, path: string): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 });
  out.end(await rejectedCsv(file, app.get(ImportResultService, { strict: false }).rejected(file)));
  await once(out, 'close');
  console.log(`rejected rows with their reasons: ${path}`);
}
