import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '../../calendar/calendar.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { type PlainDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { ReportScopeService, type ReportScope } from '../report-scope.service.js';
import { OpenCountsService } from '../board/open-counts.service.js';

/** Whose morning it is, and what is promised for a day. */
@Injectable()
export class MorningFrame {
  constructor(
    private readonly open: OpenCountsService,
    private readonly scopes: ReportScopeService,
    private readonly calendars: CalendarService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The reader's own unit and below. @throws DomainError `calendar.missing` */
  async frame(by: Actor, day: PlainDate): Promise<{ readonly scope: ReportScope; readonly before: PlainDate }> {
    const [scope, calendar] = await Promise.all([
      this.scopes.of(by, null),
      this.calendars.workingCalendar(by.unitCode),
    ]);
    return { scope, before: calendar.lastWorkingDayBefore(day) };
  }

  /** Open and not late, promised for the day. */
  on(scope: ReportScope, day: PlainDate): Promise<number> {
    return this.open.dueIn(scope, { from: day, to: day }, this.clock.now());
  }
}
