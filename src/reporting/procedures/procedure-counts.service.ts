import { Inject, Injectable } from '@nestjs/common';
import { FilingsService, type Filing } from '../../counting/filings.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { countProcedures, type ProcedureCounts } from '../../domain/kpi/procedure-counts.js';
import type { DayRange, Period } from '../../domain/kpi/period.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { namedPeriod, soFar } from '../named-period.js';
import { ReportScopeService } from '../report-scope.service.js';
import { ProcedurePlans } from './procedure-plans.service.js';

export interface ReportAsked {
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
}

export interface ProcedureReport {
  readonly unit: Unit;
  readonly period: Period;
  /** the days that are counted */
  readonly range: DayRange;
  readonly today: PlainDate;
  /** the reporting year whose plan it is held against */
  readonly year: number;
  readonly counts: ProcedureCounts;
  /** what the unit offers on the last day */
  readonly offered: readonly ProcedureVersion[];
  readonly filings: readonly Filing[];
  readonly fieldNames: ReadonlyMap<string, string>;
}

/** How many procedures there are, at which level, and whether anybody uses them. Reads bins and the catalogue. */
@Injectable()
export class ProcedureCountsService {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly filings: FilingsService,
    private readonly plans: ProcedurePlans,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError as `ReportScopeService.of`, `request.invalid` as `namedPeriod` */
  async report(actor: Actor, asked: ReportAsked): Promise<ProcedureReport> {
    const today = localDate(this.clock.now());
    const period = namedPeriod(asked.period, today);
    const range = soFar(period, today);
    const scope = await this.scopes.of(actor, asked.unit ?? null);
    const unit = await this.units.unit(scope.unit.code);
    const year = Number(period.to.slice(0, 4));
    const [versions, filings, plans, fields] = await Promise.all([
      this.procedures.all(range.to),
      this.filings.of(unit.code, scope.unitCodes, range),
      this.plans.of({ unitCode: unit.code, year }),
      this.procedures.fields(),
    ]);
    const offered = versions.filter((version) => offers(unit, scope.unitCodes, version));
    const fieldNames = new Map(fields.map(({ code, name }) => [code, name]));
    const counts = countProcedures(offered, filings, plans);
    return { unit, period, range, today, year, counts, offered, filings, fieldNames };
  }
}

/** A town offers all, a commune what communes decide, a division what it decides itself or somebody below it. */
function offers(
  { kind }: Unit,
  unitCodes: readonly string[],
  { level, responsibleUnitCode }: ProcedureVersion,
): boolean {
  if (kind === 'town') return true;
  if (kind === 'commune') return level !== 'district';
  return responsibleUnitCode !== null && unitCodes.includes(responsibleUnitCode);
}
