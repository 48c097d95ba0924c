import type { INestApplicationContext } from '@nestjs/common';
import { SweepService } from '../apologies/sweep.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { addDays, atMinute, localDate } from '../domain/time/plain-date.js';
import type { Request } from '../dossiers/act-runner.js';
import { ActsService } from '../dossiers/acts.service.js';
import { DossierQueryService } from '../dossiers/dossier-query.service.js';
import { IntakeService } from '../dossiers/intake.service.js';
import { Agenda } from './agenda.js';
import type { ReplayClock } from './clock.js';
import { LetterOffice } from './letter-office.js';
import type { PlannedStep } from './plan-work.js';
import type { PlannedDossier } from './plan.js';
import type { Random } from './random.js';
import type { Staff } from './staff.js';
import { OPENS_AT, OUTSIDE } from './town.js';

/** How far the replay has got. */
export interface Tally {
  dossiers: number;
  acts: number;
  letters: number;
}

export interface ReplayOptions {
  readonly clock: ReplayClock;
  readonly staff: Staff;
  readonly random: Random;
  /** called after every act; may throw to stop the replay */
  readonly onAct: (tally: Tally) => void;
}

/** Minutes of the day at which the promises are looked through. */
const SWEEP_AT = 7 * 60 + 35;

/** What the replay remembers of a dossier so that nobody has to be asked where it is. */
interface Life {
  readonly planned: PlannedDossier;
  readonly serial: number;
  code: string;
  holder: Actor | null;
}

/** Lives the planned year through the same services that people use: no SQL of its own, no back door. */
export class Replay {
  private readonly agenda = new Agenda();
  private readonly tally: Tally = { dossiers: 0, acts: 0, letters: 0 };
  private readonly intake: IntakeService;
  private readonly acts: ActsService;
  private readonly dossiers: DossierQueryService;
  private readonly office: LetterOffice;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly options: ReplayOptions,
  ) {
    this.intake = app.get(IntakeService, { strict: false });
    this.acts = app.get(ActsService, { strict: false });
    this.dossiers = app.get(DossierQueryService, { strict: false });
    this.office = new LetterOffice(app, { ...options, agenda: this.agenda, tally: this.tally });
  }

  /** @param plan in the order of registration @returns what was done */
  async run(plan: readonly PlannedDossier[]): Promise<Tally> {
    await this.planSweeps(plan);
    plan.forEach((planned, serial) => {
      const life: Life = { planned, serial, code: '', holder: null };
      this.agenda.add(planned.at, () => this.register(life));
    });
    for (let next = this.agenda.next(); next; next = this.agenda.next()) {
      if (next.at >= OPENS_AT) break;
      this.options.clock.moveTo(next.at);
      await next.act();
      this.options.onAct(this.tally);
    }
    return this.tally;
  }

  private async planSweeps(plan: readonly PlannedDossier[]): Promise<void> {
    const sweeps = this.app.get(SweepService, { strict: false });
    const calendar = await this.app.get(CalendarService, { strict: false }).workingCalendar();
    const first = plan[0];
    if (!first) return;
    for (let day = localDate(first.at); day <= localDate(OPENS_AT); day = addDays(day, 1)) {
      if (!calendar.isWorkingDay(day)) continue;
      this.agenda.add(atMinute(day, SWEEP_AT), async () => {
        const { drafted } = await sweeps.sweep();
        if (drafted > 0) await this.office.takeUpDrafts(calendar);
      });
    }
  }

  private async register(life: Life): Promise<void> {
    const { planned, serial } = life;
    const receiver = this.options.staff.one(planned.unitCode, 'receiver', serial);
    const { resource } = await this.intake.register(
      {
        procedureCode: planned.procedureCode,
        unitCode: planned.unitCode,
        channel: planned.channel,
        instant: planned.instant,
        assisted: false,
        applicant: planned.applicant,
        submitter: planned.submitter,
        summary: planned.summary,
        copies: planned.copies,
        documents: [],
        resultVia: planned.resultVia,
      },
      receiver,
      null,
    );
    life.code = resource;
    life.holder = receiver;
    this.tally.dossiers += 1;
    this.tally.acts += 1;
    if (planned.lateReason !== null) this.office.expect(resource, planned);
    for (const step of planned.steps) this.agenda.add(step.at, () => this.perform(life, step));
  }

  private async perform(life: Life, step: PlannedStep): Promise<void> {
    const { staff } = this.options;
    const { planned, code, serial } = life;
    const desk = staff.one(planned.unitCode, 'receiver', serial);
    this.tally.acts += 1;
    switch (step.act) {
      case 'hand_over':
        await this.handOver(life, step);
        return;
      case 'acknowledge':
        await this.acknowledge(life);
        return;
      case 'complete':
        await this.acts.complete(request(code, desk), {
          outcome: planned.outcome,
          resultNumber: planned.outcome === 'granted' ? `${serial + 1}/KQ` : null,
          shelf: `${'ABCD'.charAt(serial % 4)}${(serial % 12) + 1}`,
          reason: planned.outcome === 'refused' ? planned.why : null,
        });
        return;
      case 'withdraw':
        await this.acts.withdraw(request(code, desk), planned.why ?? '');
        return;
      case 'return': {
        const receivedBy = planned.submitter?.name ?? planned.applicant.representative ?? planned.applicant.name;
        const returner = staff.one(planned.unitCode, 'returner');
        await this.acts.giveBack(request(code, returner), { receivedBy, how: planned.resultVia });
        return;
      }
    }
  }

  private async handOver({ code, holder }: Life, step: Extract<PlannedStep, { act: 'hand_over' }>): Promise<void> {
    if (!holder) throw new RangeError(`${code} is in no house of ours`);
    const { toUnitCode } = step;
    const within = toUnitCode === holder.unitCode;
    const username = within ? this.options.staff.one(toUnitCode, 'specialist').username : null;
    const note = step.outside ? 'Chuyển lấy ý kiến, thông tin phối hợp' : null;
    await this.acts.handOver(request(code, holder), { unitCode: toUnitCode, username, note });
  }

  private async acknowledge(life: Life): Promise<void> {
    const { staff } = this.options;
    const { code, planned, serial } = life;
    const desk = staff.one(planned.unitCode, 'receiver', serial);
    const { pending } = await this.dossiers.visible(code, desk);
    if (!pending) throw new RangeError(`nothing is on its way for ${code}`);
    const outside = Object.values<string>(OUTSIDE).includes(pending.unitCode);
    const home = pending.unitCode === planned.unitCode && pending.username === null;
    const by = outside || home ? desk : staff.one(pending.unitCode, 'specialist');
    await this.acts.acknowledge(request(code, by), pending.id);
    life.holder = outside ? null : by;
  }
}

function request(code: string, by: Actor): Request {
  return { code, by, ifMatch: null, write: null };
}
