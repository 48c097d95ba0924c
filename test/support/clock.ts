import { instant, type Clock, type Instant } from '../../src/domain/time/instant.js';

/** A clock that stands until the test moves it. */
export class StoppedClock implements Clock {
  private at: Instant;

  /** @param start ISO instant with its offset */
  constructor(start = '2023-06-01T08:00:00+07:00') {
    this.at = instant(start);
  }

  now(): Instant {
    return this.at;
  }

  /** @param text ISO instant with its offset */
  set(text: string): void {
    this.at = instant(text);
  }

  /** @param milliseconds use MINUTE, HOUR, DAY of src/domain/time/instant.ts */
  advance(milliseconds: number): void {
    this.at = (this.at + milliseconds) as Instant;
  }
}
