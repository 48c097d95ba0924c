import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { BoardService } from '../board/board.service.js';
import { DashboardService } from '../dashboard.service.js';
import { REPORT_READERS } from '../reports-readers.js';
import { WallQuery } from './wall.dto.js';
import { wallView } from './wall.view.js';

/** How the unit stands, for a screen on the wall. */
@Controller('board')
@Allow(...REPORT_READERS)
export class WallPages {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly boards: BoardService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(
    @Query() { unit, slide, still }: WallQuery,
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const facts = await this.dashboard.facts(actor, unit ?? null);
    const board = await this.boards.facts(actor, unit ?? null);
    const view = wallView(facts, board, { slide: slide ?? 1, still: still === '1' }, t);
    return this.pages.page(request, 'wall/show', view, { title: t('wall.title') });
  }
}
