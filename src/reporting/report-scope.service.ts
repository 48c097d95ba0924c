import { Injectable } from '@nestjs/common';
import { mayRead, seesBelow, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { Unit } from '../units/unit.js';
import { UnitsService } from '../units/units.service.js';

/** Whose dossiers a figure is about: a unit with everything below it. */
export interface ReportScope {
  readonly unit: Pick<Unit, 'code' | 'name'>;
  readonly unitCodes: readonly string[];
  /** for single dossiers: null for whoever oversees the units below, else the reader's own unit must have to do with it */
  readonly concerning: string | null;
}

/** Which units a reader may ask about. */
@Injectable()
export class ReportScopeService {
  constructor(private readonly units: UnitsService) {}

  /**
   * @param unitCode null is the reader's own unit
   * @throws DomainError `not_found` for an unknown unit, `auth.forbidden` for one outside the reader's reach
   */
  async of(actor: Actor, unitCode: string | null): Promise<ReportScope> {
    const tree = await this.units.tree();
    const unit = tree.get(unitCode ?? actor.unitCode);
    if (!mayRead(actor, unit.code, tree.ancestors(unit.code))) {
      throw new DomainError('auth.forbidden', 'that unit is not yours to report on', { unitCode: unit.code });
    }
    const concerning = seesBelow(actor) ? null : actor.unitCode;
    return { unit, unitCodes: tree.subtree(unit.code), concerning };
  }

  /** Units the reader may ask about, as the tree has them: their own first. */
  async choices(actor: Actor): Promise<{ readonly code: string; readonly name: string }[]> {
    const tree = await this.units.tree();
    const codes = seesBelow(actor) ? tree.subtree(actor.unitCode) : [actor.unitCode];
    return codes.map((code) => ({ code, name: tree.get(code).name }));
  }

  /** Under which unit each one of the scope is shown: the scope's own, or the one just below it. */
  async branches({ unit, unitCodes }: ReportScope): Promise<ReadonlyMap<string, string>> {
    const tree = await this.units.tree();
    return new Map(
      unitCodes.map((code) => {
        const path = [code, ...tree.ancestors(code)];
        return [code, path[path.indexOf(unit.code) - 1] ?? unit.code];
      }),
    );
  }

  /** So few working minutes left are "soon" to this unit. */
  dueSoonMinutes(unitCode: string, onDay: PlainDate): Promise<number> {
    return this.units.setting(unitCode, 'due_soon_minutes', onDay);
  }
}
