import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { MessageState } from '../../domain/apology/message.js';
import { Public, RateLimit } from '../../platform/web/access.js';
import { LineReportRequest } from './line-reports.dto.js';
import { LineReports } from './line-reports.service.js';

/** What the message is by now; null where it is not (any more) known: nothing is to be told again. */
export interface LineReportAnswer {
  readonly state: MessageState | null;
}

@Controller('api/v1/gateway/callbacks')
export class LineReportsController {
  constructor(private readonly reports: LineReports) {}

  /** What became of a message by Zalo or SMS, told by the line that sent it; it signs what it tells. */
  @Post()
  @HttpCode(200)
  @Public()
  @RateLimit({ limit: 1200, perMinutes: 1 })
  async report(@Body() { reason, ...report }: LineReportRequest): Promise<LineReportAnswer> {
    return { state: await this.reports.take({ ...report, reason: reason ?? null }) };
  }
}
