import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { localDate } from '../domain/time/plain-date.js';
import { FaultsService } from '../dossiers/faults/faults.service.js';
import type { LetterOffice } from './letter-office.js';
import { request, type Life, type Stage } from './life.js';
import type { PlannedFault } from './plan-faults.js';
import { TOWN } from './town.js';

/** What goes wrong with dossiers: who says so, who judges it without having worked on it, what is done. */
export class FaultOffice {
  private readonly faults: FaultsService;

  constructor(
    app: INestApplicationContext,
    private readonly stage: Stage,
    private readonly office: LetterOffice,
  ) {
    this.faults = app.get(FaultsService, { strict: false });
  }

  expect(life: Life): void {
    const { agenda } = this.stage;
    for (const fault of life.planned.faults) {
      if (fault.reportedAt !== null) agenda.add(fault.reportedAt, () => this.report(life, fault));
      agenda.add(fault.judgedAt, () => this.judge(life, fault));
      const { mended } = fault;
      if (mended) agenda.add(mended.at, () => this.mend(life, mended));
    }
  }

  private async report({ code, planned, serial }: Life, fault: PlannedFault): Promise<void> {
    const { cause, kind, description, detectedBy } = fault;
    const by = this.stage.staff.one(planned.unitCode, 'receiver', serial);
    await this.faults.report(request(code, by), { cause, kind, description, detectedBy, detectedOn: null });
    this.stage.tally.acts += 1;
  }

  private async judge(life: Life, { verdict, dismissal, letterReason, cause }: PlannedFault): Promise<void> {
    const { code, planned } = life;
    const by = this.judgeOf(life);
    const waiting = (await this.faults.list(code, by)).find((one) => one.state === 'reported' && one.cause === cause);
    if (!waiting) throw new RangeError(`no fault of ${code} waits for a judge`);
    this.stage.tally.acts += 1;
    if (verdict === 'dismissed') {
      await this.faults.dismiss(request(code, by), waiting.id, dismissal);
      return;
    }
    await this.faults.confirm(request(code, by), waiting.id, verdict, null);
    this.office.expect(code, planned, letterReason);
  }

  private async mend(life: Life, { result, costsVnd }: NonNullable<PlannedFault['mended']>): Promise<void> {
    const { code } = life;
    const by = this.judgeOf(life);
    const confirmed = (await this.faults.list(code, by)).find(
      ({ state, correctedOn }) => state === 'confirmed' && correctedOn === null,
    );
    if (!confirmed) throw new RangeError(`nothing of ${code} is to be mended`);
    const correctedOn = localDate(this.stage.clock.now());
    await this.faults.mend(request(code, by), confirmed.id, { result, correctedOn, costsVnd });
    this.stage.tally.acts += 1;
  }

  /** The head of the town's desk; at a commune its leader: neither works on dossiers. */
  private judgeOf({ planned: { unitCode } }: Life): Actor {
    return this.stage.staff.one(unitCode, unitCode === TOWN ? 'desk_head' : 'leader');
  }
}
