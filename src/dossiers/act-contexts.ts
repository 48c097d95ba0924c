import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { mayActFor, type Actor } from '../domain/accounts/roles.js';
import { momentOf, type ActContext } from '../domain/dossier/decision.js';
import { isBreached, type Dossier } from '../domain/dossier/dossier.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids/new-id.js';
import { UnitsService } from '../units/units.service.js';
import { DossiersRepository } from './dossiers.repository.js';

/** What an act needs to know besides the dossier, read before the transaction. */
@Injectable()
export class ActContexts {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
    private readonly database: Database,
    private readonly repository: DossiersRepository,
  ) {}

  async of(dossier: Dossier, by: Actor, now: Instant = this.clock.now()): Promise<ActContext> {
    const at = momentOf(dossier, now);
    const holder = await this.units.unit(dossier.holder.unitCode);
    const holderOutside = holder.kind === 'outside_agency';
    const { responsibleUnitCode } = dossier;
    return {
      at,
      by,
      commands: mayActFor(by, responsibleUnitCode, await this.units.ancestors(responsibleUnitCode)),
      clockSetBack: now < dossier.lastEventAt,
      calendar: await this.calendar.workingCalendar(dossier.responsibleUnitCode),
      obligationId: newId(now),
      apologiesFrom: await this.units.setting(dossier.responsibleUnitCode, 'apologies_from', localDate(at)),
      holderOutside,
      // Only a delay that was declared can be averted: for all other dossiers nothing is read.
      owed: dossier.delayDeclared ? await this.repository.owed(this.database, dossier.id) : [],
      fault: holderOutside ? 'other_agency' : 'ours',
      awaitsSource: await this.awaitsSource(dossier, at),
    };
  }

  /** Asked only where time alone would say that a promise is broken, of what came by file. */
  private async awaitsSource(dossier: Dossier, at: Instant): Promise<boolean> {
    if (dossier.origin !== 'import' || dossier.breachNoted || !isBreached(dossier, at)) return false;
    return this.repository.awaitsSource(this.database, dossier.id);
  }
}
