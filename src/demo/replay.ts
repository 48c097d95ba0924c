import type { INestApplicationContext } from '@nestjs/common';
import { SweepService } from '../apologies/sweep.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { FoldService } from '../counting/fold.service.js';
import { addDays, atMinute, localDate } from '../domain/time/plain-date.js';
import { Agenda } from './agenda.js';
import { Births } from './births.js';
import type { ReplayClock } from './clock.js';
import { DeskWork } from './desk-work.js';
import { EndingOffice } from './ending-office.js';
import { FaultOffice } from './fault-office.js';
import { LetterOffice } from './letter-office.js';
import type { Life, Stage, Tally } from './life.js';
import type { PlannedDossier } from './plan.js';
import type { Random } from './random.js';
import type { Staff } from './staff.js';
import { TownOffice } from './town-office.js';
import { OPENS_AT } from './town.js';

export interface ReplayOptions {
  readonly clock: ReplayClock;
  readonly staff: Staff;
  readonly random: Random;
  /** called after every act; may throw to stop the replay */
  readonly onAct: (tally: Tally) => void;
}

/** Minutes of the day at which the promises are looked through. */
const SWEEP_AT = 7 * 60 + 35;
/** Nobody waits for the demo's figures while they are folded. */
const FOLDED_AT_ONCE = 5_000;

/** Lives the planned year through the same services that people use: no SQL of its own, no back door. */
export class Replay {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly options: ReplayOptions,
  ) {}

  /** @param plan in the order of registration @returns what was done */
  async run(plan: readonly PlannedDossier[]): Promise<Tally> {
    const { app } = this;
    const calendar = await app.get(CalendarService, { strict: false }).workingCalendar();
    const tally: Tally = { dossiers: 0, acts: 0, letters: 0 };
    const stage: Stage = { ...this.options, calendar, agenda: new Agenda(), tally };
    const office = new LetterOffice(app, stage);
    const births = new Births(app, stage, workBegins(app, stage, office));
    this.planSweeps(plan, stage, office);
    new TownOffice(app, stage).expect(plan);
    plan.forEach((planned, serial) => {
      births.expect({ planned, serial, code: '', holder: null, pending: null });
    });
    await this.live(stage);
    await app.get(FoldService, { strict: false }).fold(FOLDED_AT_ONCE);
    return tally;
  }

  private async live({ agenda, tally }: Stage): Promise<void> {
    for (let next = agenda.next(); next; next = agenda.next()) {
      if (next.at >= OPENS_AT) return;
      this.options.clock.moveTo(next.at);
      await next.act();
      this.options.onAct(tally);
    }
  }

  private planSweeps(plan: readonly PlannedDossier[], { calendar, agenda }: Stage, office: LetterOffice): void {
    const sweeps = this.app.get(SweepService, { strict: false });
    const [first] = plan;
    if (!first) return;
    for (let day = localDate(first.at); day <= localDate(OPENS_AT); day = addDays(day, 1)) {
      if (!calendar.isWorkingDay(day)) continue;
      agenda.add(atMinute(day, SWEEP_AT), async () => {
        await sweeps.sweep();
        await office.takeUpDrafts();
      });
    }
  }
}

/** Once a dossier has its promise, everything that happens to it is entered. */
function workBegins(app: INestApplicationContext, stage: Stage, office: LetterOffice): (life: Life) => void {
  const work = new DeskWork(app, stage, office);
  const faults = new FaultOffice(app, stage, office);
  const endings = new EndingOffice(app, stage);
  return (life) => {
    const { lateReason, apology, steps } = life.planned;
    if (lateReason !== null && apology === 'letter') office.expect(life.code, life.planned, lateReason);
    for (const step of steps) stage.agenda.add(step.at, () => work.perform(life, step));
    faults.expect(life);
    endings.expect(life);
  };
}
