import { Database } from '../../../src/platform/database/database.js';
import { Transactor } from '../../../src/platform/database/transactor.js';

/** What a second process writes beside the first. */
export interface Beside {
  readonly url: string | undefined;
  readonly sqliteFile: string;
  readonly from: number;
  readonly count: number;
  /** keeps the engine busy inside each transaction, longer than a busy wait lasts */
  readonly slow: string;
}

export async function writeRows(transactor: Transactor, { from, count, slow }: Omit<Beside, 'url' | 'sqliteFile'>) {
  for (let id = from; id < from + count; id += 1) {
    await transactor.run(async (tx) => {
      await tx.execute(`INSERT INTO "probe" ("id", "fate") VALUES ($1, 'kept')`, [id]);
      await tx.query(slow);
    });
  }
}

const [, script, given] = process.argv;
if (script?.endsWith('beside.js') && given !== undefined) {
  const errand = JSON.parse(given) as Beside;
  const { url, sqliteFile } = errand;
  const database = await Database.open({ url, sqliteFile, poolSize: 2 }, { entities: [], migrations: [] });
  await new Promise((resolve) => {
    process.once('message', resolve);
    process.send?.('ready');
  });
  await writeRows(new Transactor(database), errand);
  await database.close();
  process.disconnect();
}
