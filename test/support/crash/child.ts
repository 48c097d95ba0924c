import 'reflect-metadata';
import { IssuingService } from '../../../src/apologies/issuing.service.js';
import { SweepService, type SweepResult } from '../../../src/apologies/sweep.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import type { Tx } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { openService, type Place } from './service.js';

/** What a process is to do, and at which of its commits it dies; null lets it live. */
export interface Errand {
  readonly place: Place;
  readonly work: { readonly sweep: true } | { readonly issue: string; readonly by: Actor };
  readonly dies: { readonly when: 'before' | 'after'; readonly commit: number } | null;
}

/** What a process that lived says. */
export interface Report {
  readonly commits: number;
  readonly swept: SweepResult | null;
}

/** Ends its own process, as a power cut would, just before or just after one of its commits. */
class MortalTransactor extends Transactor {
  commits = 0;
  private begun = 0;

  constructor(
    database: ConstructorParameters<typeof Transactor>[0],
    private readonly dies: Errand['dies'],
  ) {
    super(database);
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

  private dieIf(when: 'before' | 'after', commit: number): void {
    if (this.dies?.when !== when || this.dies.commit !== commit) return;
    process.kill(process.pid, 'SIGKILL');
    // Nothing more may happen, even if the system takes its time.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}

async function main({ place, work, dies }: Errand): Promise<void> {
  let transactor: MortalTransactor | undefined;
  const service = await openService(place, (database) => (transactor = new MortalTransactor(database, dies)));
  await told('go');
  let swept: SweepResult | null = null;
  if ('sweep' in work) swept = await service.get(SweepService).sweep();
  else await service.get(IssuingService).issue(work.issue, work.by, null);
  const report: Report = { commits: transactor?.commits ?? 0, swept };
  process.send?.(report);
  await service.close();
  process.disconnect();
}

/** Opened and ready; several children are let go at the same moment. */
function told(word: string): Promise<void> {
  return new Promise((resolve) => {
    process.once('message', (said) => {
      if (said === word) resolve();
    });
    process.send?.('ready');
  });
}

await main(JSON.parse(process.argv[2] ?? '{}') as Errand);
