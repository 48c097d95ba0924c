import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { scoreOf, versionOn, type Qd766Score, type Qd766Version, type Ratio } from '../../domain/kpi/qd766.js';
import type { DayRange, Period } from '../../domain/kpi/period.js';
import type { Counts } from '../../domain/kpi/on-time-rate.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { OnTimeService } from '../on-time.service.js';
import { ReportScopeService } from '../report-scope.service.js';
import {
  ProcedureCountsService,
  type ProcedureReport,
  type ReportAsked,
} from '../procedures/procedure-counts.service.js';
import { Qd766Rule } from './qd766-rule.service.js';
import { QD766_VERSIONS } from './qd766-versions.js';

export interface Qd766Report extends Pick<ProcedureReport, 'unit' | 'period' | 'range' | 'today'> {
  readonly version: Qd766Version;
  readonly score: Qd766Score;
  /** columns (8) + (9) + (12) of column (3): shown beside, and never a substitute for the rate of rule 2.1 */
  readonly plain: Ratio;
  /** by rule 2.1; null while no night has counted the period */
  readonly rule: RuleRate | null;
}

export interface RuleRate extends Ratio {
  /** the last day that is counted */
  readonly through: PlainDate;
}

/** The indicators of QĐ 766 as far as this service knows what they are made of. Reads bins and the catalogue. */
@Injectable()
export class Qd766Service {
  constructor(
    private readonly onTime: OnTimeService,
    private readonly procedures: ProcedureCountsService,
    private readonly scopes: ReportScopeService,
    private readonly kept: Qd766Rule,
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
    const [plain, rule] = await Promise.all([
      this.plain(actor, unit.code, range),
      this.ruleRate(actor, unit.code, period),
    ]);
    const inputs = inputsOf(report, rule);
    return { unit, period, range, today, version, score: scoreOf(version, inputs), plain, rule };
  }

  /**
   * The plain counts of the days that the night knew, and what the rule changes in them.
   *
   * @returns null while no night has counted the period; @throws DomainError as `OnTimeService.report`
   */
  async ruleRate(actor: Actor, unitCode: string, period: Period): Promise<RuleRate | null> {
    const { unitCodes } = await this.scopes.of(actor, unitCode);
    const change = await this.kept.kept(period, unitCodes);
    if (!change) return null;
    const { part, whole } = await this.plain(actor, unitCode, { from: period.from, to: change.through });
    return { through: change.through, part: part + change.part, whole: whole + change.whole };
  }

  private async plain(actor: Actor, unitCode: string, range: DayRange): Promise<Ratio> {
    const { total } = await this.onTime.report(actor, { ...range, groupBy: 'field', unitCode });
    return plainOf(total.counts);
  }
}

/** What is not in here is said to be unknown: no figure stands in for another. */
function inputsOf({ counts: { byLevel, total } }: ProcedureReport, rule: Ratio | null): ReadonlyMap<string, Ratio> {
  const online = byLevel.filter(({ onlineLevel }) => onlineLevel !== 'none');
  const offered = online.reduce((sum, { procedures }) => sum + procedures, 0);
  const used = online.reduce((sum, { filedOnline }) => sum + filedOnline, 0);
  return new Map<string, Ratio>([
    ['online_procedures', { part: offered, whole: total.procedures }],
    ['online_used', { part: used, whole: offered }],
    ...(rule === null ? [] : [['rule_rate', { part: rule.part, whole: rule.whole }] as const]),
  ]);
}

function plainOf({ received, carried, early, onTime, inTime }: Counts): Ratio {
  return { part: early + onTime + inTime, whole: received + carried };
}
