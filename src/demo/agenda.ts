import type { Instant } from '../domain/time/instant.js';

interface Entry {
  readonly at: Instant;
  readonly order: number;
  readonly act: () => Promise<void>;
}

/** What is still to happen, in the order of time; of one moment, in the order of entering (a binary heap). */
export class Agenda {
  private readonly heap: Entry[] = [];
  private entered = 0;

  add(at: Instant, act: () => Promise<void>): void {
    const entry: Entry = { at, order: this.entered, act };
    this.entered += 1;
    let i = this.heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = this.heap[parent];
      if (!above || !before(entry, above)) break;
      this.heap[i] = above;
      i = parent;
    }
    this.heap[i] = entry;
  }

  /** @returns what comes next, taken off; undefined when nothing is left */
  next(): Entry | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first && last && first !== last) this.sink(last);
    return first;
  }

  private sink(entry: Entry): void {
    let i = 0;
    for (;;) {
      const [left, right] = [this.heap[2 * i + 1], this.heap[2 * i + 2]];
      const smaller = left && right && before(right, left) ? right : left;
      if (!smaller || !before(smaller, entry)) break;
      this.heap[i] = smaller;
      i = smaller === right ? 2 * i + 2 : 2 * i + 1;
    }
    this.heap[i] = entry;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
