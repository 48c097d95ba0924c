/** One line of docs/bench.md: what ours costs, and the least the same can cost, found in the same run. */
export interface BenchResult {
  readonly name: string;
  readonly ours: number;
  readonly limit: number;
  /** "per second" is to be reached, every other unit to be stayed below */
  readonly unit: string;
  /** ours to the limit */
  readonly ratio: number;
  readonly target: number;
  /** what the target speaks of; ours when not said */
  readonly judged?: 'ours' | 'ratio';
}

/** What `npm run bench -- --name=value` was given. */
export type BenchOptions = Readonly<Record<string, string>>;

/** How often ours and the limit take turns: several times, or as often as `--rounds` says. */
export function roundsOf(options: BenchOptions, usual: number): number {
  const given = Number(options['rounds'] ?? usual);
  return Number.isInteger(given) && given > 0 ? given : usual;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export function percentile(values: readonly number[], percent: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length * percent) / 100)] ?? Number.NaN;
}
