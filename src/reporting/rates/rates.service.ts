import { Inject, Injectable } from '@nestjs/common';
import { periodOf } from '../../apologies/coverage/cover-periods.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Period } from '../../domain/kpi/period.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import type { Only } from '../dossier-links.js';
import { soFar } from '../named-period.js';
import { OnTimeService, type OnTimeReport } from '../on-time.service.js';
import { Qd766Service, type RuleRate } from '../qd766/qd766.service.js';
import type { NamedUnit } from '../report-filters.view.js';
import { ReportScopeService } from '../report-scope.service.js';

/** How the table below the rates may be divided; single people are not compared here. */
export const RATE_GROUPS = ['month', 'unit', 'field', 'procedure', 'channel'] as const;

export type RateGroup = (typeof RATE_GROUPS)[number];

export interface RatesAsked {
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  readonly field?: string | undefined;
  readonly procedure?: string | undefined;
  readonly channel?: string | undefined;
  readonly groupBy?: RateGroup | undefined;
}

/** What the filters offer, besides periods and channels. */
interface RateChoices {
  readonly units: readonly NamedUnit[];
  readonly fields: readonly NamedUnit[];
  /** of the field that was chosen, else all */
  readonly procedures: readonly NamedUnit[];
}

export interface RatesReport {
  /** as it was asked for; the days counted are those of `figures` */
  readonly period: Period;
  readonly today: PlainDate;
  readonly only: Only;
  readonly figures: OnTimeReport;
  readonly choices: RateChoices;
  /** by rule 2.1 of QĐ 766; null where no night has counted it: days from to, or a part of the dossiers only */
  readonly rule: RuleRate | null;
}

/** The rates of reference 6.3 side by side, each by its own definition. Reads bins and the catalogue. */
@Injectable()
export class RatesService {
  constructor(
    private readonly onTime: OnTimeService,
    private readonly qd766: Qd766Service,
    private readonly scopes: ReportScopeService,
    private readonly procedures: ProceduresService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError as `OnTimeService.report`; `request.invalid` for a period that has not begun */
  async report(actor: Actor, asked: RatesAsked): Promise<RatesReport> {
    const today = localDate(this.clock.now());
    const period = askedPeriod(asked, today);
    const days = soFar(period, today);
    const choices = await this.choices(actor, asked, days.to);
    const only = narrowedTo(asked, choices.procedures);
    const figures = await this.onTime.report(actor, {
      ...days,
      groupBy: asked.groupBy ?? 'month',
      unitCode: asked.unit ?? null,
      only: { fieldCode: only.field, procedureCode: only.procedure, channel: only.channel },
    });
    const whole = Object.values(only).every((value) => value === undefined) && !period.code.includes('..');
    const rule = whole ? await this.qd766.ruleRate(actor, figures.unit.code, period) : null;
    return { period, today, only, figures, choices, rule };
  }

  private async choices(actor: Actor, { field }: RatesAsked, onDay: PlainDate): Promise<RateChoices> {
    const [units, fields, versions] = await Promise.all([
      this.scopes.choices(actor),
      this.procedures.fields(),
      this.procedures.all(onDay),
    ]);
    const offered = versions.filter(({ fieldCode }) => field === undefined || fieldCode === field);
    return { units, fields, procedures: offered.map(({ procedureCode, name }) => ({ code: procedureCode, name })) };
  }
}

/** Days typed by hand stand in place of the chosen period's. */
function askedPeriod({ period: code, from, to }: RatesAsked, today: PlainDate): Period {
  const named = periodOf(code, today);
  const first = from ?? named.from;
  const last = to ?? named.to;
  const typed = from !== undefined || to !== undefined;
  const period: Period = typed ? { code: `${first}..${last}`, basis: 'calendar', from: first, to: last } : named;
  if (period.from <= today) return period;
  const message = 'Kỳ này chưa bắt đầu';
  throw new DomainError('request.invalid', 'a period to come', {}, [{ field: 'period', message }]);
}

/**
 * A procedure says its field; one that is not of the chosen field was left over in the form from the field before. A
 * code that the catalogue of the day does not know is asked for all the same: its dossiers are still counted.
 */
function narrowedTo({ field, procedure, channel }: RatesAsked, offered: readonly NamedUnit[]): Only {
  const leftOver = field !== undefined && !offered.some(({ code }) => code === procedure);
  if (procedure === undefined || leftOver) return { field, procedure: undefined, channel };
  return { field: undefined, procedure, channel };
}
