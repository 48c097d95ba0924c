import argon2 from 'argon2';

/** Memory in KiB and passes of argon2id; one lane. */
export interface HashCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/**
 * OWASP's first choice for argon2id (19 MiB, 2 passes): about 30 ms on a desk PC. More memory would let a handful of
 * simultaneous log-ins push a small server into swapping.
 */
export const DESK_COST: HashCost = { memoryKiB: 19_456, passes: 2 };

/** Tests make many people; the function is the same, only cheap. */
export const TEST_COST: HashCost = { memoryKiB: 1_024, passes: 1 };

/** Turns passwords into argon2id hashes, and never takes less time for somebody who does not exist. */
export class Passwords {
  private decoy: Promise<string> | null = null;

  constructor(private readonly cost: HashCost) {}

  hash(password: string): Promise<string> {
    return argon2.hash(password, {
      type: argon2.argon2id,
      memoryCost: this.cost.memoryKiB,
      timeCost: this.cost.passes,
      parallelism: 1,
    });
  }

  /** @param stored null when there is no such person: the same work is done against a decoy, and fails */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const good = await argon2.verify(stored ?? (await this.decoyHash()), password);
    return good && stored !== null;
  }

  /** Made ahead of the first log-in, so that the first unknown name is not the slow one. */
  decoyHash(): Promise<string> {
    this.decoy ??= this.hash('nobody has this password');
    return this.decoy;
  }
}
