import { Injectable } from '@nestjs/common';
import type { HandOver } from '../domain/dossier/acts/hand-over.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { ClosuresService } from '../units/closures.service.js';
import { UnitsService } from '../units/units.service.js';

/** Where papers may be sent. */
@Injectable()
export class HandOverPlaces {
  constructor(
    private readonly units: UnitsService,
    private readonly closures: ClosuresService,
  ) {}

  /** @throws DomainError `not_found` for a unit that never was */
  async of(unitCode: string, at: Instant): Promise<Pick<HandOver, 'toUnitCode' | 'outside' | 'ended'>> {
    const closure = await this.closures.of(unitCode, localDate(at));
    return {
      toUnitCode: unitCode,
      outside: await this.isOutside(unitCode),
      ended: closure && { unit: closure.unit.name, from: closure.from, successor: closure.successor?.name ?? null },
    };
  }

  async isOutside(unitCode: string): Promise<boolean> {
    return (await this.units.unit(unitCode)).kind === 'outside_agency';
  }
}
