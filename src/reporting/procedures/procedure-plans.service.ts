import { Inject, Injectable } from '@nestjs/common';
import { mayActFor, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { PlannedNumber } from '../../domain/kpi/procedure-counts.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { ProceduresService } from '../../procedures/procedures.service.js';
import { UnitsService } from '../../units/units.service.js';
import { ProcedurePlansRepository, type PlanKey } from './procedure-plans.repository.js';

/** What a unit means to reach in a year. */
@Injectable()
export class ProcedurePlans {
  constructor(
    private readonly plans: ProcedurePlansRepository,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of(key: PlanKey): Promise<PlannedNumber[]> {
    return this.plans.of(key);
  }

  /**
   * Puts the number in the place of the one that stood there.
   *
   * @throws DomainError `not_found` for an unknown unit, `auth.forbidden` for one that is not theirs to plan for,
   *         `request.invalid` for an unknown field
   */
  async put({ unitCode, year }: PlanKey, plan: PlannedNumber, by: Actor): Promise<void> {
    const tree = await this.units.tree();
    const { code } = tree.get(unitCode);
    if (!mayActFor(by, code, tree.ancestors(code))) {
      throw new DomainError('auth.forbidden', 'that unit is not yours to plan for', { unitCode: code });
    }
    if (!(await this.procedures.fields()).some((field) => field.code === plan.fieldCode)) {
      const message = 'Chọn một lĩnh vực trong danh mục';
      throw new DomainError('request.invalid', 'no such field', {}, [{ field: 'fieldCode', message }]);
    }
    const at = this.clock.now();
    const subject = `unit:${code} ${String(year)} ${plan.fieldCode} ${plan.onlineLevel} ${String(plan.planned)}`;
    await this.transactor.run(async (tx) => {
      await this.plans.put(tx, { unitCode: code, year }, plan, by.username, at);
      await this.audit.record(tx, { at, actor: by.username, action: 'procedure_plan.set', subject, reason: null });
    });
  }
}
