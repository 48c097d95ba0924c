import type { StageTime } from '../dossier/stages.js';

/** The stage that held a late dossier: where it stands among the others, and whose it was. */
export interface LateHolder {
  readonly unitCode: string;
  /** from 1 */
  readonly no: number;
  /** how many stages the dossier has */
  readonly of: number;
}

/**
 * Who held a late dossier: the stage with the largest share of its lateness, the earlier one of equals (R28). Where no
 * working minute was lost (late by its day alone), the one that had it last.
 *
 * @param stages as `stageTimes` counts them
 * @returns null where no stage was reached
 */
export function lateHolder(stages: readonly StageTime[]): LateHolder | null {
  const most = stages.reduce<StageTime | null>(
    (worst, stage) => (stage.blameMinutes > (worst?.blameMinutes ?? 0) ? stage : worst),
    null,
  );
  const held = most ?? stages.findLast(({ from }) => from !== null);
  return held ? { unitCode: held.unitCode, no: held.no, of: stages.length } : null;
}

/** How many late dossiers each stage of each unit held: the most first. */
export function countHolders(holders: readonly LateHolder[]): readonly (LateHolder & { readonly n: number })[] {
  const counts = new Map<string, LateHolder & { readonly n: number }>();
  for (const holder of holders) {
    const key = JSON.stringify([holder.unitCode, holder.no, holder.of]);
    counts.set(key, { ...holder, n: (counts.get(key)?.n ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.n - a.n || (a.unitCode < b.unitCode ? -1 : 1) || a.no - b.no);
}
