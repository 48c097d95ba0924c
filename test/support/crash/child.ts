import 'reflect-metadata';
import { IssuingService } from '../../../src/apologies/issuing.service.js';
import { SweepService, type SweepResult } from '../../../src/apologies/sweep.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { MortalTransactor, type Death } from './mortal-transactor.js';
import { openService, type Place, type Service } from './service.js';
import type { WalkName } from './walks/walks.js';

/** What a process is to do, and at which of its commits it dies; null lets it live. */
export interface Errand {
  readonly place: Place;
  readonly work:
    | { readonly sweep: true }
    | { readonly issue: string; readonly by: Actor }
    | { readonly walk: WalkName; readonly letterIds: readonly string[] };
  readonly dies: Death;
}

/** What a process that lived says. */
export interface Report {
  readonly commits: number;
  readonly swept: SweepResult | null;
}

async function main({ place, work, dies }: Errand): Promise<void> {
  let transactor: MortalTransactor | undefined;
  const service = await openService(
    place,
    (database, rows) => (transactor = new MortalTransactor(database, rows, dies)),
  );
  await told('go');
  let swept: SweepResult | null = null;
  if ('sweep' in work) swept = await service.get(SweepService).sweep();
  else if ('issue' in work) await service.get(IssuingService).issue(work.issue, work.by, null);
  else await walked(service, work.walk, work.letterIds);
  const report: Report = { commits: transactor?.commits ?? 0, swept };
  process.send?.(report);
  await service.close();
  process.disconnect();
}

/** What walks need is loaded by those who walk. */
async function walked(service: Service, name: WalkName, letterIds: readonly string[]): Promise<void> {
  const { WALKS } = await import('./walks/walks.js');
  await WALKS[name].walk(service, letterIds);
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
