import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import type { Clock } from '../domain/time/instant.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import { Keys } from '../platform/keys/keys.js';
import { DossierQueryService } from './dossier-query.service.js';
import { PeopleRepository } from './people.repository.js';

/** Whose work may need the whole number. Source: reference 10. */
export const REVEAL_ROLES = ['receiver', 'returner', 'desk_head', 'specialist', 'leader'] as const;

const COLUMN = { idNumber: 'idEncrypted', phone: 'phoneEncrypted' } as const;

/** The one way to an unmasked number. Source: R36; reference 10. */
@Injectable()
export class RevealsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactor: Transactor,
    private readonly dossiers: DossierQueryService,
    private readonly people: PeopleRepository,
    private readonly audit: AuditLog,
    private readonly keys: Keys,
  ) {}

  /**
   * @returns null when the applicant left none
   * @throws DomainError `not_found`; without its audit row the number is not shown
   */
  async reveal(code: string, field: keyof typeof COLUMN, reason: string, by: Actor): Promise<string | null> {
    const { id } = await this.dossiers.visible(code, by);
    const at = this.clock.now();
    const stored = await this.transactor.run(async (tx) => {
      await this.audit.record(tx, {
        at,
        actor: by.username,
        action: `dossier.revealed.${field}`,
        subject: code,
        reason,
      });
      return this.people.sealed(tx, id, COLUMN[field]);
    });
    return stored === null ? null : this.keys.decrypt(stored);
  }
}
