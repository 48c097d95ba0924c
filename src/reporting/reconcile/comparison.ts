import type { Difference, Reconciliation } from './reconciliation.js';

/** What a comparing finds is handed over in batches of this size; between two, others get their turn. */
const BATCH = 250;

/** Gathers what a comparing finds. */
export class Comparison {
  rowsRead = 0;
  rowsSame = 0;
  private found: Difference[] = [];
  private written = 0;

  /** @param write the differences from the given number on, with how far the comparing is; throws when it is stopped */
  constructor(
    private readonly write: (
      first: number,
      found: readonly Difference[],
      standing: Pick<Reconciliation, 'rowsRead' | 'rowsSame'>,
    ) => Promise<void>,
  ) {}

  async differs(difference: Difference): Promise<void> {
    this.found.push(difference);
    if (this.found.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const { found, rowsRead, rowsSame } = this;
    this.found = [];
    await this.write(this.written + 1, found, { rowsRead, rowsSame });
    this.written += found.length;
  }

  /** How many differences there are so far. */
  get size(): number {
    return this.written + this.found.length;
  }
}
