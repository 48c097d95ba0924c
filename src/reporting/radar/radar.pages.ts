import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { RADAR_READERS } from './radar-roles.js';
import { RadarLookRequest, RadarQuery } from './radar.dto.js';
import { RadarService } from './radar.service.js';
import { radarHref, radarView, type RadarState } from './radar.view.js';

/** Signs to look at, with how usual each is. */
@Controller('reports/radar')
@Allow(...RADAR_READERS)
export class RadarPages {
  constructor(
    private readonly radar: RadarService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  show(@Query() asked: RadarQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.page(request, by, { asked });
  }

  /** The list the reader was looking at stands in the address of the form. */
  @Post(':id/looks')
  look(@FromForm() { by, id, request }: Posted, @Query() asked: RadarQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        const { note } = await readRequest(RadarLookRequest, request.body);
        await this.radar.look(id, note, by);
        return { next: radarHref(asked), said: this.pages.words(request)('radar.looked_done') };
      },
      (refusal) => this.page(request, by, { asked, refused: { id, ...refusal } }),
    );
  }

  private async page(request: WebRequest, by: Actor, state: RadarState): Promise<string> {
    const t = this.pages.words(request);
    const view = radarView(await this.radar.page(state.asked, by), state, t);
    return this.pages.page(request, 'reports/radar', view, { title: t('radar.title') });
  }
}
