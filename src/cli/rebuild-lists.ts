import { ListsService } from '../dossiers/search/lists.service.js';
import { Leases } from '../platform/jobs/leases.js';
import { withApplication } from './with-application.js';

/** How many dossiers lie between two words of how far it is. */
const EVERY = 10_000;

/** Sets lists and searches right by the dossiers; the service may go on running. */
export async function rebuildLists(): Promise<void> {
  await withApplication(async (app) => {
    const mended: number[] = [];
    const ran = await app.get(Leases).run('rebuild-lists', 60, async () => {
      const rows = await app.get(ListsService, { strict: false }).rebuild(({ seen, of }) => {
        if (seen % EVERY === 0 && seen > 0) console.error(`${String(seen)} of ${String(of)} dossiers`);
      });
      mended.push(rows);
    });
    if (!ran) throw new Error('another instance is at the lists right now');
    // A lease logs what went wrong and goes on.
    const [rows] = mended;
    if (rows === undefined) throw new Error('the lists were not set right: run it again');
    console.log(`rows set right: ${String(rows)}`);
  });
}
