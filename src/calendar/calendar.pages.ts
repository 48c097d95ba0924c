import { Controller, Get, Param, Req } from '@nestjs/common';
import { DomainError } from '../domain/errors.js';
import { Allow } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { calendarPageView } from './calendar-page.view.js';
import { CalendarService } from './calendar.service.js';

/** The days off of a year, to be read. */
@Controller('reference/calendar')
export class CalendarPages {
  constructor(
    private readonly calendar: CalendarService,
    private readonly pages: PageRenderer,
  ) {}

  @Get(':year')
  @Allow('admin', 'desk_head', 'leader')
  async show(@Param('year') year: string, @Req() request: WebRequest): Promise<string> {
    if (!/^\d{4}$/.test(year)) throw new DomainError('not_found', 'there is no such year');
    const view = calendarPageView(await this.calendar.year(Number(year)), this.pages.words(request));
    return this.pages.page(request, 'reference/list', view, { title: view.heading });
  }
}
