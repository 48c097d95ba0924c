/** Figures by a name that says where they stand. */
export type Figures = ReadonlyMap<string, number | string | null>;

const NAMED = 40;

/** Compares what a report says with the recount, figure by figure. */
export class Tally {
  readonly mismatches: string[] = [];
  wrong = 0;
  private readonly counts = new Map<string, number>();

  /** @param where unit and period */
  compare(report: string, where: string, told: object, recounted: object): void {
    const [a, b] = [flat(told), flat(recounted)];
    this.counts.set(report, (this.counts.get(report) ?? 0) + b.size);
    for (const key of new Set([...a.keys(), ...b.keys()])) {
      if (Object.is(a.get(key), b.get(key))) continue;
      this.wrong += 1;
      const says = `${report}, ${where}, ${key}: ${String(a.get(key))}, recounted ${String(b.get(key))}`;
      if (this.mismatches.length < NAMED) this.mismatches.push(says);
    }
  }

  /** How many figures were compared, by report. */
  facts(): Record<string, number> {
    const all = [...this.counts.values()].reduce((sum, n) => sum + n, 0);
    return {
      'figures compared': all,
      ...Object.fromEntries([...this.counts].map(([name, n]) => [`figures, ${name}`, n])),
    };
  }
}

/** Nested records, lists and maps as one map, each figure by its path. */
function flat(of: unknown, path = '', into = new Map<string, number | string | null>()): Figures {
  if (of !== null && typeof of === 'object') {
    const entries: Iterable<readonly [unknown, unknown]> = of instanceof Map ? of : Object.entries(of);
    for (const [key, value] of entries) flat(value, path === '' ? String(key) : `${path}.${String(key)}`, into);
  } else if (of !== undefined) into.set(path, of as number | string | null);
  return into;
}
