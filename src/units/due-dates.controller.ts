import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { stepViews, type StepView } from '../calendar/explanation.view.js';
import { toLocalIso } from '../domain/time/instant.js';
import { Public, RateLimit } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { DueDateRequest } from './due-dates.dto.js';
import { DueDatesService } from './due-dates.service.js';

export interface DueDateView {
  readonly startsAt: string;
  readonly dueAt: string | null;
  readonly provisional: boolean;
  readonly explanation: readonly StepView[];
}

/** Anyone may check a date: no log-in, nothing is written. */
@Controller('api/v1/calendar/due-dates')
export class DueDatesController {
  constructor(
    private readonly dueDates: DueDatesService,
    private readonly pages: PageRenderer,
  ) {}

  /** When a dossier accepted now would be due, and why that day. */
  @Post()
  @HttpCode(200)
  @Public()
  @RateLimit({ limit: 120, perMinutes: 1 })
  async calculate(@Body() request: DueDateRequest, @Req() from: WebRequest): Promise<DueDateView> {
    const { acceptedAt, limit, unitCode = null } = request;
    const { deadline, trace } = await this.dueDates.dueDate({ acceptedAt, limit: { ...limit }, unitCode });
    return {
      startsAt: toLocalIso(deadline.startsAt),
      dueAt: deadline.dueAt === null ? null : toLocalIso(deadline.dueAt),
      provisional: deadline.provisional,
      explanation: stepViews(trace, this.pages.words(from)),
    };
  }
}
