import fc from 'fast-check';
import { begin, take } from './play.js';
import { end, endGround } from './end.js';
import { openGround, type Ground, type Plot } from './ground.js';
import { anyScenario, type Scenario } from './scenario.js';
import { Tally, World } from './world.js';

export interface Plan {
  readonly worlds: number;
  /** in one database */
  readonly together: number;
  readonly steps: { readonly least: number; readonly most: number };
  readonly seed?: number;
  /** how long a counterexample is made smaller at most */
  readonly shrinkSeconds?: number;
  /** told of each world that went well, and what it took */
  readonly progress?: (worlds: number) => void;
}

export interface Ran {
  readonly facts: Readonly<Record<string, number>>;
  /** a counterexample, made as small as could be, with its script; and what was wrong with whole databases */
  readonly failures: readonly string[];
}

/** Plots one after the other, in one database after the other. */
class Grounds {
  private ground: Ground | null = null;
  private used = 0;
  readonly faults: string[] = [];

  constructor(
    private readonly together: number,
    private readonly tally: Tally,
  ) {}

  async next(): Promise<[Ground, Plot]> {
    if (this.ground === null || this.used === this.together) {
      await this.leave();
      this.ground = await openGround(this.together);
      this.used = 0;
    }
    const plot = this.ground.plots[this.used];
    if (!plot) throw new RangeError('no plot is left');
    this.used += 1;
    return [this.ground, plot];
  }

  async leave(): Promise<void> {
    const { ground } = this;
    this.ground = null;
    if (!ground) return;
    try {
      // What a broken world left behind is known already.
      if (!this.broken) this.faults.push(...(await endGround(ground)));
      this.tally.add('databases');
    } finally {
      await ground.test.close();
    }
  }

  broken = false;
}

/** Plays worlds with fast-check; what fails is made smaller until it cannot be. */
export async function runWorlds({ worlds, together, steps, seed, shrinkSeconds = 30, progress }: Plan): Promise<Ran> {
  const tally = new Tally();
  const grounds = new Grounds(together, tally);
  const began = performance.now();
  let done = 0;
  let failedAt: number | null = null;
  const details = await fc.check(
    fc.asyncProperty(anyScenario(steps), async (scenario) => {
      // What passes unplayed is not the smaller counterexample: the smallest one so far stands.
      if (failedAt !== null && performance.now() - failedAt > shrinkSeconds * 1000) return;
      const [ground, plot] = await grounds.next();
      const world = new World(ground, plot, tally);
      try {
        await playOut(world, scenario);
      } catch (error) {
        grounds.broken = true;
        failedAt ??= performance.now();
        throw new Error(`${messageOf(error)}\n  ${world.script.join('\n  ')}`, { cause: error });
      }
      done += 1;
      progress?.(done);
    }),
    { numRuns: worlds, ...(seed !== undefined && { seed }), verbose: false },
  );
  await grounds.leave();
  tally.add('seconds', Math.round((performance.now() - began) / 1000));
  const failures = [...grounds.faults];
  if (details.failed) {
    const found = messageOf(details.errorInstance);
    failures.unshift(`seed ${String(details.seed)}, world ${String(details.numRuns)}: ${found}`);
  }
  return { facts: { seed: details.seed, ...Object.fromEntries([...tally.counts].sort()) }, failures };
}

async function playOut(world: World, scenario: Scenario): Promise<void> {
  await begin(world, scenario);
  for (const step of [...scenario.births, ...scenario.steps]) await take(world, step);
  await end(world);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
