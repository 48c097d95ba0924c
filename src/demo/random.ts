/**
 * The demo's own small generator of chance (mulberry32): the same seed gives the same year on every machine, for ever.
 * Not for secrets.
 */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A generator of its own for a part of the plan, so that changing one part leaves the others as they were. */
  branch(name: string): Random {
    let mixed = this.state;
    for (const letter of name) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return new Random(mixed);
  }

  /** @returns in [0, 1) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** @returns a whole number from `low` to `high`, both possible */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  /** Picks by weight; weights need not sum to anything. @throws RangeError when there is nothing to pick from */
  weighted<T>(from: readonly (readonly [T, number])[]): T {
    const sum = from.reduce((total, [, weight]) => total + weight, 0);
    let left = this.next() * sum;
    for (const [item, weight] of from) {
      left -= weight;
      if (left < 0) return item;
    }
    const last = from.at(-1);
    if (!last) throw new RangeError('nothing to pick from');
    return last[0];
  }

  /** A new list in another order (Fisher and Yates). */
  shuffled<T>(list: readonly T[]): T[] {
    const mixed = [...list];
    for (let i = mixed.length - 1; i > 0; i -= 1) {
      const j = this.between(0, i);
      [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
    }
    return mixed;
  }

  /** Log-normal: half of the values lie below `median`, nine of ten below `p90`. */
  skewed(median: number, p90: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp((normal * Math.log(p90 / median)) / 1.2816);
  }
}

/** Shares a whole number out by weights: sums exactly to `total`, the largest remainders get the rest. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const missing = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((value, i) => [value - Math.floor(value), i] as const).sort((a, b) => b[0] - a[0]);
  for (const [, i] of byRemainder.slice(0, missing)) shares[i] = (shares[i] ?? 0) + 1;
  return shares;
}
