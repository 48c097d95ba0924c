import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common';
import { Authenticated } from '../platform/web/access.js';
import { CalendarService } from './calendar.service.js';
import { yearView, type YearView } from './calendar.view.js';

/** The calendar as it is. Who may change it depends on the tree of units: `units/calendar-acts.controller.ts`. */
@Controller('calendar')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  /** Days off and swapped days of a year, with their sources. */
  @Get(':year')
  @Authenticated()
  async show(@Param('year', ParseIntPipe) year: number): Promise<YearView> {
    return yearView(await this.calendar.year(year));
  }
}
