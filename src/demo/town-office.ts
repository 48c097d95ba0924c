import type { INestApplicationContext } from '@nestjs/common';
import { CoversService } from '../accounts/covers.service.js';
import { MINUTE, type Instant } from '../domain/time/instant.js';
import { addDays, atMinute, localDate } from '../domain/time/plain-date.js';
import { RefusalsService } from '../dossiers/filings/refusals.service.js';
import { PaperSessionsService } from '../dossiers/paper-sessions/paper-sessions.service.js';
import { personName } from './people.js';
import type { Stage } from './life.js';
import type { PlannedDossier } from './plan.js';
import { powerCutOf } from './plan-receive.js';
import { MISSING_PAPERS, REJECTIONS } from './reasons.js';
import { LAST_DAY, OPENS_AT, TOWN, TURNED_AWAY_PERCENT } from './town.js';

/** What happens at the desks that is no dossier: a morning without power, people turned away, a colleague's absence. */
export class TownOffice {
  private readonly sessions: PaperSessionsService;
  private readonly refusals: RefusalsService;
  private readonly covers: CoversService;

  constructor(
    app: INestApplicationContext,
    private readonly stage: Stage,
  ) {
    this.sessions = app.get(PaperSessionsService, { strict: false });
    this.refusals = app.get(RefusalsService, { strict: false });
    this.covers = app.get(CoversService, { strict: false });
  }

  expect(plan: readonly PlannedDossier[]): void {
    this.expectPowerCut(plan);
    this.expectRefusals(plan);
    this.stage.agenda.add(atMinute(LAST_DAY, 16 * 60), () => this.setCover());
  }

  private expectPowerCut(plan: readonly PlannedDossier[]): void {
    const cut = powerCutOf(plan);
    if (!cut) return;
    const { from, to, lastEnteredAt } = cut;
    const { agenda, staff, tally } = this.stage;
    const head = staff.one(TOWN, 'desk_head');
    let id = '';
    agenda.add((to + 30 * MINUTE) as Instant, async () => {
      const reason = 'Mất điện toàn khu vực trụ sở, tiếp nhận bằng sổ giấy';
      ({ resource: id } = await this.sessions.open({ from, to, reason }, head, null));
      tally.acts += 1;
    });
    agenda.add((lastEnteredAt + 20 * MINUTE) as Instant, async () => {
      await this.sessions.close(id, head, null);
      tally.acts += 1;
    });
  }

  /** Who was turned away came for what others come for, a few minutes before one of them. */
  private expectRefusals(plan: readonly PlannedDossier[]): void {
    const { papers, good } = TURNED_AWAY_PERCENT;
    plan.forEach((one, serial) => {
      if (one.channel !== 'counter' || one.paper !== null) return;
      const random = this.stage.random.branch(`refusal${String(serial)}`);
      const drawn = random.next() * 100;
      if (drawn >= papers + good) return;
      const kind = drawn < papers ? '02' : '03';
      const reason = kind === '02' ? random.pick(MISSING_PAPERS)[1] : random.pick(REJECTIONS);
      const by = this.stage.staff.one(one.unitCode, 'receiver', serial);
      const refusal = { procedureCode: one.procedureCode, kind, applicantName: personName(random), reason } as const;
      this.stage.agenda.add((one.at - 3 * MINUTE) as Instant, async () => {
        await this.refusals.refuse({ ...refusal, items: [] }, by, null);
        this.stage.tally.acts += 1;
      });
    });
  }

  /** One of the two receivers is away from the day on which the demo opens. */
  private async setCover(): Promise<void> {
    const { staff, tally } = this.stage;
    const from = localDate(OPENS_AT);
    const people = { absent: staff.one(TOWN, 'receiver', 1).username, by: staff.one(TOWN, 'receiver').username };
    await this.covers.set(staff.one(TOWN, 'desk_head'), { ...people, from, to: addDays(from, 4) });
    tally.acts += 1;
  }
}
