/** What becomes of a dossier of the month. */
export const FATES = ['late', 'error', 'loss', 'supplement', 'risky', 'declared', 'early'] as const;

export type Fate = (typeof FATES)[number];

/** How many of 20,000 there are of each; all others are finished early. */
const OF_20000: readonly (readonly [Fate, number])[] = [
  ['late', 1_200],
  ['error', 150],
  ['loss', 20],
  ['supplement', 40],
  ['risky', 8_000],
  ['declared', 100],
];

/** Working days after its receipt on which a dossier of five days is finished; its promise is for the fifth. */
export const FINISHED_AFTER: Readonly<Record<Fate, number>> = {
  late: 7,
  error: 2,
  loss: 2,
  supplement: 2,
  risky: 5,
  declared: 5,
  early: 2,
};
export const FAULT_AFTER = 3;
export const DECLARED_AFTER = 4;
/** Days on which nothing is received any more, until the last late one is finished and its letter is out. */
export const DAYS_AFTER = 10;

export interface Planned {
  readonly n: number;
  readonly fate: Fate;
  /** index of the working day on which it is received */
  readonly day: number;
  /** null: nothing but an address for the post */
  readonly email: string | null;
}

/** The same month each time: fates are spread over it by a step that meets each number once. */
export function planMonth(count: number, days: number): Planned[] {
  return Array.from({ length: count }, (_, n) => ({
    n,
    fate: fateOf((n * STEP) % count, count),
    day: n % days,
    email: n % 5 < 3 ? `cong.dan.${String(n)}@example.vn` : null,
  }));
}

export function howMany(fate: Fate, count: number): number {
  return Math.round(((OF_20000.find(([name]) => name === fate)?.[1] ?? 0) * count) / 20_000);
}

/** Prime, and no divisor of a count anybody asks for. */
const STEP = 7_919;

function fateOf(rank: number, count: number): Fate {
  let upTo = 0;
  for (const [fate] of OF_20000) {
    upTo += howMany(fate, count);
    if (rank < upTo) return fate;
  }
  return 'early';
}
