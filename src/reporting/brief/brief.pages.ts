import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { BoardService } from '../board/board.service.js';
import { DashboardService } from '../dashboard.service.js';
import { REPORT_READERS } from '../reports-readers.js';
import { BriefQuery } from './brief.dto.js';
import { briefView } from './brief.view.js';

/** How the unit stands, read on a telephone between two meetings. */
@Controller('reports/brief')
@Allow(...REPORT_READERS)
export class BriefPages {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly boards: BoardService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@Query() { unit }: BriefQuery, @CurrentActor() actor: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const facts = await this.dashboard.facts(actor, unit ?? null);
    const board = await this.boards.facts(actor, unit ?? null);
    return this.pages.page(request, 'reports/brief', briefView(facts, board, t), { title: t('brief.title') });
  }
}
