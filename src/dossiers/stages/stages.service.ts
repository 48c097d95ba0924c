import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { isAccepted, type AcceptedDossier } from '../../domain/dossier/dossier.js';
import { stageTimes, type StageTime } from '../../domain/dossier/stages.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { HistoryRepository } from '../history.repository.js';

/** How long each agency has had a dossier, against what the procedure gives it. */
@Injectable()
export class StagesService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly dossiers: DossierQueryService,
    private readonly history: HistoryRepository,
    private readonly procedures: ProceduresService,
    private readonly calendar: CalendarService,
  ) {}

  /**
   * @returns none for a filing that nobody has accepted
   * @throws DomainError `not_found` for a dossier the reader may not see; `calendar.missing`
   */
  async of(code: string, by: Actor): Promise<StageTime[]> {
    const dossier = await this.dossiers.visible(code, by);
    return isAccepted(dossier) ? this.until(dossier, dossier.settlement?.finishedAt ?? this.clock.now()) : [];
  }

  /** The stages as they are at an instant: when a result comes in, they are counted. */
  async until(dossier: AcceptedDossier, until: Instant): Promise<StageTime[]> {
    const [version, calendar, handOvers] = await Promise.all([
      this.procedures.version(dossier.procedureVersionId),
      this.calendar.workingCalendar(dossier.responsibleUnitCode),
      this.history.handOvers(this.database, dossier.id),
    ]);
    const taken = handOvers.flatMap(({ toUnitCode: unitCode, acknowledgedAt: from }) =>
      from === null ? [] : [{ unitCode, from }],
    );
    const holdings = [{ unitCode: dossier.unitCode, from: dossier.acceptedAt }, ...taken];
    return stageTimes(dossier, version.stages, holdings, calendar, until);
  }
}
