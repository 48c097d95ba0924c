import { LetterProofService } from '../apologies/proof/letter-proof.service.js';
import { RecountService } from '../counting/recount.service.js';
import { findingText, type Report } from '../dossiers/verify/finding.js';
import { ListsService } from '../dossiers/search/lists.service.js';
import { RowProofService } from '../dossiers/verify/row-proof.service.js';
import { SealsProofService } from '../dossiers/verify/seals-proof.service.js';
import { VerifyService } from '../dossiers/verify/verify.service.js';
import { withApplication } from './with-application.js';

/** How many dossiers lie between two words of how far it is. */
const EVERY = 10_000;
const KEPT = /^(\d{1,9}):([0-9a-f]{64})$/;

/**
 * Goes through every history, seal, letter and figure, names whatever is not as it was written, and fails if anything
 * is. It changes nothing and may run beside the service.
 */
export async function verify([option, kept]: readonly string[]): Promise<void> {
  const since = option === undefined ? null : keptCheckpoint(option, kept);
  await withApplication(async (app) => {
    let found = 0;
    const report: Report = (finding) => {
      found += 1;
      console.log(findingText(finding));
    };
    const dossiers = await app.get(VerifyService, { strict: false }).prove(report, ({ seen, of }) => {
      if (seen % EVERY === 0 && seen > 0) console.error(`${String(seen)} of ${String(of)} dossiers`);
    });
    const letters = await app.get(LetterProofService, { strict: false }).prove(report);
    const rows = await app.get(RowProofService, { strict: false }).prove(report);
    const last = await app.get(SealsProofService, { strict: false }).prove(report, since);
    await app.get(ListsService, { strict: false }).check(({ row, code }) => {
      report({ dossier: code, table: row.table, key: null, column: null, fault: 'listed' });
    });
    for (const { table, unitCode, key } of await app.get(RecountService, { strict: false }).check()) {
      report({ dossier: null, table, key: `${unitCode} ${key}`, column: null, fault: 'figures' });
    }
    console.log(
      `dossiers: ${String(dossiers)}; numbered letters: ${String(letters)}; rows of record: ${String(rows)}; not as written: ${String(found)}`,
    );
    if (last.no > 0) console.log(`checkpoint to write down: ${String(last.no)}:${last.mac}`);
    if (found > 0) process.exitCode = 1;
  });
}

function keptCheckpoint(option: string, kept: string | undefined): { no: number; mac: string } {
  const [, no, mac] = KEPT.exec(kept ?? '') ?? [];
  if (option !== '--since' || no === undefined || mac === undefined) {
    throw new Error('verify [--since <number>:<64 hex digits>], as an earlier run printed it');
  }
  return { no: Number(no), mac };
}
