import { Inject, Injectable, Logger } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Dossier } from '../domain/dossier/dossier.js';
import { DAY, type Clock, type Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { lookAt, rearmed, type Watch } from '../domain/warning/watch.js';
import { WatchedPromises } from '../dossiers/watch/watched-promises.service.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import { AddresseesService, type KnownHeads } from './addressees.service.js';
import { WarningsRepository, type DueWatch, type Warning } from './warnings.repository.js';

/** Written in one transaction. */
const BATCH = 200;

export interface WarningRun {
  /** dossiers whose ledger had grown */
  readonly armed: number;
  /** warnings that had not been said */
  readonly raised: number;
}

interface Said {
  readonly watch: DueWatch;
  readonly warnings: readonly Warning[];
  readonly nextAt: Instant | null;
}

/**
 * Warns of promises that come near. Both steps look at the state: what was missed while nothing ran is caught up, and
 * a second run says nothing twice. Costs what is new, has moved or is due, however much is open.
 */
@Injectable()
export class WarningsService {
  private readonly log = new Logger(WarningsService.name);

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly promises: WatchedPromises,
    private readonly calendar: CalendarService,
    private readonly addressees: AddresseesService,
    private readonly warnings: WarningsRepository,
  ) {}

  async run(): Promise<WarningRun> {
    return { armed: await this.armAll(), raised: await this.raiseAll() };
  }

  /** Sets the moments of every promise that is new or has moved. */
  private async armAll(): Promise<number> {
    for (let armed = 0; ;) {
      const grown = await this.promises.unwatched(BATCH);
      const now = this.clock.now();
      const before = await this.warnings.watches(grown.map(({ id }) => id));
      const watches: (readonly [Dossier, Watch])[] = [];
      for (const dossier of grown) {
        watches.push([dossier, await this.armed(before.get(dossier.id) ?? null, dossier, now)]);
      }
      await this.transactor.run(async (tx) => {
        for (const [dossier, watch] of watches) {
          await this.warnings.set(tx, dossier.id, watch);
          await this.promises.noteWatched(tx, dossier);
        }
      });
      armed += grown.length;
      if (grown.length < BATCH) return armed;
    }
  }

  private async armed(before: Watch | null, dossier: Dossier, now: Instant): Promise<Watch> {
    try {
      const calendar = await this.calendar.workingCalendar(dossier.responsibleUnitCode);
      return rearmed(before, dossier, calendar, now);
    } catch (error) {
      this.note(dossier, error);
      return { dueAt: dossier.statutoryDueAt, nextAt: dossier.statutoryDueAt === null ? null : nextDay(now) };
    }
  }

  /** Says what is due to be said, and when to look next. */
  private async raiseAll(): Promise<number> {
    const known: KnownHeads = new Map();
    for (let raised = 0; ;) {
      const now = this.clock.now();
      const due = await this.warnings.due(now, BATCH);
      const dossiers = await this.promises.byIds(due.map(({ dossierId }) => dossierId));
      const byId = new Map(dossiers.map((dossier) => [dossier.id, dossier]));
      const said: Said[] = [];
      for (const watch of due) said.push(await this.said(watch, byId.get(watch.dossierId), now, known));
      raised += await this.transactor.run(async (tx) => {
        let fresh = 0;
        for (const { watch, warnings, nextAt } of said) {
          for (const warning of warnings) if (await this.warnings.raise(tx, warning, now)) fresh += 1;
          await this.warnings.lookedAt(tx, watch, nextAt);
        }
        return fresh;
      });
      if (due.length < BATCH) {
        if (raised > 0) this.log.log(`${String(raised)} warnings`);
        return raised;
      }
    }
  }

  private async said(watch: DueWatch, dossier: Dossier | undefined, now: Instant, known: KnownHeads): Promise<Said> {
    if (!dossier) return { watch, warnings: [], nextAt: null };
    const { dossierId, dueAt } = watch;
    try {
      const calendar = await this.calendar.workingCalendar(dossier.responsibleUnitCode);
      const ladder = await this.addressees.ladder(dossier, localDate(now));
      const { raise, nextAt } = lookAt(dueAt, dossier, calendar, { now, ladder });
      const warnings: Warning[] = [];
      for (const kind of raise) {
        const { unitCode, username } = await this.addressees.of(kind, dossier, known);
        warnings.push({ dossierId, kind, dueAt, unitCode, username });
      }
      return { watch, warnings, nextAt };
    } catch (error) {
      this.note(dossier, error);
      return { watch, warnings: [], nextAt: nextDay(now) };
    }
  }

  /** One dossier whose year nobody has loaded, or that is broken, holds up nobody else: it is looked at tomorrow. */
  private note({ code }: Dossier, error: unknown): void {
    this.log.warn(`${code} is not watched: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

function nextDay(now: Instant): Instant {
  return (now + DAY) as Instant;
}
