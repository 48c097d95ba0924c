import { Injectable } from '@nestjs/common';
import { LateStagesService } from '../../counting/late-stages.service.js';
import type { DayRange } from '../../domain/kpi/period.js';
import { UnitsService } from '../../units/units.service.js';
import { ReportLabelsService } from '../report-labels.service.js';
import type { Holder } from './narrative-facts.js';
import { holdersOf } from './narrative-holders.js';

/** Which units held dossiers beyond the time of their stages. */
@Injectable()
export class NarrativeHolders {
  constructor(
    private readonly stages: LateStagesService,
    private readonly units: UnitsService,
    private readonly labels: ReportLabelsService,
  ) {}

  /** @param range whole half-months, the last one so far; the unit has been checked */
  async of(unitCode: string, range: DayRange): Promise<Holder[]> {
    const { units } = await this.units.tree();
    const children = units.filter(({ parentCode }) => parentCode === unitCode).map(({ code }) => code);
    const stages = await this.stages.of([unitCode, ...children], range);
    const procedures = [...new Set(stages.map(({ procedureCode }) => procedureCode))];
    const procedureNames = await this.labels.of('procedure', procedures, range.to);
    return holdersOf(stages, {
      unitCode,
      children,
      unitNames: new Map(units.map(({ code, name }) => [code, name])),
      procedureNames,
    });
  }
}
