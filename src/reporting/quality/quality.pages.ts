import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { QUALITY_READERS } from './quality-roles.js';
import { QualityQuery } from './quality.dto.js';
import { QualityService } from './quality.service.js';
import { qualityView } from './quality.view.js';

/** What has to be mended before the figures can be trusted. */
@Controller('reports/quality')
@Allow(...QUALITY_READERS)
export class QualityPages {
  constructor(
    private readonly quality: QualityService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@Query() asked: QualityQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const view = qualityView(await this.quality.page(asked, by), asked, t);
    return this.pages.page(request, 'reports/quality', view, { title: t('quality.title') });
  }
}
