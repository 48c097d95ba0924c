import { mayRead, type Actor } from '../../domain/accounts/roles.js';
import type { UnitTree } from '../../units/unit-tree.js';
import type { Unit } from '../../units/unit.js';

/** Whose registers somebody may read: desks in their part of the tree, and their own unit. */
export function registerDesks(tree: UnitTree, by: Actor): Unit[] {
  return tree.units.filter(
    ({ code, hasDesk }) => (hasDesk || code === by.unitCode) && mayRead(by, code, tree.ancestors(code)),
  );
}
