import { Controller, Get, Param } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import { Authenticated } from '../platform/web/access.js';
import { CalendarService } from './calendar.service.js';
import { yearView, type YearView } from './calendar.view.js';

/** The calendar as it is. Who may change it depends on the tree of units: `units/calendar-acts.controller.ts`. */
@Controller('api/v1/calendar')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  /** Days off and swapped days of a year, with their sources. */
  @Get(':year')
  @Authenticated()
  async show(@Param('year') year: string): Promise<YearView> {
    if (!/^\d{4}$/.test(year)) throw new DomainError('not_found', 'there is no such year');
    return yearView(await this.calendar.year(Number(year)));
  }
}
