import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { hindranceTo } from '../domain/dossier/acts/hindrance.js';
import type { Outside } from '../domain/dossier/acts/permission.js';
import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { DossierQueryService, type DossierRecord } from './dossier-query.service.js';
import { journeyOf, type Journey } from './journey.js';
import { PageReference, type Names, type Receivers } from './page-reference.service.js';
import type { Standing } from './state-words.view.js';
import { StandingsService } from './standings.service.js';

/** Everything a dossier's page says, before it is put into words. */
export interface DossierPageFacts {
  readonly by: Actor;
  readonly now: Instant;
  readonly record: DossierRecord;
  readonly standing: Standing;
  readonly version: ProcedureVersion;
  readonly journey: Journey | null;
  readonly names: Names;
  /** the hand-over that waits goes to an agency without accounts */
  readonly outside: Outside;
  /** empty unless the reader may hand the dossier over */
  readonly receivers: Receivers;
}

/** Reads what the page of one dossier needs besides its record. */
@Injectable()
export class DossierPageService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly dossiers: DossierQueryService,
    private readonly reading: StandingsService,
    private readonly calendar: CalendarService,
    private readonly reference: PageReference,
  ) {}

  /** @throws DomainError `not_found` for a dossier that is none of the reader's business */
  async facts(code: string, by: Actor): Promise<DossierPageFacts> {
    const now = this.clock.now();
    const record = await this.dossiers.record(code, by);
    const { dossier } = record;
    const names = await this.reference.names(record);
    const pendingUnit = dossier.pending && (await this.reference.unit(dossier.pending.unitCode));
    const holderUnit = await this.reference.unit(dossier.holder.unitCode);
    const outside: Outside = {
      holder: holderUnit.kind === 'outside_agency',
      pending: pendingUnit?.kind === 'outside_agency',
    };
    const [standing] = await this.reading.of([dossier]);
    if (!standing) throw new RangeError('one standing for every dossier');
    const mayHandOver = hindranceTo('hand_over', dossier, by, outside) === null;
    return {
      by,
      now,
      record,
      standing,
      version: await this.reference.version(dossier.procedureVersionId),
      journey: journeyOf(record, now, await this.calendar.workingCalendar(dossier.responsibleUnitCode)),
      names,
      outside,
      receivers: mayHandOver ? await this.reference.receivers(record, by, now) : { units: [], colleagues: [] },
    };
  }
}
