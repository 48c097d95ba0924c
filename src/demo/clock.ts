import type { Clock, Instant } from '../domain/time/instant.js';

/** Stands where the replay has got to. Never goes back. */
export class ReplayClock implements Clock {
  constructor(private at: Instant) {}

  now(): Instant {
    return this.at;
  }

  /** @throws RangeError for a moment before the present one: the replay would rewrite its own past */
  moveTo(at: Instant): void {
    if (at < this.at) throw new RangeError('a replay goes forward only');
    this.at = at;
  }
}
