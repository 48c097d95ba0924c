import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { Allow, Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { PageTurns } from '../platform/web/page-turns.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { DossierQueryService } from './dossier-query.service.js';
import { DossierScreen } from './dossier-screen.js';
import { RevealRequest } from './dossiers.dto.js';
import { IntakeScreen } from './intake/intake-screen.js';
import { REVEAL_ROLES, RevealsService } from './reveals.service.js';

/** One dossier on one page. */
@Controller('dossiers/:code')
export class DossierPages {
  constructor(
    private readonly dossiers: DossierQueryService,
    private readonly screen: DossierScreen,
    private readonly intake: IntakeScreen,
    private readonly reveals: RevealsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  /** Just saved at the counter, it is shown beside the form for whoever is next. */
  @Get()
  @Authenticated()
  async show(
    @Param('code') code: string,
    @Query('saved') saved: unknown,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    if (saved === '1' && hasRole(by, 'receiver')) {
      return this.intake.saved(request, by, await this.dossiers.visible(code, by));
    }
    return this.screen.show(request, code, by);
  }

  /** The whole number, on this one answer: no address leads to it again. */
  @Post('reveals')
  @Allow(...REVEAL_ROLES)
  reveal(@FromForm() { by, code, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const t = this.pages.words(request);
    return this.turns.answer(
      { request, reply },
      async () => {
        const { field, reason } = await readRequest(RevealRequest, body);
        const value = await this.reveals.reveal(code, field, reason, by);
        const label = t(field === 'idNumber' ? 'show.id_person' : 'intake.phone');
        const revealed = value === null ? t('show.revealed_none', { label }) : t('show.revealed', { label, value });
        return this.screen.show(request, code, by, { revealed });
      },
      (refusal) => this.screen.refused(request, { code, by, key: 'reveals' }, refusal),
    );
  }
}
