import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { isBreached, type Dossier } from '../domain/dossier/dossier.js';
import type { Instant } from '../domain/time/instant.js';
import { WARNING_KINDS, type WarningKind, type WarningTier } from '../domain/warning/warnings.js';
import { holdsDossiers } from '../dossiers/waiting.service.js';
import { WarningsRepository } from './warnings.repository.js';

/** So many of a person's or a unit's are looked at. */
const LOOKED_AT = 200;

/** What somebody was warned of, and it is still so. */
@Injectable()
export class WarnedService {
  constructor(private readonly warnings: WarningsRepository) {}

  /** The most serious thing said about each dossier's present promise; of a broken one, about the one that broke. */
  async of(dossiers: readonly Dossier[], now: Instant): Promise<Map<string, WarningKind>> {
    const byId = new Map(dossiers.map((dossier) => [dossier.id, dossier]));
    const found = new Map<string, WarningKind>();
    for (const { dossierId, kind, dueAt } of await this.warnings.about([...byId.keys()])) {
      const dossier = byId.get(dossierId);
      if (!dossier || dossier.lateFrom === null) continue;
      if (dossier.statutoryDueAt !== dueAt && !isBreached(dossier, now)) continue;
      const known = found.get(dossierId);
      if (known === undefined || WARNING_KINDS.indexOf(known) < WARNING_KINDS.indexOf(kind)) found.set(dossierId, kind);
    }
    return found;
  }

  /** Ids of dossiers that the head or leader was told of, the latest first; whether they are still open is not asked. */
  async told(by: Actor): Promise<readonly string[]> {
    const tiers = tiersOf(by);
    return tiers.length === 0 ? [] : this.warnings.told(by.unitCode, tiers, LOOKED_AT);
  }

  /** The number in the menu: what somebody was warned of among the most urgent they hold, and what heads were told of. */
  async count(by: Actor): Promise<number> {
    if (!holdsDossiers(by)) return 0;
    const tiers = tiersOf(by);
    const [own, told] = await Promise.all([
      this.warnings.warned(by.unitCode, by.username, LOOKED_AT),
      tiers.length === 0 ? 0 : this.warnings.stillOpen(by.unitCode, tiers, LOOKED_AT),
    ]);
    return own + told;
  }
}

/** A leader heads a unit that has no other head. */
function tiersOf(by: Actor): WarningTier[] {
  if (hasRole(by, 'leader')) return ['head', 'leader'];
  return hasRole(by, 'division_head', 'desk_head') ? ['head'] : [];
}
