import { Controller, Get, Header, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { BARS_WIDTH, barsHeight, barsOption } from '../../platform/templates/bars.js';
import { renderChart } from '../../platform/templates/chart.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { REPORT_READERS } from '../reports-readers.js';
import { StagesQuery } from './stages.dto.js';
import { StagesService } from './stages.service.js';
import { stageBars, stagesView } from './stages.view.js';

/** Where time goes, by procedure and stage. */
@Controller('reports/stages')
@Allow(...REPORT_READERS)
export class StagesPages {
  constructor(
    private readonly stages: StagesService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@Query() asked: StagesQuery, @CurrentActor() actor: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const view = stagesView(await this.stages.report(actor, asked), t);
    return this.pages.page(request, 'reports/stages', view, { title: t('stages.title') });
  }

  @Get('charts/p90.svg')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  async chart(@Query() asked: StagesQuery, @CurrentActor() actor: Actor, @Req() request: WebRequest): Promise<string> {
    const bars = stageBars(await this.stages.report(actor, asked), this.pages.words(request));
    return renderChart(barsOption(bars), { width: BARS_WIDTH, height: barsHeight(bars.length) });
  }
}
