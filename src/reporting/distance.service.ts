import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { distanceToTarget } from '../domain/kpi/distance-to-target.js';
import { TARGET_PERCENT, type Counts } from '../domain/kpi/on-time-rate.js';
import type { Period } from '../domain/kpi/period.js';
import type { Clock, Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { OnTimeService } from './on-time.service.js';
import { ReportLabelsService } from './report-labels.service.js';
import { ReportScopeService, type ReportScope } from './report-scope.service.js';
import { ReportingRepository, type OpenDossier } from './reporting.repository.js';

/** A dossier most likely to be late next. */
export interface SaveFirst extends OpenDossier {
  readonly procedureName: string | null;
  readonly holderUnitName: string | null;
  /** until it is late, or due if that is sooner; null where the calendar is not loaded so far ahead */
  readonly remainingWorkingMinutes: number | null;
  /** by the unit's own measure of soon */
  readonly dueSoon: boolean;
}

export interface DistanceReport {
  readonly unit: ReportScope['unit'];
  readonly period: Period;
  /** whole percent */
  readonly target: number;
  readonly counts: Counts;
  /** see `distanceToTarget`; null when nothing was resolved */
  readonly distance: number | null;
  readonly saveFirst: readonly SaveFirst[];
}

/** As many as one looks at before doing something. */
const SAVE_FIRST = 5;

/** How far the unit stands from its target, and which dossiers decide it. Reads only. */
@Injectable()
export class DistanceService {
  constructor(
    private readonly repository: ReportingRepository,
    private readonly scopes: ReportScopeService,
    private readonly onTime: OnTimeService,
    private readonly labels: ReportLabelsService,
    private readonly calendars: CalendarService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError as `OnTimeService.report` */
  async report(actor: Actor, period: Period, unitCode: string | null): Promise<DistanceReport> {
    const scope = await this.scopes.of(actor, unitCode);
    const { counts } = await this.onTime.total(scope, period);
    const saveFirst = await this.saveFirst(scope);
    return { unit: scope.unit, period, target: TARGET_PERCENT, counts, distance: distanceOf(counts), saveFirst };
  }

  /** Open, not yet late, nearest to late first; for a scope already checked. */
  async saveFirst(scope: ReportScope): Promise<readonly SaveFirst[]> {
    const now = this.clock.now();
    const dossiers = await this.repository.nearestToLate(scope, now, SAVE_FIRST);
    const codes = (of: (dossier: OpenDossier) => string): string[] => dossiers.map(of);
    const [units, procedures] = await Promise.all([
      this.labels.of(
        'unit',
        codes(({ holderUnitCode }) => holderUnitCode),
        localDate(now),
      ),
      this.labels.of(
        'procedure',
        codes(({ procedureCode }) => procedureCode),
        localDate(now),
      ),
    ]);
    return Promise.all(
      dossiers.map(async (dossier) => ({
        ...dossier,
        procedureName: procedures.get(dossier.procedureCode) ?? null,
        holderUnitName: units.get(dossier.holderUnitCode) ?? null,
        ...(await this.outlook(dossier, now)),
      })),
    );
  }

  /** A list of what is urgent must not fail because next year's calendar is not there yet. */
  private async outlook(
    dossier: OpenDossier,
    now: Instant,
  ): Promise<Pick<SaveFirst, 'remainingWorkingMinutes' | 'dueSoon'>> {
    const { responsibleUnitCode } = dossier;
    try {
      const calendar = await this.calendars.workingCalendar(responsibleUnitCode);
      const remaining = calendar.workingMinutesBetween(now, dueOf(dossier));
      const soon = await this.scopes.dueSoonMinutes(responsibleUnitCode, localDate(now));
      return { remainingWorkingMinutes: remaining, dueSoon: remaining <= soon };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'calendar.missing') throw error;
      return { remainingWorkingMinutes: null, dueSoon: false };
    }
  }
}

/** The promise that stands, or the instant it turns late if that comes first: an extension does not save the figure. */
export function dueOf({ currentDueAt, lateFrom }: Pick<OpenDossier, 'currentDueAt' | 'lateFrom'>): Instant {
  return currentDueAt < lateFrom ? currentDueAt : lateFrom;
}

export function distanceOf({ early, onTime, late }: Counts): number | null {
  return distanceToTarget(early + onTime, early + onTime + late, TARGET_PERCENT);
}
