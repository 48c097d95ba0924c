import type { Instant } from '../time/instant.js';

/** The course of one issued letter. */
export interface LetterCourse {
  readonly unitCode: string;
  /** entry of the unit's list; null where none was chosen, or it is not about lateness */
  readonly reasonKey: string | null;
  readonly isLate: boolean;
  /** when the first of what it settles was true; null where nothing is linked */
  readonly since: Instant | null;
  readonly draftedAt: Instant;
  readonly issuedAt: Instant;
  /** in the citizen's hands, known or presumed */
  readonly arrivedAt: Instant | null;
}

export const COURSE_STEPS = ['drafted', 'issued', 'arrived'] as const;

export type CourseStep = (typeof COURSE_STEPS)[number];

/** Milliseconds that half, and nine in ten, took at most; null where nothing was measured. */
export interface Spread {
  readonly n: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

/** A draft written before the breach took no time after it. */
export function spreadOf(courses: readonly LetterCourse[], step: CourseStep): Spread {
  const times = courses
    .map((course) => took(course, step))
    .filter((time) => time !== null)
    .sort((a, b) => a - b);
  return { n: times.length, p50: percentile(times, 50), p90: percentile(times, 90) };
}

function took({ since, draftedAt, issuedAt, arrivedAt }: LetterCourse, step: CourseStep): number | null {
  if (step === 'drafted') return since === null ? null : Math.max(0, draftedAt - since);
  if (step === 'issued') return Math.max(0, issuedAt - draftedAt);
  return arrivedAt === null ? null : Math.max(0, arrivedAt - issuedAt);
}

/** The smallest value that so many of a hundred do not exceed (nearest rank). @param sorted ascending */
export function percentile(sorted: readonly number[], of: number): number | null {
  return sorted[Math.max(0, Math.ceil((of * sorted.length) / 100) - 1)] ?? null;
}

/** How often a unit was late for the same reason. */
export interface ReasonCount {
  readonly unitCode: string;
  readonly reasonKey: string | null;
  readonly n: number;
}

/** The most frequent first; what happened once is no repetition, and stands last. */
export function repeated(courses: readonly LetterCourse[]): ReasonCount[] {
  const counts = new Map<string, ReasonCount>();
  for (const { unitCode, reasonKey, isLate } of courses) {
    if (!isLate) continue;
    const id = `${unitCode} ${reasonKey ?? ''}`;
    counts.set(id, { unitCode, reasonKey, n: (counts.get(id)?.n ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.n - a.n || (idOf(a) < idOf(b) ? -1 : 1));
}

function idOf({ unitCode, reasonKey }: ReasonCount): string {
  return `${unitCode} ${reasonKey ?? ''}`;
}
