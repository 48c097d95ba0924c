import { CoverRecount } from '../apologies/coverage/cover-recount.service.js';
import { RecountService } from '../counting/recount.service.js';
import { Leases } from '../platform/jobs/leases.js';
import { withApplication } from './with-application.js';

/** Makes the figures anew from the dossiers; the service may go on running. */
export async function rebuildCounts(): Promise<void> {
  await withApplication(async (app) => {
    const recounts = app.get(RecountService, { strict: false });
    const done: string[] = [];
    const ran = await app.get(Leases).run('rebuild-counts', 60, async () => {
      await recounts.rebuild((step, of) => {
        console.log(`${String(step)} of ${String(of)}`);
      });
      await app.get(CoverRecount, { strict: false }).rebuild();
      done.push('all');
    });
    if (!ran) throw new Error('another instance is counting anew right now');
    // A lease logs what went wrong and goes on.
    if (done.length === 0) throw new Error('the recount failed: run it again');
    console.log('the figures are counted anew');
  });
}
