import { Inject, Injectable } from '@nestjs/common';
import { isAccepted, type AcceptedDossier } from '../../domain/dossier/dossier.js';
import { countHolders, lateHolder, type LateHolder } from '../../domain/kpi/late-holder.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { StagesOfMany } from '../../dossiers/stages/stages-of-many.service.js';
import { WatchedPromises } from '../../dossiers/watch/watched-promises.service.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ReportLabelsService } from '../report-labels.service.js';
import type { ReportScope } from '../report-scope.service.js';
import { TurnedLateRepository, type LateSpan } from './turned-late.repository.js';

/** Where a dossier was held, with the unit's name. */
export interface HeldAt extends LateHolder {
  readonly unitName: string;
}

export interface LateDossier {
  readonly code: string;
  readonly procedureName: string;
  /** null while its days are in no calendar */
  readonly held: HeldAt | null;
  /** who has it now, where that is somebody of the unit that held it */
  readonly officer: string | null;
}

export interface LateReport {
  readonly total: number;
  /** the latest first, at most `NAMED` */
  readonly named: readonly LateDossier[];
  /** stages that held them, the most first; of the latest `LOOKED_AT` where there were more */
  readonly holders: readonly (HeldAt & { readonly n: number })[];
  readonly lookedAt: number;
}

/** As many as one reads in the morning. */
const NAMED = 10;
/** So many tell where it sticks; each costs a look at where it has been. */
const LOOKED_AT = 60;

/** What turned late, and which stage of which unit held it (R28). */
@Injectable()
export class LateHeldService {
  constructor(
    private readonly turned: TurnedLateRepository,
    private readonly dossiers: WatchedPromises,
    private readonly stages: StagesOfMany,
    private readonly labels: ReportLabelsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async in(scope: ReportScope, span: LateSpan): Promise<LateReport> {
    const { total, ids } = await this.turned.in(scope, span, LOOKED_AT);
    const read = new Map((await this.dossiers.byIds(ids)).map((dossier) => [dossier.id, dossier]));
    const late = ids.flatMap((id) => {
      const dossier = read.get(id);
      return dossier && isAccepted(dossier) ? [dossier] : [];
    });
    const held = await this.held(late);
    const units = await this.labels.of('unit', [], localDate(this.clock.now()));
    const named = ({ unitCode, ...rest }: LateHolder): HeldAt => ({
      ...rest,
      unitCode,
      unitName: units.get(unitCode) ?? unitCode,
    });
    const holders = late.flatMap(({ id }) => held.get(id) ?? []);
    return {
      total,
      named: await this.words(late.slice(0, NAMED), (id) => {
        const holder = held.get(id);
        return holder ? named(holder) : null;
      }),
      holders: countHolders(holders).map(({ n, ...holder }) => ({ ...named(holder), n })),
      lookedAt: holders.length,
    };
  }

  /** Open ones up to now, in one look; a settled one up to when it was. */
  private async held(late: readonly AcceptedDossier[]): Promise<ReadonlyMap<string, LateHolder>> {
    const open = late.filter(({ settlement }) => settlement === null);
    const staged = await this.stages.at(open, this.clock.now());
    for (const dossier of late) {
      if (dossier.settlement) staged.push(...(await this.stages.at([dossier], dossier.settlement.finishedAt)));
    }
    return new Map(
      staged.flatMap(({ dossier, stages }) => {
        const holder = stages && lateHolder(stages);
        return holder ? [[dossier.id, holder] as const] : [];
      }),
    );
  }

  private async words(
    late: readonly AcceptedDossier[],
    heldAt: (id: string) => HeldAt | null,
  ): Promise<readonly LateDossier[]> {
    const today = localDate(this.clock.now());
    const officers = late.flatMap(({ holder }) => holder.username ?? []);
    const [procedures, people] = await Promise.all([
      this.labels.of('procedure', [], today),
      this.labels.of('officer', officers, today),
    ]);
    return late.map(({ id, code, procedureCode, holder, settlement }) => {
      const held = heldAt(id);
      const theirs = settlement === null && held?.unitCode === holder.unitCode && holder.username !== null;
      return {
        code,
        procedureName: procedures.get(procedureCode) ?? procedureCode,
        held,
        officer: theirs ? (people.get(holder.username) ?? null) : null,
      };
    });
  }
}
