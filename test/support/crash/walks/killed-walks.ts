import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DeliveriesService } from '../../../../src/apologies/deliveries.service.js';
import { OutboxService } from '../../../../src/platform/outbox/outbox.service.js';
import { StoppedClock } from '../../clock.js';
import { startDesk } from '../../desk.js';
import type { Errand, Report } from '../child.js';
import type { Death } from '../mortal-transactor.js';
import { startChild } from '../run-child.js';
import { openService, placeOf, type Place, type Service } from '../service.js';
import { openStage, type Stage } from '../stage.js';
import { pictureOf } from './picture.js';
import { startServers, type Servers } from './servers.js';
import { person } from './walk.js';
import { WALKS, type WalkName } from './walks.js';

/** beyond every claim and every lease of the dead process */
const RESTART = '2023-05-11T08:05:00+07:00';

/** A world in which a walk waits to begin, and what is left when nothing disturbs it. */
export class KilledWalks {
  private constructor(
    private readonly name: WalkName,
    private readonly script: string,
    private readonly stage: Stage,
    private readonly servers: Servers,
    private readonly world: { readonly place: Place; readonly letterIds: readonly string[]; end(): Promise<void> },
  ) {}

  /**
   * @param script the compiled child
   * @param on the disk on which databases and papers lie; null: that of the temporary files
   */
  static async open(name: WalkName, script: string, on: string | null = null): Promise<KilledWalks> {
    const servers = await startServers();
    const stage = openStage(on);
    const world = await startDesk({ clock: new StoppedClock('2023-04-28T14:00:00+07:00'), config: servers.config });
    const letterIds = await WALKS[name].prepare(world);
    const place = placeOf(world, servers.config);
    // Nobody else may hold a database that is copied.
    await world.database.close();
    const end = async (): Promise<void> => {
      await world.close();
      await stage.close();
      await servers.close();
    };
    return new KilledWalks(name, script, stage, servers, { place, letterIds, end });
  }

  close(): Promise<void> {
    return this.world.end();
  }

  /** Nothing stops it; and walking again afterwards changes nothing. */
  async undisturbed(): Promise<{ readonly commits: number; readonly picture: string; readonly again: string[] }> {
    const place = await this.begin();
    const child = await this.start(place, null);
    const { report } = await child.go();
    const [picture, again] = await this.after(place, place.now, async (service) => {
      const first = await pictureOf(service);
      await this.walk(service);
      return [first, await pictureOf(service)] as const;
    });
    await this.stage.drop(place);
    return { commits: report?.commits ?? 0, picture, again: differences(picture, again) };
  }

  /** @returns what is not as it would have been undisturbed */
  async killed(dies: NonNullable<Death>, undisturbed: string): Promise<string[]> {
    const place = await this.begin();
    const { signal } = await (await this.start(place, dies)).go();
    const found = signal === 'SIGKILL' ? await this.healed(place, undisturbed) : ['it lived'];
    await this.stage.drop(place);
    return found.map((line) => `killed ${dies.when} commit ${String(dies.commit)}: ${line}`);
  }

  /**
   * The disk has no more room than so many kilobytes when the walk begins; afterwards there is room again.
   *
   * @returns whether the walk got to its end all the same, and what is not as it would have been undisturbed
   */
  async starved(
    kilobytes: number,
    undisturbed: string,
  ): Promise<{ readonly walked: boolean; readonly found: string[] }> {
    const place = await this.begin();
    const ballast = fill(dirname(place.dataDir), kilobytes);
    const walked = await this.start(place, null)
      .then((child) => child.go())
      .then(({ report }) => report !== null)
      .catch(() => false);
    rmSync(ballast);
    const found = await this.healed(place, undisturbed);
    await this.stage.drop(place);
    return { walked, found: found.map((line) => `${String(kilobytes)} kB: ${line}`) };
  }

  private async healed(place: Place, undisturbed: string): Promise<string[]> {
    const { doubts, picture } = await this.after(place, RESTART, (service) => this.recovered(service));
    const failures = differences(undisturbed, picture);
    const received = this.servers.received();
    const twice = received.length - new Set(received).size;
    if (twice > doubts) failures.push(`${String(twice)} went twice, ${String(doubts)} were in doubt`);
    return failures;
  }

  /** What nobody is sure of, a person decides; then people try again. */
  private async recovered(service: Service): Promise<{ readonly doubts: number; readonly picture: string }> {
    await service.get(OutboxService).flush();
    const clerk = await person(service, 'qldt.clerk');
    const doubts = await service.database.query<{ id: string }>(
      `SELECT "id" FROM "message" WHERE "state" = 'uncertain'`,
    );
    for (const { id } of doubts) await service.get(DeliveriesService).resolve(id, 'resend', clerk, null);
    await this.walk(service);
    return { doubts: doubts.length, picture: await pictureOf(service) };
  }

  private walk(service: Service): Promise<void> {
    return WALKS[this.name].walk(service, this.world.letterIds);
  }

  private async begin(): Promise<Place> {
    this.servers.reset();
    const { manners } = WALKS[this.name] as { manners?: (servers: Servers) => void };
    manners?.(this.servers);
    return this.stage.copy(this.world.place);
  }

  private start(place: Place, dies: Death): ReturnType<typeof startChild<Report>> {
    const work = { walk: this.name, letterIds: this.world.letterIds };
    return startChild<Report>(this.script, { place, work, dies } satisfies Errand, place.url);
  }

  private async after<T>(place: Place, now: string, look: (service: Service) => Promise<T>): Promise<T> {
    const service = await openService({ ...place, now });
    try {
      return await look(service);
    } finally {
      await service.close();
    }
  }
}

/** @returns the file that leaves so little room */
function fill(folder: string, kilobytes: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  for (let left = bavail * bsize - kilobytes * 1024; left > 0; left -= 1024 * 1024) {
    writeSync(file, Buffer.alloc(Math.min(left, 1024 * 1024)));
  }
  closeSync(file);
  return ballast;
}

/** Lines of the one that are not in the other, at most six. */
function differences(expected: string, found: string): string[] {
  const [is, shouldBe] = [found.split('\n'), expected.split('\n')];
  return is
    .flatMap((line, i) => (line === shouldBe[i] ? [] : [`${line} instead of ${String(shouldBe[i])}`]))
    .slice(0, 6);
}
