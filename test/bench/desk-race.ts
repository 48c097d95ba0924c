import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse as Response } from 'fastify';
import type { Agent } from '../support/agents.js';
import { startLimit, startOurs, type Started } from './processes.js';
import { seed } from './seed.js';
import { specimen, type Specimen } from './specimen.js';
import { INTAKE, makeWorld, settingsOf } from './world.js';

/** Ours and a limit program, each running on its own copy of one SQLite file. */
export interface Race {
  readonly ours: Started;
  readonly limit: Started;
  /** a receiver's, good in both */
  readonly token: string;
  end(): Promise<void>;
}

export interface RacePlan {
  /** the limit program, compiled, in test/bench/limits */
  readonly limit: string;
  /** dossiers that are there before anybody measures */
  readonly seeded: number;
  /** acts to take a specimen of, each on a dossier just registered */
  readonly acts?: Readonly<Record<string, (receiver: Agent, code: string) => Promise<Response>>>;
}

/** What jobs have long taken up of dossiers that were there before: nobody measures them catching up with it. */
const DONE_WITH = ['kpi_tail', 'kpi_open_tail', 'unsealed_head'];

/**
 * Makes the world, watches what one request of each kind writes, gives each program its copy of the file, and starts both.
 * The limit writes and reads what ours was seen to write and read.
 */
export async function startRace({ limit, seeded, acts = {} }: RacePlan): Promise<Race> {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-bench-'));
  const [mine, theirs] = [join(folder, 'ours'), join(folder, 'limit')];
  try {
    const { specimens, token } = await watched(mine, acts);
    const file = join(mine, 'dung-hen.sqlite');
    const { register } = specimens;
    if (register) seed(file, register, { count: seeded, without: DONE_WITH });
    mkdirSync(theirs);
    const copied = join(theirs, 'dung-hen.sqlite');
    copyFileSync(file, copied);
    writeFileSync(join(theirs, 'specimens.json'), JSON.stringify(specimens));
    const ours = await startOurs(mine, settingsOf());
    const other = await startLimit(limit, { SPECIMENS: join(theirs, 'specimens.json'), LIMIT_DATABASE: copied });
    const end = async (): Promise<void> => {
      await Promise.all([ours.stop(), other.stop()]);
      rmSync(folder, { recursive: true, force: true });
    };
    return { ours, limit: other, token, end };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function watched(
  folder: string,
  acts: NonNullable<RacePlan['acts']>,
): Promise<{ specimens: Record<string, Specimen>; token: string }> {
  const world = await makeWorld(folder);
  try {
    const { database } = world.platform;
    const receiver = await world.as('receiver');
    const register = (key: string): Promise<Response> =>
      receiver.post('/api/v1/dossiers', INTAKE, { 'idempotency-key': key });
    // The first of a day also begins that day's counter.
    await register('bench-first-0001');
    const specimens: Record<string, Specimen> = {
      register: await specimen(database, () => register('bench-specimen-0001')),
    };
    for (const [name, act] of Object.entries(acts)) {
      const { code } = (await register(`bench-${name}-0001`)).json<{ code: string }>();
      specimens[name] = await specimen(database, () => act(receiver, code));
    }
    return { specimens, token: receiver.token };
  } finally {
    await world.close();
  }
}
