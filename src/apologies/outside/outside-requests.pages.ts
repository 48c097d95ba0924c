import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { OutsideRequests } from './outside-requests.service.js';

interface Place {
  readonly code: string;
  readonly id: string;
}

/** The request to the agency at fault, to be printed, signed and sent. */
@Controller('dossiers/:code/obligations/:id')
@Allow(...ACT_ROLES.ask_outside)
export class OutsideRequestsPages {
  constructor(
    private readonly requests: OutsideRequests,
    private readonly pages: PageRenderer,
  ) {}

  @Get('outside-request')
  async paper(@Param() { code, id }: Place, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const html = await this.requests.html(code, id, by);
    const title = this.pages.words(request)('promise.outside_request');
    const place = `/dossiers/${encodeURIComponent(code)}`;
    const pdfHref = `${place}/obligations/${encodeURIComponent(id)}/outside-request.pdf`;
    const view = { title, backHref: place, papers: [html], pdfHref };
    return this.pages.page(request, 'letters/paper', view, { title });
  }

  @Get('outside-request.pdf')
  async pdf(@Param() { code, id }: Place, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const content = await this.requests.pdf(code, id, by);
    await reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${encodeURIComponent(code)}-de-nghi.pdf"`)
      .send(content);
  }
}
