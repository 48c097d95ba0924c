import type { INestApplicationContext } from '@nestjs/common';
import { ObligationEnds } from '../apologies/obligation-ends.service.js';
import { ObligationsService } from '../apologies/obligations.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { localDate } from '../domain/time/plain-date.js';
import { DossierFilesService } from '../dossiers/processing/dossier-files.service.js';
import type { Life, Stage } from './life.js';
import { WAIVERS } from './reasons.js';

/** What is owed of one unit on one day is never more. */
const MOST_OWED = 200;

/** Apologies that end without a letter of ours: let go by a leader, or written by the agency at fault. */
export class EndingOffice {
  private readonly ends: ObligationEnds;
  private readonly obligations: ObligationsService;
  private readonly files: DossierFilesService;

  constructor(
    app: INestApplicationContext,
    private readonly stage: Stage,
  ) {
    this.ends = app.get(ObligationEnds, { strict: false });
    this.obligations = app.get(ObligationsService, { strict: false });
    this.files = app.get(DossierFilesService, { strict: false });
  }

  expect(life: Life): void {
    const { agenda, calendar, random } = this.stage;
    const { apology, finishAt, lateFrom } = life.planned;
    const own = random.branch(`ends${String(life.serial)}`);
    if (apology === 'waived')
      agenda.add(calendar.addWorkingMinutes(finishAt, own.between(200, 700)), () => this.waive(life));
    if (apology !== 'outside' || lateFrom === null) return;
    // The sweep of the first morning has noted it by then.
    const askedAt = calendar.addWorkingMinutes(lateFrom, own.between(40, 300));
    agenda.add(askedAt, () => this.ask(life));
    agenda.add(calendar.addWorkingMinutes(askedAt, own.between(1_500, 4_000)), () => this.record(life));
  }

  private async waive(life: Life): Promise<void> {
    const by = this.stage.staff.one(life.planned.responsibleUnitCode, 'leader');
    const [proof] = await this.files.of(life.code, by);
    const reason = WAIVERS[life.serial % WAIVERS.length] ?? WAIVERS[0];
    await this.ends.waive(await this.request(life, by), reason, { proof: proof?.fileHash ?? null, scan: null });
    this.stage.tally.acts += 1;
  }

  private async ask(life: Life): Promise<void> {
    await this.ends.askOutside(await this.request(life, this.clerk(life)));
    this.stage.tally.acts += 1;
  }

  private async record(life: Life): Promise<void> {
    const date = localDate(this.stage.clock.now());
    const letter = { number: `${String(100 + (life.serial % 800))}/CV`, date, proof: null };
    await this.ends.recordOutside(await this.request(life, this.clerk(life)), letter);
    this.stage.tally.acts += 1;
  }

  private clerk({ planned }: Life): Actor {
    return this.stage.staff.one(planned.responsibleUnitCode, 'clerk');
  }

  private async request({ code, planned }: Life, by: Actor): Promise<{ id: string; by: Actor; write: null }> {
    const question = { state: 'owed', unit: planned.responsibleUnitCode, limit: MOST_OWED };
    const { items } = await this.obligations.list(question, by);
    const owed = items.find(({ dossierCode, cause }) => dossierCode === code && cause === 'late');
    if (!owed) throw new RangeError(`nothing is owed for ${code}`);
    return { id: owed.id, by, write: null };
  }
}
