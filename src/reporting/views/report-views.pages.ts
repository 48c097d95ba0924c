import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, fieldsOf, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { REPORT_READERS } from '../reports-readers.js';
import { REPORT_ADDRESS } from './report-address.js';
import { RemoveViewForm, ReportViewsQuery, SaveViewForm } from './report-views.dto.js';
import { ReportViews } from './report-views.service.js';
import { reportViewsView } from './report-views.view.js';

const PAGE = '/reports/views';

/** Questions to reports that somebody keeps under names. */
@Controller('reports/views')
@Allow(...REPORT_READERS)
export class ReportViewsPages {
  constructor(
    private readonly views: ReportViews,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  show(@Query() { address }: ReportViewsQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.page(request, by, address ?? null, null);
  }

  @Post()
  save(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const { request, by, body } = posted;
    const { address } = fieldsOf(posted);
    return this.turns.take(
      { request, reply },
      async () => {
        const view = await readRequest(SaveViewForm, body);
        await this.views.keep(by, view);
        return { next: PAGE, said: this.pages.words(request)('views.saved', { name: view.name }) };
      },
      (refusal) => this.page(request, by, isOfReport(address) ? address : null, refusal),
    );
  }

  @Post('removals')
  remove(@FromForm() { request, by, body }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        const { name } = await readRequest(RemoveViewForm, body);
        await this.views.remove(by, name);
        return { next: PAGE, said: this.pages.words(request)('views.removed', { name }) };
      },
      (refusal) => this.page(request, by, null, refusal),
    );
  }

  private async page(request: WebRequest, by: Actor, address: string | null, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const view = reportViewsView({ views: await this.views.of(by), address, refusal }, t);
    return this.pages.page(request, 'reports/views', view, { title: t('nav.views') });
  }
}

function isOfReport(address: unknown): address is string {
  return typeof address === 'string' && REPORT_ADDRESS.test(address);
}
