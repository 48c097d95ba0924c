import { Body, Controller, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CalendarImportService } from '../calendar/calendar-import.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { yearView, type YearView } from '../calendar/calendar.view.js';
import { readSpells } from '../calendar/spell-text.js';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import { isPlainDate } from '../domain/time/plain-date.js';
import type { ImportReport } from '../platform/csv/import-report.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Accepts, Allow } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import { answerImport, csvText } from '../platform/web/import-request.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import { CalendarDayRequest, CalendarImportQuery } from './calendar-acts.dto.js';
import { UnitsService } from './units.service.js';

/** Changing the calendar of everybody is for people of the town; the tree of units says who that is. */
@Controller('api/v1/calendar')
export class CalendarActsController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly imports: CalendarImportService,
    private readonly units: UnitsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Says what is special about a day. Open promises do not move by this. */
  @Put('days/:date')
  @HttpCode(204)
  @Allow('admin')
  async putDay(
    @CurrentActor() actor: Actor,
    @Param('date') date: string,
    @Body() { hours, confidence = 'high', reason = '', ...day }: CalendarDayRequest,
  ): Promise<void> {
    await this.units.demandTown(actor);
    if (!isPlainDate(date)) throw new DomainError('not_found', 'there is no such day');
    const spells = readSpells(hours ?? null);
    if (spells === 'faulty') {
      const errors = [{ field: 'hours', message: 'Giờ phải có dạng 07:30-11:30 13:30-17:00' }];
      throw new DomainError('request.invalid', 'hours are not acceptable', {}, errors);
    }
    await this.calendar.putDay(date, { ...day, confidence, spells, reason: reason || null }, actor.username);
  }

  /** A leader of the town lets a projected year carry promises; they are marked provisional. */
  @Post(':year/confirmations')
  @Allow('leader')
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('year') text: string,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<YearView> {
    await this.units.demandTown(actor);
    if (!/^\d{4}$/.test(text)) throw new DomainError('not_found', 'there is no such year');
    const year = Number(text);
    const made = await this.idempotency.once(write, () => this.calendar.confirmYear(year, actor.username, write));
    markReplayed(reply, made.replayed);
    return yearView(await this.calendar.year(year));
  }

  /** A file of days off (whole years, or single days) or of weekly hours. Running it again changes nothing. */
  @Post('imports')
  @HttpCode(200)
  @Allow('admin')
  @Accepts('text/csv')
  async import(
    @CurrentActor() actor: Actor,
    @Body() body: string,
    @Query() query: CalendarImportQuery,
  ): Promise<ImportReport> {
    await this.units.demandTown(actor);
    const { kind = 'days-off', dryRun = false } = query;
    return answerImport(await this.imports.importCsv(kind, csvText(body), { dryRun, by: actor.username }), query);
  }
}
