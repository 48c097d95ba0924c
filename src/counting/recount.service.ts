import { Injectable } from '@nestjs/common';
import { Transactor } from '../platform/database/transactor.js';
import { UnitsService } from '../units/units.service.js';
import { BinsRepository } from './bins.repository.js';
import { FoldService } from './fold.service.js';
import { RecountRepository } from './recount.repository.js';
import { POSTED, type Posting } from './roll-up.js';

/** Told after each piece of the work. */
export type Progress = (done: number, of: number) => void;

/** A number that is not what the dossiers say: where it stands, and by how much it would have to change. */
export interface Difference {
  readonly table: Posting['table'];
  readonly unitCode: string;
  /** the rest of its key */
  readonly key: string;
  readonly lacking: Readonly<Record<string, number>>;
}

/** Rows that one transaction changes: nobody waits long for it. */
const BATCH = 2_000;
/** How many wrong numbers are named. */
const NAMED = 20;

type Look = () => Promise<Posting[]>;

/** Makes the bins anew from the dossiers, and proves that they agree. */
@Injectable()
export class RecountService {
  constructor(
    private readonly transactor: Transactor,
    private readonly bins: BinsRepository,
    private readonly recounts: RecountRepository,
    private readonly folds: FoldService,
    private readonly units: UnitsService,
  ) {}

  /**
   * Counts every dossier anew, unit by unit, then adds the sums of each unit up again along the tree of today, and posts
   * what lacks. Acts and folds go on beside it; stopped half-way it is begun again. It is what a change in the tree of
   * units needs. Two at once would mend the same thing twice: run it under a lease.
   */
  async rebuild(progress: Progress = () => undefined): Promise<void> {
    await this.folds.fold(BATCH);
    const looks = await this.looks();
    for (const [i, look] of looks.entries()) {
      await this.post(await look());
      progress(i + 1, looks.length);
    }
    for (const { code } of await this.units.all()) {
      await this.transactor.run(async (tx) => {
        await this.bins.lock(tx);
        await this.bins.dropEmpty(tx, code);
      });
    }
  }

  /** @returns the first numbers that are not what the dossiers say, causes before their sums; none when all are */
  async check(): Promise<readonly Difference[]> {
    const found: Posting[] = [];
    for (const look of await this.looks()) {
      if (found.length >= NAMED) break;
      found.push(...(await look()));
    }
    return found.slice(0, NAMED).map(difference);
  }

  /** In this order: sums are compared with what they are sums of. */
  private async looks(): Promise<Look[]> {
    const tree = await this.units.tree();
    const codes = tree.units.map(({ code }) => code);
    return [
      ...codes.map((code) => () => this.recounts.missingFacts(code)),
      ...codes.map((code) => () => this.recounts.missingHalves(code, tree.subtree(code))),
      ...codes.map((code) => () => this.recounts.missingBalances(code)),
    ];
  }

  private async post(postings: readonly Posting[]): Promise<void> {
    for (let i = 0; i < postings.length; i += BATCH) {
      await this.transactor.run(async (tx) => {
        await this.bins.lock(tx);
        await this.bins.post(tx, postings.slice(i, i + BATCH));
      });
    }
  }
}

function difference({ table, key, amounts }: Posting): Difference {
  const names: readonly string[] = POSTED[table].amounts;
  const lacking = names.map((name, i) => [name, amounts[i] ?? 0] as const).filter(([, by]) => by !== 0);
  const [unitCode, ...rest] = key;
  return { table, unitCode: String(unitCode), key: rest.join(' '), lacking: Object.fromEntries(lacking) };
}
