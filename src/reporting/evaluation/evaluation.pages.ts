import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { DeskEvaluationService } from './desk-evaluation.service.js';
import { deskEvaluationView } from './desk-evaluation.view.js';
import { EvaluationFrames } from './evaluation-frame.service.js';
import { EVALUATION_READERS } from './evaluation-readers.js';
import { EvaluationQuery } from './evaluation.dto.js';
import { onlineView } from './online.view.js';

/** How well the desk serves, besides keeping its promises. */
@Controller('reports')
@Allow(...EVALUATION_READERS)
export class EvaluationPages {
  constructor(
    private readonly evaluations: DeskEvaluationService,
    private readonly frames: EvaluationFrames,
    private readonly pages: PageRenderer,
  ) {}

  @Get('desk-evaluation')
  async evaluation(
    @Query() asked: EvaluationQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = deskEvaluationView(await this.evaluations.of(asked, by), t);
    return this.pages.page(request, 'reports/desk-evaluation', view, { title: t('nav.desk_evaluation') });
  }

  @Get('online')
  async online(
    @Query() asked: EvaluationQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = onlineView(await this.frames.of(asked, by), t);
    return this.pages.page(request, 'reports/online', view, { title: t('nav.online') });
  }
}
