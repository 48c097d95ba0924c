import { Injectable } from '@nestjs/common';
import { COVER_MEASURES } from '../../domain/apology/coverage.js';
import { Transactor } from '../../platform/database/transactor.js';
import { UnitsService } from '../../units/units.service.js';
import { CoverBooks } from './cover-books.repository.js';
import { CoverFold } from './cover-fold.service.js';
import { difference, postingsOf, type PlacedLine, type PlacedPosting } from './cover-places.js';
import { CoverRecountRepository } from './cover-recount.repository.js';

/** How many wrong numbers are named. */
const NAMED = 20;

/** Proves that the figures of coverage are what obligations and letters say, and makes them anew. */
@Injectable()
export class CoverRecount {
  constructor(
    private readonly transactor: Transactor,
    private readonly repository: CoverRecountRepository,
    private readonly books: CoverBooks,
    private readonly folds: CoverFold,
    private readonly units: UnitsService,
  ) {}

  /** @returns the first differences, each in one line; none when all agree */
  async check(): Promise<readonly string[]> {
    const found: string[] = [];
    const tree = await this.units.tree();
    for (const { code } of tree.units) {
      if (found.length >= NAMED) break;
      const stray = await this.repository.strayDossiers(code);
      found.push(...stray.map((id) => `cover_line ${code} dossier ${id} is not how its obligations stand`));
      const lines = await this.repository.strayLines(code, tree.subtree(code));
      found.push(...lines.map((id) => `cover_line ${code} obligation ${id} is not what the units below count`));
    }
    for (const node of await this.repository.nodes()) {
      if (found.length >= NAMED) break;
      found.push(...(await this.wrongBins(node)).map(said));
    }
    return found.slice(0, NAMED);
  }

  /** Looks at every dossier again, by the tree of units of today. Acts go on beside it; stopped half-way it is begun again. */
  async rebuild(): Promise<void> {
    await this.transactor.run((tx) => this.repository.markAll(tx));
    await this.folds.fold();
    for (const node of await this.repository.nodes()) {
      await this.transactor.run(async (tx) => {
        await this.books.lock(tx);
        const lines = await this.repository.linesAt(tx, node);
        await this.repository.dropBins(tx, node);
        await this.books.post(tx, difference([], lines));
      });
    }
  }

  /** In one transaction: no fold comes between its two looks. */
  private async wrongBins(node: string): Promise<PlacedPosting[]> {
    return this.transactor.run(async (tx) => {
      await this.books.lock(tx);
      const lines = await this.repository.linesAt(tx, node);
      return lacking(lines, await this.repository.binsAt(tx, node));
    });
  }
}

/** What the bins lack of their lines. */
function lacking(lines: readonly PlacedLine[], bins: readonly PlacedPosting[]): PlacedPosting[] {
  const sums = new Map<string, { readonly at: PlacedPosting; readonly counts: Record<string, number> }>();
  const add = (posting: PlacedPosting, times: 1 | -1): void => {
    const id = [posting.nodeCode, posting.span, posting.day, posting.cause, posting.fault].join(' ');
    const sum = sums.get(id) ?? { at: posting, counts: {} };
    for (const name of COVER_MEASURES) sum.counts[name] = (sum.counts[name] ?? 0) + times * posting.counts[name];
    sums.set(id, sum);
  };
  for (const posting of postingsOf(lines)) add(posting, 1);
  for (const bin of bins) add(bin, -1);
  return [...sums.values()]
    .filter(({ counts }) => Object.values(counts).some((count) => count !== 0))
    .map(({ at, counts }) => ({ ...at, counts: counts as PlacedPosting['counts'] }));
}

function said({ nodeCode, span, day, cause, fault, counts }: PlacedPosting): string {
  const amounts = COVER_MEASURES.filter((name) => counts[name] !== 0).map((name) => `${name} ${String(counts[name])}`);
  return `cover_bin ${nodeCode} ${span} ${day} ${cause} ${fault} lacks ${amounts.join(', ')}`;
}
