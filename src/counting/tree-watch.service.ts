import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Transactor } from '../platform/database/transactor.js';
import type { Unit } from '../units/unit.js';
import { UnitsService } from '../units/units.service.js';
import { BinsRepository } from './bins.repository.js';
import { RecountService } from './recount.service.js';

/** The largest whole number that both engines keep. */
const LARGEST = 0x7fff_ffff;

/**
 * Sums stand along the tree of units. A unit put below another leaves the sums above it as they were, and what a unit has
 * of its own, the rest of a difference, comes out wrong or below 0: so a change in the tree makes the figures anew.
 */
@Injectable()
export class TreeWatch {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsService,
    private readonly bins: BinsRepository,
    private readonly recounts: RecountService,
    private readonly transactor: Transactor,
  ) {}

  /**
   * Costs one look where nothing changed. Killed half-way it begins again, and a tree that changes meanwhile is followed
   * the next time.
   *
   * @returns whether the figures were made anew
   */
  async follow(): Promise<boolean> {
    const mark = markOf(await this.units.all());
    if ((await this.bins.tree(this.database)) === mark) return false;
    await this.recounts.rebuild();
    await this.transactor.run((tx) => this.bins.keepTree(tx, mark));
    return true;
  }
}

/** Who stands below whom, as a number. */
function markOf(units: readonly Unit[]): number {
  const ties = units.map(({ code, parentCode }) => `${code} ${parentCode ?? ''}`).sort();
  return createHash('sha256').update(ties.join('\n')).digest().readUInt32BE(0) & LARGEST;
}
