import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { CalendarImportService } from '../calendar/calendar-import.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import type { ImportReport } from '../platform/csv/import-report.js';
import { Accepts, Allow } from '../platform/web/access.js';
import { ImportQuery } from '../platform/web/import.dto.js';
import { answerImport, csvText } from '../platform/web/import-request.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { UnitsService } from '../units/units.service.js';

/** The calendar's files under the same roof as the other imports. */
@Controller('api/v1/imports')
export class ReferenceImportsController {
  constructor(
    private readonly calendar: CalendarImportService,
    private readonly units: UnitsService,
  ) {}

  /** Weekly hours, of everyone or of a unit. Running it again changes nothing. */
  @Post('calendar')
  @HttpCode(200)
  @Allow('admin')
  @Accepts('text/csv')
  async hours(@CurrentActor() by: Actor, @Body() body: string, @Query() query: ImportQuery): Promise<ImportReport> {
    await this.units.demandTown(by);
    const options = { dryRun: query.dryRun ?? false, by: by.username };
    return answerImport(await this.calendar.importCsv('weekly-hours', csvText(body), options), query);
  }

  /** Days off and swapped days: whole years, or single days of a known one. Running it again changes nothing. */
  @Post('holidays')
  @HttpCode(200)
  @Allow('admin')
  @Accepts('text/csv')
  async holidays(@CurrentActor() by: Actor, @Body() body: string, @Query() query: ImportQuery): Promise<ImportReport> {
    await this.units.demandTown(by);
    const options = { dryRun: query.dryRun ?? false, by: by.username };
    return answerImport(await this.calendar.importCsv('days-off', csvText(body), options), query);
  }
}
