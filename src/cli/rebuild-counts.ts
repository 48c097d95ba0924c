import { RecountService } from '../counting/recount.service.js';
import { withApplication } from './with-application.js';

/** Makes the figures anew from the dossiers; the service may go on running. */
export async function rebuildCounts(): Promise<void> {
  await withApplication(async (app) => {
    const recounts = app.get(RecountService, { strict: false });
    await recounts.rebuild((done, of) => {
      console.log(`${String(done)} of ${String(of)}`);
    });
    console.log('the figures are counted anew');
  });
}
