import { Inject, Injectable } from '@nestjs/common';
import { LatenessService } from '../../apologies/lateness.service.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { citizenSaying, type CitizenSaying } from '../../domain/dossier/citizen-saying.js';
import { isBreached, type Dossier } from '../../domain/dossier/dossier.js';
import { isOpen } from '../../domain/dossier/status.js';
import type { TraceStep } from '../../domain/time/deadline-types.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { asksOf, type TrackingAsk } from './tracking-requests.service.js';
import { TrackedService, type Tracked } from '../../dossiers/tracked.service.js';

/** What is said about an apology: nothing where nothing is owed; a risk is no obligation. */
export type ApologyWord = 'none' | 'owed' | 'sent';

/** A dossier as its citizen may see it. */
export interface TrackingAnswer {
  readonly saying: CitizenSaying;
  readonly dossier: Dossier;
  readonly procedure: string;
  /** the promise is broken and the result is not there */
  readonly late: boolean;
  readonly apology: ApologyWord;
  /** what may be asked for beneath the answer */
  readonly asks: readonly TrackingAsk[];
  readonly asked: readonly string[];
  readonly trace: readonly TraceStep[];
  readonly desk: Pick<Unit, 'name' | 'address' | 'hotline'>;
  readonly holder: string;
  /** null where the unit names nobody, or has no telephone */
  readonly contact: LetterFacts['contact'];
}

/** Where is my dossier, do I need to come: read with the slip in hand. */
@Injectable()
export class TrackingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly tracked: TrackedService,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly lateness: LatenessService,
  ) {}

  /** @throws DomainError `not_found` for an unknown code and a wrong secret alike */
  async answer(code: string, secret: string): Promise<TrackingAnswer> {
    return this.said(await this.tracked.open(code, secret));
  }

  /** The same for a dossier whose secret was shown before. */
  async again(code: string): Promise<TrackingAnswer> {
    return this.said(await this.tracked.of(code));
  }

  private async said({ dossier, resultVia, asked, obligations, trace }: Tracked): Promise<TrackingAnswer> {
    const [desk, holder, version] = await Promise.all([
      this.units.unit(dossier.unitCode),
      this.units.unit(dossier.holder.unitCode),
      this.procedures.version(dossier.procedureVersionId),
    ]);
    const owed = obligations.some(({ state }) => state === 'owed');
    const sent = obligations.some(({ state }) => state === 'settled');
    return {
      saying: citizenSaying(dossier, resultVia),
      dossier,
      procedure: version.name,
      late: isOpen(dossier.status) && isBreached(dossier, this.clock.now()),
      asks: asksOf(dossier, sent),
      apology: owed ? 'owed' : sent ? 'sent' : 'none',
      asked,
      trace,
      desk,
      holder: holder.name,
      contact: await this.lateness.contact(dossier.unitCode, desk.phone),
    };
  }
}
