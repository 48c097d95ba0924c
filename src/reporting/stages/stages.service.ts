import { Inject, Injectable } from '@nestjs/common';
import { seesBelow, type Actor } from '../../domain/accounts/roles.js';
import { parsePeriod, quarterAtHand, type Period } from '../../domain/kpi/period.js';
import { percentileOf } from '../../domain/kpi/stage-time.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitsService } from '../../units/units.service.js';
import { ReportLabelsService } from '../report-labels.service.js';
import { ReportScopeService, type ReportScope } from '../report-scope.service.js';
import { StagesRepository, type HeldSum, type NodeSum, type StageBucket } from './stages.repository.js';

/** A unit just below the scope's with everything below it, or the scope's own hands. */
export interface Holder extends HeldSum {
  readonly unitCode: string;
  readonly name: string;
  readonly own: boolean;
}

/** Ended stages of one number of one procedure; times in working minutes, net of pauses. */
export interface StageLine extends HeldSum {
  readonly procedureCode: string;
  readonly procedureName: string;
  /** from 1 */
  readonly stageNo: number;
  readonly p50: number | null;
  readonly p90: number | null;
  /** the unit that lost the most time over its limit, or, where none was lost, held it longest, first */
  readonly holders: readonly Holder[];
}

export interface StagesReport {
  readonly unit: ReportScope['unit'];
  readonly today: PlainDate;
  readonly period: Period;
  readonly procedureCode: string | null;
  readonly lines: readonly StageLine[];
  /** procedures with stages that ended, the worst first: the page offers them */
  readonly procedures: readonly { readonly code: string; readonly name: string }[];
  /** units the reader may ask about */
  readonly units: readonly { readonly code: string; readonly name: string }[];
  /** there are more procedures than are shown together */
  readonly cut: boolean;
}

export interface StagesAsked {
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
  readonly procedure?: string | undefined;
}

/** Procedures shown together, and offered to be shown alone. */
const SHOWN = 8;
const OFFERED = 60;

/** Where time goes, by procedure and stage, and who held it. Reads bins only: what ended in the last minute is not there yet. */
@Injectable()
export class StagesService {
  constructor(
    private readonly repository: StagesRepository,
    private readonly scopes: ReportScopeService,
    private readonly labels: ReportLabelsService,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError as `ReportScopeService.of`; `request.invalid` for a period that is none */
  async report(actor: Actor, { unit, period: code, procedure }: StagesAsked): Promise<StagesReport> {
    const today = localDate(this.clock.now());
    const period = code === undefined ? quarterAtHand(today) : parsePeriod(code);
    const scope = await this.scopes.of(actor, unit ?? null);
    const worst = await this.repository.worst(scope.unit.code, period, OFFERED);
    const shown = procedure === undefined ? worst.slice(0, SHOWN) : [procedure];
    const names = await this.labels.of('procedure', worst, today);
    const nameOf = (each: string): string => names.get(each) ?? each;
    return {
      unit: scope.unit,
      today,
      period,
      procedureCode: procedure ?? null,
      lines: await this.lines(scope, shown, period, nameOf),
      procedures: worst.map((each) => ({ code: each, name: nameOf(each) })),
      units: await this.reach(actor),
      cut: procedure === undefined && worst.length > shown.length,
    };
  }

  private async reach(actor: Actor): Promise<StagesReport['units']> {
    const [{ unitCodes }, tree] = await Promise.all([this.scopes.of(actor, null), this.units.tree()]);
    return (seesBelow(actor) ? unitCodes : [actor.unitCode]).map((code) => ({ code, name: tree.get(code).name }));
  }

  private async lines(
    { unit }: ReportScope,
    procedures: readonly string[],
    period: Period,
    nameOf: (code: string) => string,
  ): Promise<StageLine[]> {
    const { units } = await this.units.tree();
    const below = units.filter(({ parentCode }) => parentCode === unit.code);
    const [buckets, sums] = await Promise.all([
      this.repository.buckets(unit.code, procedures, period),
      this.repository.sums([unit.code, ...below.map(({ code }) => code)], procedures, period),
    ]);
    const totals = sums.filter(({ nodeCode }) => nodeCode === unit.code);
    const lines = totals.map((total) => {
      const counts = buckets.filter((bucket) => isSame(bucket, total));
      const held = sums.filter((sum) => sum.nodeCode !== unit.code && isSame(sum, total));
      return {
        ...heldOf(total),
        procedureCode: total.procedureCode,
        procedureName: nameOf(total.procedureCode),
        stageNo: total.stageNo,
        p50: percentileOf(counts, 0.5),
        p90: percentileOf(counts, 0.9),
        holders: holdersOf(total, held, unit, new Map(below.map(({ code, name }) => [code, name]))),
      };
    });
    const place = (line: StageLine): number => procedures.indexOf(line.procedureCode);
    return lines.sort((a, b) => place(a) - place(b) || a.stageNo - b.stageNo);
  }
}

function isSame(a: StageBucket | NodeSum, b: NodeSum): boolean {
  return a.procedureCode === b.procedureCode && a.stageNo === b.stageNo;
}

/** What no unit below held, the unit held itself. */
function holdersOf(
  total: NodeSum,
  held: readonly NodeSum[],
  unit: ReportScope['unit'],
  names: ReadonlyMap<string, string>,
): Holder[] {
  const own = held.reduce<HeldSum>(
    (left, sum) => ({
      stages: left.stages - sum.stages,
      heldMinutes: left.heldMinutes - sum.heldMinutes,
      lateMinutes: left.lateMinutes - sum.lateMinutes,
    }),
    heldOf(total),
  );
  return [
    ...held.map((sum) => ({
      ...heldOf(sum),
      unitCode: sum.nodeCode,
      name: names.get(sum.nodeCode) ?? sum.nodeCode,
      own: false,
    })),
    ...(own.stages > 0 ? [{ ...own, unitCode: unit.code, name: unit.name, own: held.length > 0 }] : []),
  ].sort(
    (a, b) => b.lateMinutes - a.lateMinutes || b.heldMinutes - a.heldMinutes || (a.unitCode < b.unitCode ? -1 : 1),
  );
}

function heldOf({ stages, heldMinutes, lateMinutes }: HeldSum): HeldSum {
  return { stages, heldMinutes, lateMinutes };
}
