import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import { UnitsService } from '../units/units.service.js';
import type { ImportFile } from './import-file.js';
import { ImportGround } from './import-ground.js';

/** Which desks an import may touch: an administrator's reaches below their unit, the head of a desk keeps to it. */
@Injectable()
export class ImportScope {
  constructor(
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `auth.forbidden` for a unit out of reach, `not_found` */
  async demandReach(by: Actor, unitCode: string): Promise<void> {
    await this.units.unit(unitCode);
    if (!(await this.reach(by)).includes(unitCode)) {
      throw new DomainError('auth.forbidden', 'not for this unit', { unitCode: by.unitCode });
    }
  }

  /** Units whose imports a person may see and start. */
  async reach(by: Actor): Promise<readonly string[]> {
    return hasRole(by, 'admin') ? this.units.subtree(by.unitCode) : [by.unitCode];
  }

  async desks({ unitCode, wholeTree }: Pick<ImportFile, 'unitCode' | 'wholeTree'>): Promise<ReadonlySet<string>> {
    return new Set(wholeTree ? await this.units.subtree(unitCode) : [unitCode]);
  }

  /** What the names in a file can mean now. */
  async ground(file: Pick<ImportFile, 'unitCode' | 'wholeTree' | 'asOf'>): Promise<ImportGround> {
    const [procedures, units] = [await this.procedures.names(), await this.units.all()];
    const until = { now: this.clock.now(), asOf: file.asOf };
    return new ImportGround(procedures, units, await this.desks(file), file.unitCode, until);
  }
}
