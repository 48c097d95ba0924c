import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { SECOND_READERS } from '../letter-roles.js';
import { SecondPromisesQuery } from './second-promises.dto.js';
import { SecondPromisesService } from './second-promises.service.js';
import { secondPromisesView } from './second-promises.view.js';

/** What was promised a second time, and whether it was kept. */
@Controller('letters/second-promises')
export class SecondPromisesPages {
  constructor(
    private readonly promises: SecondPromisesService,
    private readonly pages: PageRenderer,
  ) {}

  /** Those that are broken first: somebody must call. */
  @Get()
  @Allow(...SECOND_READERS)
  async list(
    @Query() { state = 'broken', unit, cursor }: SecondPromisesQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = secondPromisesView(await this.promises.page({ state, unit, cursor }, by), { state, unit }, by, t);
    return this.pages.page(request, 'letters/second-promises', view, { title: t('promise.second_title') });
  }
}
