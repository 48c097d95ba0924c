import { Injectable } from '@nestjs/common';
import { CalendarService } from '../calendar/calendar.service.js';
import { DomainError } from '../domain/errors.js';
import { timeLimitFault, type TimeLimit } from '../domain/procedure/time-limit.js';
import { deadline } from '../domain/time/deadline.js';
import type { Deadline, TraceStep } from '../domain/time/deadline-types.js';
import { explain } from '../domain/time/explanation.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { UnitsService } from './units.service.js';

export interface DueDateQuestion {
  readonly acceptedAt: Instant;
  readonly limit: TimeLimit;
  /** whose hours and whose day 0; null is everyone's */
  readonly unitCode: string | null;
}

export interface ExplainedDeadline {
  readonly deadline: Deadline;
  readonly trace: readonly TraceStep[];
}

/** The calculator: what would be promised, and why, without a dossier. */
@Injectable()
export class DueDatesService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly units: UnitsService,
  ) {}

  /** @throws DomainError `calendar.missing`; `request.invalid` for a limit or a unit that there is not */
  async dueDate({ acceptedAt, limit, unitCode }: DueDateQuestion): Promise<ExplainedDeadline> {
    const fault = timeLimitFault(limit);
    if (fault !== null) throw invalid('limit.amount', fault);
    if (unitCode !== null && !(await this.units.tree()).find(unitCode))
      throw invalid('unitCode', 'Không có đơn vị này');
    const dayZero =
      unitCode === null ? 'receipt' : await this.units.setting(unitCode, 'day_zero', localDate(acceptedAt));
    const calendar = await this.calendar.workingCalendar(unitCode ?? undefined);
    const question = { from: acceptedAt, limit, dayZero };
    return { deadline: deadline(calendar, question), trace: explain(calendar, question) };
  }
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', 'the question is not acceptable', {}, [{ field, message }]);
}
