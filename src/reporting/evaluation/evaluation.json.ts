import {
  agencyGrade,
  evaluate,
  INDICES,
  meanPoints,
  OFFICER_INDICES,
  officerGrade,
  type AgencyGrade,
  type IndexNo,
  type OfficerGrade,
  type PointCounts,
} from '../../domain/kpi/desk-evaluation.js';
import { onlineOf, paidOf, type DeskWork } from '../../domain/kpi/desk-work.js';
import { percent } from '../../domain/kpi/on-time-rate.js';
import { onlineShares, type OnlineShare, type OnlineShares } from '../../domain/kpi/online-shares.js';
import { toLocalIso } from '../../domain/time/instant.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { DeskEvaluation } from './desk-evaluation.service.js';
import type { EvaluationFrame } from './evaluation-frame.service.js';
import { COUNTED, pointsOf, type KnownIndices } from './known-indices.js';

interface FrameJson {
  readonly unit: { readonly code: string; readonly name: string };
  readonly period: { readonly code: string; readonly from: PlainDate; readonly to: PlainDate };
  /** when the oldest of these counts was made; null: nothing is counted yet */
  readonly countedAt: string | null;
}

interface EvaluatedJson {
  /** mean of 0 to 2 each; null: not evaluated */
  readonly indices: readonly {
    readonly no: IndexNo;
    readonly points: number | null;
    readonly counts: PointCounts | null;
  }[];
  /** sum of the indices with data, of `most`; null when there is none */
  readonly points: number | null;
  readonly most: number;
  /** converted to 18 points, and its grade; for orientation while indices are missing */
  readonly ofAll: number | null;
  readonly grade: AgencyGrade | null;
}

export interface DeskEvaluationJson extends FrameJson, EvaluatedJson {
  readonly units: readonly (EvaluatedJson & { readonly code: string; readonly name: string })[];
  /** by who settled the dossiers, by index 1 alone; null for whoever may not see figures of single people */
  readonly officers:
    | readonly {
        readonly name: string;
        readonly counts: PointCounts;
        readonly of10: number | null;
        readonly grade: OfficerGrade | null;
      }[]
    | null;
}

interface ShareJson extends OnlineShare {
  /** percent; null when there is nothing to divide by */
  readonly rate: number | null;
}

export interface OnlineJson extends FrameJson {
  readonly groups: readonly { readonly key: OnlineShares['key']; readonly shares: readonly ShareJson[] }[];
  readonly units: readonly {
    readonly code: string;
    readonly name: string;
    readonly received: number;
    readonly online: number;
    readonly answered: number;
    readonly answeredInTime: number;
    readonly sentBack: number;
    readonly paid: number;
    readonly cashless: number;
  }[];
}

export function deskEvaluationJson({ frame, all, units, officers }: DeskEvaluation): DeskEvaluationJson {
  return {
    ...frameJson(frame),
    ...evaluatedJson(all),
    units: units.map(({ code, name, ...known }) => ({ code, name, ...evaluatedJson(known) })),
    officers: officers?.map(({ name, time }) => ({ name, counts: time, ...officerPoints(time) })) ?? null,
  };
}

export function onlineJson(frame: EvaluationFrame): OnlineJson {
  return {
    ...frameJson(frame),
    groups: onlineShares(frame.work.total).map(({ key, shares }) => ({
      key,
      shares: shares.map((share) => ({ ...share, rate: percent(share.part, share.whole) })),
    })),
    units: frame.work.byUnit.map(({ code, name, work }) => ({ code, name, ...unitWork(work) })),
  };
}

function frameJson({ scope, period, work }: EvaluationFrame): FrameJson {
  return {
    unit: { code: scope.unit.code, name: scope.unit.name },
    period: { code: period.code, from: period.from, to: period.to },
    countedAt: work.countedAt === null ? null : toLocalIso(work.countedAt),
  };
}

function evaluatedJson(known: KnownIndices): EvaluatedJson {
  const means = pointsOf(known);
  const { points, most, ofAll } = evaluate(means);
  const indices = INDICES.map((no) => {
    const key = COUNTED[no];
    return { no, points: means.get(no) ?? null, counts: key === undefined ? null : known[key] };
  });
  return { indices, points, most, ofAll, grade: ofAll === null ? null : agencyGrade(ofAll) };
}

/** By index 1 alone, converted to ten points. */
export function officerPoints(time: PointCounts): {
  readonly of10: number | null;
  readonly grade: OfficerGrade | null;
} {
  const mean = meanPoints(time);
  const { ofAll } = evaluate(mean === null ? new Map() : new Map([[1, mean]]), OFFICER_INDICES);
  return { of10: ofAll, grade: ofAll === null ? null : officerGrade(ofAll) };
}

function unitWork(work: DeskWork): Omit<OnlineJson['units'][number], 'code' | 'name'> {
  const { received, answered, answeredInTime, sentBack } = work;
  const paid = paidOf(work);
  return { received, online: onlineOf(work), answered, answeredInTime, sentBack, paid, cashless: paid - work.paidCash };
}
