import { Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import type { Terms } from '../domain/dossier/acts/register.js';
import { DomainError } from '../domain/errors.js';
import {
  limitFor,
  mayBeReceivedAt,
  responsibleUnitOf,
  type ProcedureVersion,
} from '../domain/procedure/procedure-version.js';
import { deadline } from '../domain/time/deadline.js';
import type { Deadline, TraceStep } from '../domain/time/deadline-types.js';
import { explain } from '../domain/time/explanation.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import { UnitsService } from '../units/units.service.js';

export interface Preview {
  readonly version: ProcedureVersion;
  readonly limit: Terms['limit'];
  readonly deadline: Deadline;
  readonly trace: readonly TraceStep[];
}

/** Which terms hold for a procedure received at a desk at a moment, and what would be promised. */
@Injectable()
export class TermsService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
    private readonly procedures: ProceduresService,
  ) {}

  /** @throws DomainError `procedure.not_in_force` also when this desk does not receive the procedure */
  async at(
    procedureCode: string,
    unitCode: string,
    at: Instant,
  ): Promise<{
    terms: Terms;
    version: ProcedureVersion;
    calendar: Awaited<ReturnType<CalendarService['workingCalendar']>>;
  }> {
    const day = localDate(at);
    const unit = await this.units.unit(unitCode);
    const version = await this.procedures.inForce(procedureCode, day);
    const desk = unit.kind === 'commune' ? 'commune' : 'district';
    if (!unit.hasDesk || !mayBeReceivedAt(version, desk)) {
      throw new DomainError('procedure.not_in_force', 'this desk does not receive this procedure', {
        procedureCode,
        unitCode,
      });
    }
    const responsibleUnitCode = responsibleUnitOf(version, { code: unitCode, desk });
    const dayZero = (await this.units.setting(unitCode, 'day_zero', day)) === 'start' ? 'start' : 'receipt';
    const terms: Terms = {
      procedureCode,
      procedureVersionId: version.id,
      fieldCode: version.fieldCode,
      onlineLevel: version.onlineLevel,
      limit: limitFor(version, unitCode),
      instantAllowed: version.instant,
      responsibleUnitCode,
      dayZero,
    };
    return { terms, version, calendar: await this.calendar.workingCalendar(responsibleUnitCode) };
  }

  /** What would be promised for a dossier received at `at`: the live slip beside the form. */
  async preview(procedureCode: string, unitCode: string, at: Instant): Promise<Preview> {
    const { terms, version, calendar } = await this.at(procedureCode, unitCode, at);
    const question = { from: at, limit: terms.limit, dayZero: terms.dayZero };
    return { version, limit: terms.limit, deadline: deadline(calendar, question), trace: explain(calendar, question) };
  }
}
