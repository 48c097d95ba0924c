import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { ImportScope } from '../import-scope.js';

/** What the pages of files name: desks within reach, units, people. */
@Injectable()
export class ImportFacts {
  constructor(
    private readonly scope: ImportScope,
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
  ) {}

  /** Those the person may import for, their own first. */
  async desks(by: Actor): Promise<readonly Unit[]> {
    const reach = await this.scope.reach(by);
    const tree = await this.units.tree();
    const desks = reach.map((code) => tree.get(code)).filter(({ hasDesk }) => hasDesk);
    return [...desks].sort((a, b) => Number(b.code === by.unitCode) - Number(a.code === by.unitCode));
  }

  async unitNames(): Promise<(code: string) => string> {
    const tree = await this.units.tree();
    return (code) => tree.find(code)?.name ?? code;
  }

  async people(usernames: readonly string[]): Promise<(username: string) => string> {
    const names = await this.accounts.names(usernames);
    return (username) => names.get(username) ?? username;
  }

  /** The catalogue and the calendar are everybody's: administrators of the town keep them. */
  async keepsTown(by: Actor): Promise<boolean> {
    return hasRole(by, 'admin') && (await this.units.unit(by.unitCode)).parentCode === null;
  }
}
