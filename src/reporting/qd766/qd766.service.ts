import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { scoreOf, versionOn, type Qd766Score, type Qd766Version, type Ratio } from '../../domain/kpi/qd766.js';
import type { Counts } from '../../domain/kpi/on-time-rate.js';
import { OnTimeService } from '../on-time.service.js';
import {
  ProcedureCountsService,
  type ProcedureReport,
  type ReportAsked,
} from '../procedures/procedure-counts.service.js';
import { QD766_VERSIONS } from './qd766-versions.js';

export interface Qd766Report extends Pick<ProcedureReport, 'unit' | 'period' | 'range' | 'today'> {
  readonly version: Qd766Version;
  readonly score: Qd766Score;
  /** columns (8) + (9) + (12) of column (3): shown beside, and never a substitute for the rate of rule 2.1 */
  readonly plain: Ratio;
}

/** The indicators of QĐ 766 as far as this service knows what they are made of. Reads bins and the catalogue. */
@Injectable()
export class Qd766Service {
  constructor(
    private readonly onTime: OnTimeService,
    private readonly procedures: ProcedureCountsService,
  ) {}

  /** @throws DomainError as `ProcedureCountsService.report`; `request.invalid` for days before the decision */
  async report(actor: Actor, asked: ReportAsked): Promise<Qd766Report> {
    const report = await this.procedures.report(actor, asked);
    const { unit, period, range, today } = report;
    const version = versionOn(QD766_VERSIONS, range.to);
    if (!version) {
      const message = 'Kỳ báo cáo trước ngày Quyết định 766 có hiệu lực';
      throw new DomainError('request.invalid', 'QĐ 766 had not begun', {}, [{ field: 'period', message }]);
    }
    const { total } = await this.onTime.report(actor, { ...range, groupBy: 'field', unitCode: unit.code });
    return {
      unit,
      period,
      range,
      today,
      version,
      score: scoreOf(version, inputsOf(report)),
      plain: plainOf(total.counts),
    };
  }
}

/** What is not in here is said to be unknown: no figure stands in for another. */
function inputsOf({ counts: { byLevel, total } }: ProcedureReport): ReadonlyMap<string, Ratio> {
  const online = byLevel.filter(({ onlineLevel }) => onlineLevel !== 'none');
  const offered = online.reduce((sum, { procedures }) => sum + procedures, 0);
  const used = online.reduce((sum, { filedOnline }) => sum + filedOnline, 0);
  return new Map([
    ['online_procedures', { part: offered, whole: total.procedures }],
    ['online_used', { part: used, whole: offered }],
  ]);
}

function plainOf({ received, carried, early, onTime, inTime }: Counts): Ratio {
  return { part: early + onTime + inTime, whole: received + carried };
}
