import type { Tx } from '../../src/platform/database/sql.js';
import type { Transactor } from '../../src/platform/database/transactor.js';

/** Looks at a world that lives in one transaction and is gone afterwards. */
export async function within<T>(transactor: Transactor, look: (tx: Tx) => Promise<T>): Promise<T> {
  class Undone extends Error {
    constructor(readonly seen: T) {
      super('undone on purpose');
    }
  }
  try {
    return await transactor.run(async (tx) => {
      throw new Undone(await look(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.seen;
    throw error;
  }
}
