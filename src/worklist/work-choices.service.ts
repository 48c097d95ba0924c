import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import type { Unit } from '../units/unit.js';
import { UnitsService } from '../units/units.service.js';

/** Who may be given work. */
export interface WorkChoices {
  /** units that stand today but the reader's own, by code */
  readonly units: readonly Unit[];
  /** the reader and their colleagues */
  readonly colleagues: readonly Actor[];
}

@Injectable()
export class WorkChoicesService {
  constructor(
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
  ) {}

  async of(by: Actor, now: Instant): Promise<WorkChoices> {
    const today = localDate(now);
    const standing = (await this.units.all()).filter(
      ({ code, validFrom, validTo }) =>
        code !== by.unitCode && validFrom <= today && (validTo === null || today < validTo),
    );
    return { units: standing, colleagues: await this.accounts.staff(by.unitCode) };
  }
}
