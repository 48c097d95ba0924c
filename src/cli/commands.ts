import { backup } from './backup.js';
import { checkCounts } from './check-counts.js';
import { checkLists } from './check-lists.js';
import { createAdmin } from './create-admin.js';
import { erase } from './erase.js';
import { importDossiers } from './import-dossiers.js';
import { loadCatalogue } from './load-catalogue.js';
import { migrate } from './migrate.js';
import { rebuildCounts } from './rebuild-counts.js';
import { rebuildLists } from './rebuild-lists.js';
import { sweep } from './sweep.js';
import { verify } from './verify.js';

export interface Command {
  readonly name: string;
  readonly arguments: string;
  readonly says: string;
  run(args: readonly string[]): Promise<void>;
}

export const COMMANDS: readonly Command[] = [
  { name: 'migrate', arguments: '', says: 'bring the database up to date and say where it stands', run: migrate },
  {
    name: 'load-catalogue',
    arguments: '',
    says: 'units, calendar and procedures of the shipped files; may be repeated',
    run: loadCatalogue,
  },
  {
    name: 'create-admin',
    arguments: '<username> <full name> <unit code>',
    says: 'the first account; asks for the password, or reads it from ADMIN_PASSWORD',
    run: createAdmin,
  },
  { name: 'sweep', arguments: '', says: 'find broken promises, draft and send what is owed, once', run: sweep },
  {
    name: 'check-counts',
    arguments: '',
    says: 'count the dossiers anew and compare with the figures; fails when they differ',
    run: checkCounts,
  },
  { name: 'rebuild-counts', arguments: '', says: 'make the figures anew from the dossiers', run: rebuildCounts },
  {
    name: 'check-lists',
    arguments: '',
    says: 'compare lists and searches with the dossiers; fails when they differ',
    run: checkLists,
  },
  { name: 'rebuild-lists', arguments: '', says: 'set lists and searches right by the dossiers', run: rebuildLists },
  {
    name: 'verify',
    arguments: '[--since <checkpoint>]',
    says: 'prove every history, seal, letter and figure; names what is not as written, and fails then',
    run: verify,
  },
  {
    name: 'backup',
    arguments: '<folder> [--keep <copies>]',
    says: 'copy the SQLite database and the papers beside the running service, and read the copy back',
    run: backup,
  },
  {
    name: 'erase',
    arguments: '<dossier code> <reason> [--no-vacuum]',
    says: 'forget the people of an ended dossier, for good',
    run: erase,
  },
  {
    name: 'import-dossiers',
    arguments: '<file> --by <username> [--accept]',
    says: 'dossiers out of another system (XLSX, CSV, NDJSON): judge every row, and apply when told to',
    run: importDossiers,
  },
  {
    name: 'demo',
    arguments: '[--fresh] [--no-serve]',
    says: 'a lifelike year of an invented town on its own SQLite file, served with a training clock',
    run: async (args) => (await import('../demo/demo.js')).demo(args),
  },
];

export function usage(): string {
  const lines = COMMANDS.map(({ name, arguments: given, says }) => `  ${`${name} ${given}`.padEnd(52)} ${says}`);
  return ['npm run cli -- <command>', '', ...lines].join('\n');
}
