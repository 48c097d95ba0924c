import { MINUTES_A_DAY } from './local-minute.js';
import type { Spell } from './weekly-hours.js';

/** Minutes 0 to 1440 of a day: 1440 has a place of its own, because closings may lie there. */
const STRIDE = MINUTES_A_DAY + 1;

/** Says that no working minute follows on the same day. */
export const NO_MORE = MINUTES_A_DAY + 1;

/**
 * The few different courses a working day can take, each unrolled minute by minute: a full desk week has one or
 * two, so the tables stay in the processor's cache and every question about a day is one look-up.
 */
export class DayShapes {
  readonly opens: Uint16Array;
  readonly closes: Uint16Array;
  readonly total: Uint16Array;
  private readonly before: Uint16Array;
  private readonly next: Uint16Array;
  private readonly after: Uint16Array;

  /** @param shapes valid spells (see `spellsFault`), none of them empty */
  constructor(shapes: readonly (readonly Spell[])[]) {
    this.opens = new Uint16Array(shapes.length);
    this.closes = new Uint16Array(shapes.length);
    this.total = new Uint16Array(shapes.length);
    this.before = new Uint16Array(shapes.length * STRIDE);
    this.next = new Uint16Array(shapes.length * STRIDE);
    this.after = new Uint16Array(shapes.length * STRIDE);
    shapes.forEach((spells, shape) => {
      this.unroll(shape, spells);
    });
  }

  /** Working minutes in [00:00, minute). */
  minutesBefore(shape: number, minute: number): number {
    return this.before[shape * STRIDE + minute] as number;
  }

  /** First working minute at or after `minute`, or `NO_MORE`. */
  nextOpen(shape: number, minute: number): number {
    return this.next[shape * STRIDE + minute] as number;
  }

  /** Minute of the day by which `worked` minutes have passed, 1 to the day's total: a closing stays a closing. */
  minuteAfter(shape: number, worked: number): number {
    return this.after[shape * STRIDE + worked] as number;
  }

  private unroll(shape: number, spells: readonly Spell[]): void {
    const open = new Uint8Array(STRIDE);
    for (const { opens, closes } of spells) open.fill(1, opens, closes);
    const row = shape * STRIDE;
    let worked = 0;
    for (let minute = 0; minute < STRIDE; minute++) {
      this.before[row + minute] = worked;
      if (open[minute] === 1) this.after[row + ++worked] = minute + 1;
    }
    let next = NO_MORE;
    for (let minute = STRIDE - 1; minute >= 0; minute--) {
      if (open[minute] === 1) next = minute;
      this.next[row + minute] = next;
    }
    this.total[shape] = worked;
    this.opens[shape] = next;
    this.closes[shape] = spells.at(-1)?.closes ?? 0;
  }
}
