import { Injectable, Logger } from '@nestjs/common';
import { hasRole, type Actor, type Role } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { DigestTellers, type DigestSection, type DigestTeller } from '../../worklist/digest-tellers.js';
import { UnitMorningService } from './unit-morning.service.js';
import { unitMorningSections, withoutFigures } from './unit-morning.view.js';

/** Who answers for a unit, and is told each morning how it stands. */
const HEADS: readonly Role[] = ['leader', 'desk_head', 'division_head'];

/** Tells heads how their unit stands, in the one mail that everybody has in the morning. */
@Injectable()
export class UnitMorningTeller implements DigestTeller {
  private readonly log = new Logger(UnitMorningTeller.name);

  constructor(
    private readonly mornings: UnitMorningService,
    tellers: DigestTellers,
  ) {
    tellers.join(this);
  }

  async tell(by: Actor, t: Translator): Promise<readonly DigestSection[]> {
    if (!hasRole(by, ...HEADS)) return [];
    try {
      return unitMorningSections(await this.mornings.of(by), t);
    } catch (error) {
      // Figures that do not add up are no figures (R25), but they must not take the list of work with them.
      if (!(error instanceof DomainError)) throw error;
      this.log.error(`no figures for ${by.username}: ${error.message}`);
      return [withoutFigures(t)];
    }
  }
}
