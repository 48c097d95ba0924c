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

  /** @param script the compiled child */
  static async open(name: WalkName, script: string): Promise<KilledWalks> {
    const servers = await startServers();
    const stage = openStage();
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
    if (signal !== 'SIGKILL') return [`${named(dies)}: it lived`];
    const { doubts, picture } = await this.after(place, RESTART, (service) => this.recovered(service));
    await this.stage.drop(place);
    const failures = differences(undisturbed, picture).map((line) => `${named(dies)}: ${line}`);
    const received = this.servers.received();
    const twice = received.length - new Set(received).size;
    if (twice > doubts) failures.push(`${named(dies)}: ${String(twice)} went twice, ${String(doubts)} were in doubt`);
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

function named({ when, commit }: NonNullable<Death>): string {
  return `killed ${when} commit ${String(commit)}`;
}

/** Lines of the one that are not in the other, at most six. */
function differences(expected: string, found: string): string[] {
  const [is, shouldBe] = [found.split('\n'), expected.split('\n')];
  return is
    .flatMap((line, i) => (line === shouldBe[i] ? [] : [`${line} instead of ${String(shouldBe[i])}`]))
    .slice(0, 6);
}
