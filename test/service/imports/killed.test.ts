import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { compileService, type Compiled } from '../../support/compiled.js';
import { StoppedClock } from '../../support/clock.js';
import { provenActs } from '../../support/chain.js';
import type { Death } from '../../support/crash/mortal-transactor.js';
import type { ImportErrand } from '../../support/crash/import-child.js';
import { startChild } from '../../support/crash/run-child.js';
import { openService, placeOf, type Place, type Service } from '../../support/crash/service.js';
import { openStage, type Stage } from '../../support/crash/stage.js';
import { startDesk } from '../../support/desk.js';
import { imported, registerFile, send, type ImportAnswer } from '../../support/imports.js';
import { plantedRegister } from '../../support/planted.js';

const ROWS = 250;
const DEFECTS = 5;
/** When the lease of a dead process has run out. */
const LATER = '2023-06-01T08:30:00+07:00';

let compiled: Compiled;
let stage: Stage;
let waiting: { readonly received: Place; readonly applying: Place };
let close: () => Promise<void>;

async function world(apply: boolean): Promise<{ place: Place; close: () => Promise<void> }> {
  const test_ = await startDesk({ clock: new StoppedClock('2023-06-01T08:00:00+07:00') });
  const head = await test_.as('desk_head');
  const file = await registerFile(plantedRegister(ROWS, DEFECTS).lines());
  if (apply) {
    const { id } = await imported(test_, head, file);
    await head.post(`/api/v1/imports/${id}/acceptances`, { skipDefective: true });
  } else await send(head, file);
  const place = placeOf(test_, {});
  await test_.database.close();
  return { place, close: () => test_.close() };
}

beforeAll(async () => {
  compiled = compileService();
  stage = openStage();
  const [received, applying] = [await world(false), await world(true)];
  waiting = { received: received.place, applying: applying.place };
  close = async () => {
    await received.close();
    await applying.close();
  };
}, 120_000);
afterAll(async () => {
  compiled.remove();
  await stage.close();
  await close();
});

async function child(place: Place, dies: Death): Promise<string | null> {
  const errand: ImportErrand = { place, dies };
  const process = await startChild(compiled.script('test/support/crash/import-child.ts'), errand, place.url);
  return (await process.go()).signal;
}

async function seen<T>(place: Place, look: (service: Service) => Promise<T>): Promise<T> {
  const service = await openService(place);
  try {
    return await look(service);
  } finally {
    await service.close();
  }
}

async function theImport({ database }: Service): Promise<Pick<ImportAnswer, 'state' | 'rows'>> {
  const [file] = await database.query<{ state: string }>('SELECT "state" FROM "import_file"');
  const rows = await database.query<{ state: string; n: number }>(
    'SELECT "state", CAST(count(*) AS integer) AS "n" FROM "import_row" GROUP BY "state"',
  );
  return { state: file?.state ?? '', rows: Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
}

describe('a process that is killed while it applies a file', () => {
  // The first commit takes the lease; each further one is a chunk of fifty rows.
  test.each<[string, Death]>([
    ['before its first chunk stands', { when: 'before', commit: 2 }],
    ['before its second chunk stands', { when: 'before', commit: 3 }],
    ['after the last chunk, before it says so', { when: 'before', commit: 7 }],
  ])(
    '%s: the next one goes on, and each dossier is written exactly once',
    async (_, dies) => {
      const place = await stage.copy(waiting.applying);
      expect(await child(place, dies)).toBe('SIGKILL');
      expect((await seen(place, theImport)).state).toBe('applying');
      const later = { ...place, now: LATER };
      expect(await child(later, null)).toBeNull();
      await seen(later, async (service) => {
        const after = await theImport(service);
        expect(after).toEqual({ state: 'done', rows: { applied: ROWS - DEFECTS, skipped: DEFECTS } });
        const dossiers = await service.database.query<{ id: string }>('SELECT "id" FROM "dossier"');
        expect(dossiers).toHaveLength(ROWS - DEFECTS);
        for (const { id } of dossiers.slice(0, 50)) {
          const acts = await provenActs(service.database, id);
          expect(acts.filter((act) => act === 'register')).toHaveLength(1);
        }
      });
    },
    60_000,
  );
});

describe('a process that is killed while it reads a file', () => {
  it('leaves no half of it: the next one reads it from the start, and no dossier is written', async () => {
    const place = await stage.copy(waiting.received);
    expect(await child(place, { when: 'after', commit: 3 })).toBe('SIGKILL');
    const later = { ...place, now: LATER };
    expect(await child(later, null)).toBeNull();
    await seen(later, async (service) => {
      const after = await theImport(service);
      expect(after).toEqual({ state: 'validated', rows: { ready: ROWS - DEFECTS, defective: DEFECTS } });
      expect(await service.database.query('SELECT 1 FROM "dossier"')).toEqual([]);
    });
  }, 60_000);
});
