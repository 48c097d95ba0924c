import { Inject, Injectable } from '@nestjs/common';
import { seesBelow, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { addDeskWork, NO_DESK_WORK, type DeskWork } from '../../domain/kpi/desk-work.js';
import { halfEnd, halfOf } from '../../domain/kpi/half-month.js';
import type { Period } from '../../domain/kpi/period.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitsService } from '../../units/units.service.js';
import { periodAtHand } from '../named-period.js';
import { ReportScopeService, type ReportScope } from '../report-scope.service.js';
import { DeskWorkRepository } from './desk-work.repository.js';

export interface EvaluationAsked {
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
}

/** Whose work of which days a page is about. */
export interface EvaluationFrame {
  readonly scope: ReportScope;
  readonly period: Period;
  readonly today: PlainDate;
  /** units the reader may choose from */
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly work: WorkSums;
}

export interface WorkSums {
  readonly total: DeskWork;
  /** by the unit itself or the one just below it */
  readonly byUnit: readonly { readonly code: string; readonly name: string; readonly work: DeskWork }[];
  /** when the oldest of these counts was made; null: nothing is counted yet */
  readonly countedAt: Instant | null;
}

/** Who may ask about which unit and period, and what the nights have counted of them. */
@Injectable()
export class EvaluationFrames {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly units: UnitsService,
    private readonly work: DeskWorkRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError as `ReportScopeService.of`; `request.invalid` for a period that is none, or cuts a half-month
   */
  async of({ unit, period: code }: EvaluationAsked, by: Actor): Promise<EvaluationFrame> {
    const today = localDate(this.clock.now());
    const period = periodAtHand(code, today);
    demandWholeHalves(period);
    const [scope, own, tree] = await Promise.all([
      this.scopes.of(by, unit ?? null),
      this.scopes.of(by, null),
      this.units.tree(),
    ]);
    const reach = seesBelow(by) ? own.unitCodes : [own.unit.code];
    return {
      scope,
      period,
      today,
      units: reach.map((each) => ({ code: each, name: tree.get(each).name })),
      work: await this.sums(scope, period),
    };
  }

  private async sums(scope: ReportScope, period: Period): Promise<WorkSums> {
    const [rows, branches, tree] = await Promise.all([
      this.work.of(scope.unitCodes, period),
      this.scopes.branches(scope),
      this.units.tree(),
    ]);
    const sums = new Map<string, DeskWork>();
    for (const row of rows) {
      const code = branches.get(row.unitCode) ?? row.unitCode;
      sums.set(code, addDeskWork(sums.get(code) ?? NO_DESK_WORK, row));
    }
    return {
      total: rows.reduce<DeskWork>(addDeskWork, NO_DESK_WORK),
      byUnit: [...sums].map(([code, work]) => ({ code, name: tree.get(code).name, work })),
      countedAt: rows.length === 0 ? null : (Math.min(...rows.map(({ countedAt }) => countedAt)) as Instant),
    };
  }
}

function demandWholeHalves({ from, to, code }: Period): void {
  if (from === halfOf(from) && to === halfEnd(to)) return;
  const message = 'Chọn kỳ gồm trọn từng nửa tháng: từ ngày 1 hoặc 15, đến ngày 14 hoặc cuối tháng';
  throw new DomainError('request.invalid', 'a period of whole half-months', { code }, [{ field: 'period', message }]);
}
