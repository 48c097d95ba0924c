import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { REPORT_READERS } from '../reports-readers.js';
import { RatesQuery } from './rates.dto.js';
import { RatesService } from './rates.service.js';
import { ratesView } from './rates.view.js';

/** The on-time rates, each with what it divides by what. */
@Controller('reports/on-time')
@Allow(...REPORT_READERS)
export class RatesPages {
  constructor(
    private readonly rates: RatesService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@Query() asked: RatesQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const view = ratesView(await this.rates.report(by, asked), request.url, t);
    return this.pages.page(request, 'reports/on-time', view, { title: t('nav.on_time') });
  }
}
