import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { CARRIERS } from '../letter-roles.js';
import { DeliveryListQuery } from './delivery.dto.js';
import { PostingSheets } from './posting-sheets.js';
import { UndeliveredService } from './undelivered.service.js';
import { undeliveredView } from './undelivered.view.js';

/** Thư chưa đến tay: every letter that nobody has yet; and those that go to the post today. */
@Controller('letters')
@Allow(...CARRIERS)
export class UndeliveredPages {
  constructor(
    private readonly undelivered: UndeliveredService,
    private readonly sheets: PostingSheets,
    private readonly pages: PageRenderer,
  ) {}

  @Get('undelivered')
  async list(
    @Query() query: DeliveryListQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = undeliveredView(await this.undelivered.page(query, by), query.unit, t);
    return this.pages.page(request, 'letters/undelivered', view, { title: t('undelivered.title') });
  }

  /** Bảng kê bưu gửi: one list for the post, with room for the numbers it gives. */
  @Get('postings')
  async postings(
    @Query() { unit }: DeliveryListQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const view = this.sheets.view(await this.undelivered.postings(unit, by), this.pages.words(request));
    return this.pages.page(request, 'letters/paper', view, { title: view.title });
  }
}
