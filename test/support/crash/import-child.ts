import 'reflect-metadata';
import { ImportRunner } from '../../../src/imports/import-runner.js';
import { MortalTransactor, type Death } from './mortal-transactor.js';
import { openService, type Place } from './service.js';

/** Files wait at this place; the process does what they wait for, until it dies. */
export interface ImportErrand {
  readonly place: Place;
  readonly dies: Death;
}

async function main({ place, dies }: ImportErrand): Promise<void> {
  let transactor: MortalTransactor | undefined;
  const service = await openService(
    place,
    (database, rows) => (transactor = new MortalTransactor(database, rows, dies)),
  );
  await new Promise<void>((resolve) => {
    process.once('message', () => {
      resolve();
    });
    process.send?.('ready');
  });
  await service.get(ImportRunner).run();
  process.send?.({ commits: transactor?.commits ?? 0 });
  await service.close();
  process.disconnect();
}

await main(JSON.parse(process.argv[2] ?? '{}') as ImportErrand);
