import { ErasureService } from '../dossiers/erasure/erasure.service.js';
import { SYSTEM } from '../dossiers/breach.service.js';
import { scrub } from '../platform/database/scrub.js';
import { withApplication } from './with-application.js';

/** Forgets the people of one ended dossier, at their request and for a stated reason. There is no way back. */
export async function erase(args: readonly string[]): Promise<void> {
  const [code, ...reason] = args.filter((arg) => arg !== '--no-vacuum');
  if (code === undefined || reason.length === 0) {
    throw new Error(
      'erase <dossier code> <reason that names nobody> [--no-vacuum], e.g. erase H45.20-230428-0001 "đơn số 12 ngày 3/5/2026"',
    );
  }
  await withApplication(async (app, { database }) => {
    await app.get(ErasureService, { strict: false }).erase(code, SYSTEM, 'request', reason.join(' '));
    console.log(`${code}: its people are forgotten`);
    if (args.includes('--no-vacuum')) return;
    if (!(await scrub(database))) {
      console.log(
        'the database is busy: what was erased is overwritten, but run this again in a quiet hour for the rest',
      );
    }
  });
}
