import type { Clock, Instant } from '../../domain/time/instant.js';

/** Injection token of the port `Clock`. */
export const CLOCK = Symbol('Clock');

export class SystemClock implements Clock {
  now(): Instant {
    return Date.now() as Instant;
  }
}

/** Runs at real speed from a chosen moment: training and the demo. Refused in production by the configuration. */
export class TrainingClock implements Clock {
  private readonly offset: number;

  constructor(start: Instant) {
    this.offset = start - Date.now();
  }

  now(): Instant {
    return (Date.now() + this.offset) as Instant;
  }
}
