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
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { ProceduresService } from '../procedures/procedures.service.js';
import { closedError, ClosuresService, isClosed, type Closure } from '../units/closures.service.js';
import type { Unit } from '../units/unit.js';
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
    private readonly closures: ClosuresService,
  ) {}

  /** @throws DomainError `procedure.not_in_force` also when this desk does not receive the procedure, or has ended */
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
    const closure = await this.closures.of(unitCode, day);
    if (closure) throw closedError('procedure.not_in_force', closure, { procedureCode });
    const version = await this.procedures.inForce(procedureCode, day);
    const desk = deskOf(unit);
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

  /** @returns null while the desk stands */
  closure(unitCode: string, day: PlainDate): Promise<Closure | null> {
    return this.closures.of(unitCode, day);
  }

  /** The procedures this desk receives on the day, by code; none where there is no desk, or none any more. */
  async receivable(unitCode: string, day: PlainDate): Promise<ProcedureVersion[]> {
    const unit = await this.units.unit(unitCode);
    const versions = unit.hasDesk && !isClosed(unit, day) ? await this.procedures.all(day) : [];
    return versions.filter((version) => mayBeReceivedAt(version, deskOf(unit)));
  }

  /** What would be promised for a dossier received at `at`: the live slip beside the form. */
  async preview(procedureCode: string, unitCode: string, at: Instant): Promise<Preview> {
    const { terms, version, calendar } = await this.at(procedureCode, unitCode, at);
    const question = { from: at, limit: terms.limit, dayZero: terms.dayZero };
    return { version, limit: terms.limit, deadline: deadline(calendar, question), trace: explain(calendar, question) };
  }
}

/** Communes have their own desks; every other desk is the town's. */
function deskOf({ kind }: Unit): 'commune' | 'district' {
  return kind === 'commune' ? 'commune' : 'district';
}
