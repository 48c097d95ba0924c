import { CoverRecount } from '../apologies/coverage/cover-recount.service.js';
import { RecountService } from '../counting/recount.service.js';
import { withApplication } from './with-application.js';

/** Compares the figures with a recount; a difference is named, and the command fails. */
export async function checkCounts(): Promise<void> {
  await withApplication(async (app) => {
    const found = await app.get(RecountService, { strict: false }).check();
    for (const { table, unitCode, key, lacking } of found) {
      const amounts = Object.entries(lacking).map(([name, by]) => `${name} ${by > 0 ? '+' : ''}${String(by)}`);
      console.log(`${table} ${unitCode} ${key} lacks ${amounts.join(', ')}`);
    }
    const uncovered = await app.get(CoverRecount, { strict: false }).check();
    for (const line of uncovered) console.log(line);
    const right = found.length === 0 && uncovered.length === 0;
    console.log(right ? 'the figures are what the dossiers say' : 'rebuild-counts sets this right');
    if (!right) process.exitCode = 1;
  });
}
