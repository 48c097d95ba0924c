import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { IssuedPapersRepository, type PaperKey } from './issued-papers.repository.js';
import { reprintedAt } from './paper-look.js';

/** What a paper says, and whether it was printed before. */
export interface Issued<T> {
  readonly facts: T;
  readonly reprintedAt: Instant | null;
}

/** Papers say for ever what they said when they were first printed; to look at one is not to print it. Source: R37. */
@Injectable()
export class IssuedPapersService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly papers: IssuedPapersRepository,
  ) {}

  /**
   * The facts of a paper as they were when it was first printed, else as they are today. Writes nothing.
   *
   * @param now what it would say today; null when that cannot be told any more
   * @returns null when it was never printed and cannot be, or its people were forgotten
   */
  async read<T extends object>(key: PaperKey, now: () => Promise<T | null>): Promise<Issued<T> | null> {
    const at = this.clock.now();
    const issued = await this.papers.find(key);
    if (issued !== null) {
      return issued.body === null
        ? null
        : { facts: JSON.parse(issued.body) as T, reprintedAt: reprintedAt(issued.issuedAt, at) };
    }
    const facts = await now();
    return facts && { facts, reprintedAt: null };
  }

  /**
   * The paper is printed or handed out as a file: what it says now is what it says from now on. Of one that was issued
   * before nothing changes.
   *
   * @returns false when there is no such paper
   */
  async issue(key: PaperKey, by: Actor, now: () => Promise<object | null>): Promise<boolean> {
    if ((await this.papers.find(key)) !== null) return true;
    const at = this.clock.now();
    const facts = await now();
    if (facts === null) return false;
    await this.transactor.run((tx) => this.papers.keep(tx, key, JSON.stringify(facts), { at, by: by.username }));
    return true;
  }
}
