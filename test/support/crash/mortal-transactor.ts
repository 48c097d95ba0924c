import { writeNamed } from '../../../src/platform/database/series.js';
import type { Tx } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';

/** At which of its commits a process dies; null lets it live. */
export type Death = { readonly when: 'before' | 'after'; readonly commit: number } | null;

/** Ends its own process, as a power cut would, just before or just after one of its commits. */
export class MortalTransactor extends Transactor {
  commits = 0;
  private begun = 0;

  constructor(
    database: ConstructorParameters<typeof Transactor>[0],
    rows: ConstructorParameters<typeof Transactor>[1],
    private readonly dies: Death,
  ) {
    super(database, rows);
  }

  override async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.begun += 1;
    const nth = this.begun;
    const result = await super.run(async (tx) => {
      const done = await work(tx);
      this.dieIf('before', nth);
      return done;
    });
    this.commits += 1;
    this.dieIf('after', nth);
    return result;
  }

  /** Dies before and after its commit like every other, which a statement that is its own transaction cannot. */
  override runNamed(...[series, rows]: Parameters<Transactor['runNamed']>): Promise<string> {
    return this.run((tx) => writeNamed(tx, series, rows));
  }

  private dieIf(when: 'before' | 'after', commit: number): void {
    if (this.dies?.when !== when || this.dies.commit !== commit) return;
    process.kill(process.pid, 'SIGKILL');
    // Nothing more may happen, even if the system takes its time.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}
