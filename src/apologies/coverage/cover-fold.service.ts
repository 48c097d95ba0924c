import { Injectable } from '@nestjs/common';
import type { Path } from '../../counting/roll-up.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { UnitsService } from '../../units/units.service.js';
import { CoverBooks } from './cover-books.repository.js';
import { difference, placed } from './cover-places.js';

/** Marks in one transaction: so few that on SQLite the people at the desk do not wait for it. */
const BATCH = 200;

/** Looks again at every dossier that is marked, and moves the figures to what it finds. No figure that is read changes by it. */
@Injectable()
export class CoverFold {
  constructor(
    private readonly transactor: Transactor,
    private readonly books: CoverBooks,
    private readonly units: UnitsService,
  ) {}

  /**
   * Batch by batch until no mark is left. State-based: killed at any moment it has moved whole batches or nothing, two
   * at once take turns, and looking twice changes nothing.
   *
   * @returns how many dossiers were looked at
   */
  async fold(batch = BATCH): Promise<number> {
    let seen = 0;
    for (;;) {
      const path = await this.path();
      const taken = await this.transactor.run(async (tx) => {
        await this.books.lock(tx);
        const dossierIds = await this.books.take(tx, batch);
        if (dossierIds.length > 0) await this.move(tx, dossierIds, path);
        return dossierIds.length;
      });
      if (taken === 0) return seen;
      seen += taken;
    }
  }

  private async move(tx: Tx, dossierIds: readonly string[], path: Path): Promise<void> {
    const before = await this.books.stored(tx, dossierIds);
    const after = (await this.books.live(tx, dossierIds)).flatMap((line) => placed(line, path));
    await this.books.post(tx, difference(before, after));
    await this.books.replace(tx, dossierIds, after);
  }

  /** The unit itself and everything above it, by the tree of today. */
  async path(): Promise<Path> {
    const tree = await this.units.tree();
    return (unitCode) => [unitCode, ...tree.ancestors(unitCode)];
  }
}
