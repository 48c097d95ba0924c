import type { LateStage } from '../../counting/late-stages.service.js';
import type { Holder } from './narrative-facts.js';

const SHOWN = 5;

export interface HoldersOf {
  /** the unit of the report */
  readonly unitCode: string;
  /** those just below it; the rest of what is counted at the unit it held itself */
  readonly children: readonly string[];
  readonly unitNames: ReadonlyMap<string, string>;
  readonly procedureNames: ReadonlyMap<string, string>;
}

/** Who held stages beyond their limit, the most minutes first; a unit stands for everything below it. */
export function holdersOf(stages: readonly LateStage[], of: HoldersOf): Holder[] {
  const nodes = of.children.map((code) => [code, stages.filter(({ nodeCode }) => nodeCode === code)] as const);
  const held: (readonly [string, readonly LateStage[]])[] = [[of.unitCode, ownOf(stages, of)], ...nodes];
  return held
    .flatMap(([code, own]) => holderOf(code, own, of) ?? [])
    .sort((a, b) => b.lateMinutes - a.lateMinutes || a.unitName.localeCompare(b.unitName, 'vi'))
    .slice(0, SHOWN);
}

function holderOf(code: string, own: readonly LateStage[], of: HoldersOf): Holder | null {
  const worst = own.toSorted((a, b) => b.lateMinutes - a.lateMinutes)[0];
  const lateMinutes = own.reduce((sum, stage) => sum + stage.lateMinutes, 0);
  if (!worst || lateMinutes <= 0) return null;
  const procedureName = of.procedureNames.get(worst.procedureCode) ?? worst.procedureCode;
  return {
    unitName: of.unitNames.get(code) ?? code,
    lateMinutes,
    worst: { stageNo: worst.stageNo, procedureName, lateMinutes: worst.lateMinutes },
  };
}

function ownOf(stages: readonly LateStage[], { unitCode, children }: HoldersOf): LateStage[] {
  const below = new Map<string, number>();
  for (const stage of stages.filter(({ nodeCode }) => children.includes(nodeCode))) {
    below.set(keyOf(stage), (below.get(keyOf(stage)) ?? 0) + stage.lateMinutes);
  }
  return stages
    .filter(({ nodeCode }) => nodeCode === unitCode)
    .map((stage) => ({ ...stage, lateMinutes: stage.lateMinutes - (below.get(keyOf(stage)) ?? 0) }))
    .filter(({ lateMinutes }) => lateMinutes > 0);
}

function keyOf({ procedureCode, stageNo }: LateStage): string {
  return `${procedureCode} ${String(stageNo)}`;
}
