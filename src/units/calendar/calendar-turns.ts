import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CalendarNoticesService, type Notice } from '../../calendar/notices.service.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Done, type Refusal } from '../../platform/web/page-turns.js';
import { callerOf, type Caller } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { noticeView } from './calendar-notice.view.js';
import { CalendarRoomService } from './calendar-room.service.js';
import { calendarYearView, type CalendarAttempt } from './calendar-year.view.js';

/** A form of the calendar that somebody posted. */
export interface CalendarForm {
  readonly request: WebRequest;
  readonly reply: FastifyReply;
  readonly year: number;
  readonly form: CalendarAttempt['form'];
}

/** The answers to the forms of the calendar: on, or the page again with what was typed. */
@Injectable()
export class CalendarTurns {
  constructor(
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
    private readonly room: CalendarRoomService,
    private readonly notices: CalendarNoticesService,
    private readonly calendar: CalendarService,
    private readonly idempotency: IdempotencyService,
  ) {}

  thisYear(): number {
    return this.room.thisYear();
  }

  take({ request, reply, year, form }: CalendarForm, work: (caller: Caller) => Promise<Done>): Promise<void> {
    return this.turns.take({ request, reply }, work, (refusal) => this.yearAgain(request, year, { form, refusal }));
  }

  /** See `CalendarService.confirmYear`; asked twice with one key, it is done once. */
  confirm(year: number, by: string, write: IdempotentWrite | null): Promise<Outcome> {
    return this.idempotency.once(write, () => this.calendar.confirmYear(year, by, write));
  }

  /** What the notice would change; nothing is written. */
  async preview(request: WebRequest, notice: Notice, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const revision = await this.calendar.revision();
    const read = await this.notices.read(notice);
    const year = Number(read.plan.differences[0]?.date.slice(0, 4) ?? this.room.thisYear());
    const view = noticeView(notice, read, { revision, year }, refusal, t);
    return this.pages.page(request, 'calendar/notice', view, { title: t('notice.heading') });
  }

  async yearAgain(request: WebRequest, year: number, attempt: CalendarAttempt): Promise<string> {
    const room = await this.room.of(year, callerOf(request).by);
    const view = calendarYearView(room, attempt, this.pages.words(request));
    return this.pages.page(request, 'calendar/show', view, { title: view.heading });
  }

  /** A form that is answered by a page of its own when it is in order. */
  answer({ request, reply, year, form }: CalendarForm, work: () => Promise<string>): Promise<void> {
    return this.turns.answer({ request, reply }, work, (refusal) => this.yearAgain(request, year, { form, refusal }));
  }
}
