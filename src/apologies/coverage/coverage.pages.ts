import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { NightsService } from '../healing/nights.service.js';
import { CoverBoards } from './cover-board.service.js';
import { CoverListPages } from './cover-list.service.js';
import { coverListView } from './cover-list.view.js';
import { COVER_READERS } from './coverage-roles.js';
import { CoveragePageQuery, CoverListQuery } from './coverage.dto.js';
import { coverageView } from './coverage.view.js';

/** Whether everybody who was let down has their letter: each number, and who stands behind it. */
@Controller('letters/coverage')
@Allow(...COVER_READERS)
export class CoveragePages {
  constructor(
    private readonly boards: CoverBoards,
    private readonly lists: CoverListPages,
    private readonly nights: NightsService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(
    @Query() asked: CoveragePageQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const [board, night] = await Promise.all([this.boards.board(asked, by), this.nights.last()]);
    const view = coverageView(board, night, t);
    return this.pages.page(request, 'letters/coverage', view, { title: t('coverage.title') });
  }

  @Get('lists/:list')
  async list(
    @Param('list') list: string,
    @Query() asked: CoverListQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = coverListView(await this.lists.page(list, asked, by), asked, by, t);
    return this.pages.page(request, 'letters/coverage-list', view, { title: view.title });
  }
}
