import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitsService } from '../units.service.js';
import { NewUnitForm, UnitsListQuery } from './unit-forms.dto.js';
import { unitFacts } from './unit-facts.js';
import { UnitsScreen } from './units-screen.js';

/** The tree of units, each with a page. */
@Controller('units')
export class UnitsPages {
  constructor(
    private readonly units: UnitsService,
    private readonly screen: UnitsScreen,
    private readonly idempotency: IdempotencyService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Allow('admin', 'desk_head', 'leader')
  list(
    @CurrentActor() by: Actor,
    @Query() { q = '', all = false }: UnitsListQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.screen.list(request, by, q, all);
  }

  @Get('new')
  @Allow('admin')
  blank(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.blank(request, by, null);
  }

  @Post()
  @Allow('admin')
  create(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        const form = await readRequest(NewUnitForm, request.body);
        const { code, parentCode, kind, validFrom } = form;
        const unit = {
          code,
          kind,
          ...unitFacts(form, code),
          parentCode,
          certainty: 'K',
          validFrom,
          validTo: null,
        } as const;
        await this.idempotency.once(write, () => this.units.create(unit, by, write));
        return { next: `/units/${code}`, said: this.pages.words(request)('units.created') };
      },
      (refusal) => this.screen.blank(request, by, refusal),
    );
  }

  @Get(':code')
  @Allow('admin', 'desk_head', 'leader', 'division_head')
  show(@CurrentActor() by: Actor, @Param('code') code: string, @Req() request: WebRequest): Promise<string> {
    return this.screen.show(request, by, code, null);
  }
}
