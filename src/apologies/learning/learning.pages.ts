import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { renderChart } from '../../platform/templates/chart.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { COVER_READERS } from '../coverage/coverage-roles.js';
import { CoverageChartQuery, CoveragePageQuery } from '../coverage/coverage.dto.js';
import { LearningService } from './learning.service.js';
import { learningChart, learningView } from './learning.view.js';

/** What the office can learn from what it had to apologise for. */
@Controller('letters/learning')
@Allow(...COVER_READERS)
export class LearningPages {
  constructor(
    private readonly learning: LearningService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(
    @Query() asked: CoveragePageQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = learningView(await this.learning.lessons(asked, by), t);
    return this.pages.page(request, 'letters/learning', view, { title: t('learning.title') });
  }

  @Get('charts/:name')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  async chart(
    @Param('name') name: string,
    @Query() { unit, period }: CoverageChartQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const which = name === 'reasons.svg' ? 'reasons' : name === 'times.svg' ? 'times' : null;
    if (which === null) throw new DomainError('not_found', 'no such chart');
    const lessons = await this.learning.lessons({ unit, period }, by);
    const { option, size } = learningChart(which, lessons, this.pages.words(request));
    return renderChart(option, size);
  }
}
