import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import type { VersionDraft } from '../domain/procedure/version-faults.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { lockRevision, raiseRevision } from '../platform/database/revised-cache.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { UnitsService } from '../units/units.service.js';
import { PROCEDURES_REVISION, ProceduresRepository } from './procedures.repository.js';
import { draftFaults } from './version-plan.js';

/** Adds procedures and their versions, each from a day on; dossiers keep the version they were accepted under. */
@Injectable()
export class ProcedureVersionsService {
  constructor(
    private readonly transactor: Transactor,
    private readonly procedures: ProceduresRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param of `new`: the procedure must not exist yet; `known`: it must
   * @returns the version's id
   * @throws DomainError `request.invalid`, `conflict.duplicate` (procedure, or a version from that day), `not_found`
   */
  async add(
    draft: VersionDraft,
    of: 'new' | 'known',
    by: string,
    write: IdempotentWrite | null = null,
  ): Promise<string> {
    const at = this.clock.now();
    const id = newId(at);
    const unitCodes = new Set((await this.units.all()).map(({ code }) => code));
    await this.transactor.run(async (tx) => {
      await lockRevision(tx, PROCEDURES_REVISION);
      const stored = await this.procedures.versions(tx);
      const fields = await this.procedures.fields(tx);
      const own = stored.filter(({ procedureCode }) => procedureCode === draft.procedureCode);
      if (of === 'known' && own.length === 0) throw new DomainError('not_found', 'there is no such procedure');
      if (of === 'new' ? own.length > 0 : own.some(({ validFrom }) => validFrom === draft.validFrom)) {
        throw new DomainError('conflict.duplicate', 'it exists already', { procedureCode: draft.procedureCode });
      }
      const fieldCodes = new Set(fields.map(({ code }) => code));
      const errors = draftFaults(draft, { stored, unitCodes, fieldCodes, today: localDate(at) });
      if (errors.length > 0) throw new DomainError('request.invalid', 'the version is not acceptable', {}, errors);
      await this.procedures.write(tx, [{ ...draft, id, fieldName: '' }]);
      await this.idempotency.remember(tx, write, id, at);
      const subject = `procedure:${draft.procedureCode}@${draft.validFrom}`;
      await this.audit.record(tx, { at, actor: by, action: 'procedure.version_added', subject, reason: null });
      await raiseRevision(tx, PROCEDURES_REVISION);
    });
    return id;
  }
}
