import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { CalendarRoomService } from './calendar-room.service.js';
import { calendarYearView } from './calendar-year.view.js';

/** The years of the calendar at a glance. */
@Controller()
@Allow('admin', 'desk_head', 'leader')
export class CalendarPages {
  constructor(
    private readonly room: CalendarRoomService,
    private readonly pages: PageRenderer,
  ) {}

  @Get('calendar')
  now(@Res() reply: FastifyReply): void {
    void reply.redirect(`/calendar/${String(this.room.thisYear())}`, 303);
  }

  /** Where the calendar stood before: links in letters and heads still lead there. */
  @Get('reference/calendar/:year')
  moved(@Param('year') year: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`/calendar/${String(readYear(year))}`, 303);
  }

  @Get('calendar/:year')
  async show(@Param('year') text: string, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const room = await this.room.of(readYear(text), by);
    const view = calendarYearView(room, null, this.pages.words(request));
    return this.pages.page(request, 'calendar/show', view, { title: view.heading });
  }
}

/** @throws DomainError `not_found` */
export function readYear(text: string): number {
  if (!/^(?:19|20|21)\d{2}$/.test(text)) throw new DomainError('not_found', 'there is no such year');
  return Number(text);
}
