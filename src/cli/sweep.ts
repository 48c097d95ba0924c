import { SweepService } from '../apologies/sweep.service.js';
import { Leases } from '../platform/jobs/leases.js';
import { withApplication } from './with-application.js';

/** One sweep, under the same lease as the scheduled one. */
export async function sweep(): Promise<void> {
  await withApplication(async (app) => {
    const sweeps = app.get(SweepService, { strict: false });
    const ran = await app.get(Leases).run('apology-sweep', 10, async () => {
      const { breached, drafted, lapsed, issued, forecast, mail } = await sweeps.sweep();
      console.log(`promises found broken: ${breached}; letters drafted: ${drafted}, issued: ${issued}`);
      console.log(`drafts not needed any more: ${lapsed}; prepared for promises about to break: ${forecast}`);
      console.log(
        `mail sent: ${mail.sent}, to be retried: ${mail.retried}, failed: ${mail.failed}, unclear: ${mail.uncertain}`,
      );
    });
    if (!ran) console.log('another instance is sweeping right now: nothing to do');
  });
}
