import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CalendarImportService } from '../../calendar/calendar-import.service.js';
import { EVERYONE } from '../../calendar/calendar-facts.js';
import { CalendarNoticesService } from '../../calendar/notices.service.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { callerOf } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitsService } from '../units.service.js';
import { HoursForm, NoticeForm, NoticeSaveForm } from './calendar-forms.dto.js';
import { CalendarTurns } from './calendar-turns.js';
import { readYear } from './calendar.pages.js';
import { hoursErrors, hoursFile } from './hours-csv.js';

/** What people of the town do to the calendar from its page. */
@Controller('calendar')
export class CalendarActPages {
  constructor(
    private readonly turns: CalendarTurns,
    private readonly notices: CalendarNoticesService,
    private readonly pageTurns: PageTurns,
    private readonly imports: CalendarImportService,
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
  ) {}

  /** Reads a pasted notice and shows what it would change. Writes nothing. */
  @Post('notices/previews')
  @Allow('admin')
  async preview(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.units.demandTown(callerOf(request).by);
    const year = this.turns.thisYear();
    return this.turns.answer({ request, reply, year, form: 'notice' }, async () => {
      const { text, source, wholeYears = false } = await readRequest(NoticeForm, request.body);
      return this.turns.preview(request, { text, source, wholeYears }, null);
    });
  }

  /** Saves what was understood; lines that were not must have been looked at. Dates of dossiers do not move by this. */
  @Post('notices')
  @Allow('admin')
  async keep(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.units.demandTown(callerOf(request).by);
    const form = await readRequest(NoticeSaveForm, request.body);
    const notice = { text: form.text, source: form.source, wholeYears: form.wholeYears ?? false };
    await this.pageTurns.take(
      { request, reply },
      async ({ by, write }) => {
        const { lines, plan } = await this.notices.read(notice);
        if (form.seen !== true && lines.some(({ unclear }) => unclear !== null))
          throw unseen(this.pages.words(request));
        await this.notices.accept(notice, form.revision, by.username, write);
        const next = by.roles.includes('leader') || by.roles.includes('admin') ? '/calendar/replans' : '/calendar';
        const said = this.pages.words(request)('notice.saved', { count: plan.differences.length });
        return { next, said };
      },
      (refusal) => this.turns.preview(request, notice, refusal),
    );
  }

  /** New weekly hours from a day on: the rules are those of the file of hours. */
  @Post(':year/hours')
  @Allow('admin')
  async hours(@Param('year') text: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.units.demandTown(callerOf(request).by);
    const year = readYear(text);
    await this.turns.take({ request, reply, year, form: 'hours' }, async ({ by }) => {
      const form = await readRequest(HoursForm, request.body);
      if (form.unitCode !== EVERYONE) await this.units.unit(form.unitCode);
      const file = hoursFile(form);
      if (file.errors.length > 0) throw invalid(file.errors);
      const report = await this.imports.importCsv('weekly-hours', file.csv, { dryRun: false, by: by.username });
      if (report.rejected.length > 0) throw invalid(hoursErrors(report.rejected, file));
      return { next: '/calendar/replans', said: this.pages.words(request)('calendar.hours_saved') };
    });
  }

  /** A leader of the town lets a projected year carry promises; they are marked provisional. */
  @Post(':year/confirmations')
  @Allow('leader')
  async confirm(@Param('year') text: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.units.demandTown(callerOf(request).by);
    const year = readYear(text);
    await this.turns.take({ request, reply, year, form: 'confirm' }, async ({ by, write }) => {
      await this.turns.confirm(year, by.username, write);
      return { next: `/calendar/${String(year)}`, said: this.pages.words(request)('calendar.confirmed', { year }) };
    });
  }
}

function unseen(t: Translator): DomainError {
  return invalid([{ field: 'seen', message: t('notice.look_first') }]);
}

function invalid(errors: readonly FieldError[]): DomainError {
  return new DomainError('request.invalid', 'the calendar is not changed by this', {}, errors);
}
