import fc from 'fast-check';

/**
 * What happens in a world, before anybody knows what it will find. A step names nobody and nothing: its numbers choose
 * among what there is when its turn comes, so that a shorter scenario is still one.
 */
export interface Scenario {
  /** days from 1 January 2022 to the first one */
  readonly startDay: number;
  /** of the day */
  readonly startMinute: number;
  readonly dayZero: 'receipt' | 'start';
  /** days from the first one on which the units begin to apologise; null: they always have */
  readonly apologiesFrom: number | null;
  readonly standingApproval: boolean;
  readonly births: readonly Step[];
  readonly steps: readonly Step[];
}

export const WAITS = [
  'none',
  'minutes',
  'hours',
  'morning',
  'days',
  'weeks',
  'midnight',
  'edge',
  'late',
  'back',
] as const;

export interface Wait {
  readonly kind: (typeof WAITS)[number];
  readonly n: number;
}

export const STEPS = [
  'act',
  'wild',
  'birth',
  'receipt',
  'sweep',
  'fold',
  'letter',
  'obligation',
  'calendar',
  'import',
  'paper',
  'erase',
  'bulk',
  'again',
  'look',
] as const;
export type StepKind = (typeof STEPS)[number];

export interface Step {
  readonly wait: Wait;
  readonly kind: StepKind;
  /** which dossier */
  readonly of: number;
  /** seed of every other choice */
  readonly seed: number;
}

/** Days around which the calendar is not like other days: Tết, 30/4, 2/9, new year, the 14th and 15th of a month. */
const EDGES = ['2022-01-24', '2022-04-25', '2022-08-29', '2022-12-10', '2022-12-27', '2023-01-12', '2023-04-24'];
const EDGES_LATER = ['2024-02-01', '2024-04-22', '2024-12-28', '2025-01-20'];
const EPOCH = Date.UTC(2022, 0, 1);
const DAY = 86_400_000;
const LAST_DAY = 1_200;

const startDay = fc.oneof(
  fc.constantFrom(...[...EDGES, ...EDGES_LATER].map((day) => (Date.parse(day) - EPOCH) / DAY)),
  fc.nat(LAST_DAY),
);

const seed = fc.nat(0x7fff_ffff);

const wait: fc.Arbitrary<Wait> = fc.record({
  kind: weighted<Wait['kind']>({
    none: 6,
    minutes: 20,
    hours: 16,
    morning: 8,
    days: 7,
    weeks: 1,
    midnight: 2,
    edge: 3,
    late: 7,
    back: 1,
  }),
  n: fc.nat(1_000),
});

const kind = weighted<StepKind>({
  act: 110,
  wild: 14,
  birth: 4,
  receipt: 5,
  sweep: 12,
  fold: 8,
  letter: 18,
  obligation: 6,
  calendar: 4,
  import: 4,
  paper: 3,
  erase: 4,
  bulk: 3,
  again: 3,
  look: 4,
});

function weighted<T extends string>(weights: Readonly<Record<T, number>>): fc.Arbitrary<T> {
  const arbitraries = Object.entries<number>(weights).map(([value, weight]) => ({
    weight,
    arbitrary: fc.constant(value as T),
  }));
  return fc.oneof(...arbitraries);
}

/** @param steps at most so many */
export function anyScenario(steps: { readonly least: number; readonly most: number }): fc.Arbitrary<Scenario> {
  const birth = fc.record({ wait, kind: fc.constant<StepKind>('birth'), of: fc.nat(255), seed });
  return fc.record({
    startDay,
    startMinute: fc.integer({ min: 6 * 60 + 50, max: 17 * 60 + 10 }),
    dayZero: fc.constantFrom('receipt', 'receipt', 'start'),
    apologiesFrom: fc.constantFrom(null, null, 0, 4, 12),
    standingApproval: fc.boolean(),
    births: fc.array(birth, { minLength: 2, maxLength: 4, size: 'max' }),
    steps: fc.array(fc.record({ wait, kind, of: fc.nat(255), seed }), {
      minLength: steps.least,
      maxLength: steps.most,
    }),
  });
}

/** The small choices of one step, always the same for the same seed. */
export class Dice {
  constructor(private state: number) {}

  /** in [0, 1) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  /** @throws RangeError when there is nothing to choose from */
  of<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to choose from');
    return value;
  }
}
