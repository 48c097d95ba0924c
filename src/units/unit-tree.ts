import { DomainError } from '../domain/errors.js';
import type { Unit } from './unit.js';

/** The units by code, and who stands above and below whom. Immutable. */
export class UnitTree {
  private readonly byCode: ReadonlyMap<string, Unit>;
  private readonly children = new Map<string, string[]>();

  constructor(readonly units: readonly Unit[]) {
    this.byCode = new Map(units.map((unit) => [unit.code, unit]));
    for (const { code, parentCode } of units) {
      if (parentCode !== null) this.children.set(parentCode, [...(this.children.get(parentCode) ?? []), code]);
    }
  }

  find(code: string): Unit | undefined {
    return this.byCode.get(code);
  }

  /** @throws DomainError `not_found` */
  get(code: string): Unit {
    const unit = this.byCode.get(code);
    if (!unit) throw new DomainError('not_found', 'there is no such unit', { unitCode: code.slice(0, 40) });
    return unit;
  }

  /** @returns the codes above, nearest first */
  ancestors(code: string): readonly string[] {
    const above: string[] = [];
    let parent = this.get(code).parentCode;
    while (parent !== null && !above.includes(parent)) {
      above.push(parent);
      parent = this.get(parent).parentCode;
    }
    return above;
  }

  /** @returns the code itself and all below it, parents before children */
  subtree(code: string): readonly string[] {
    const found = [this.get(code).code];
    for (const one of found) found.push(...(this.children.get(one) ?? []));
    return found;
  }
}
