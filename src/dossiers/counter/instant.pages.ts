import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { withoutPlumbing } from '../../platform/web/forms.js';
import { PageTurns, type Done } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { withPlainNumber } from './instant-lines.js';
import { citizenOf } from './instant-citizen.js';
import { InstantScreen } from './instant-screen.js';
import { InstantQuery, InstantRequest } from './instant.dto.js';
import { InstantService } from './instant.service.js';

/** Nhận và trả ngay: what is served while the citizen stands there. */
@Controller('dossiers/instant')
@Allow('receiver')
export class InstantPages {
  constructor(
    private readonly instant: InstantService,
    private readonly screen: InstantScreen,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  show(@Query() query: InstantQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.show(request, by, query);
  }

  @Post()
  serve(@FromForm() { by, write, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      const asked = await readRequest(InstantRequest, withPlainNumber(withoutPlumbing(body ?? {})), true);
      const { procedureCode, copies, pages = null, later = false, again } = asked;
      const citizen = again === undefined ? citizenOf(asked) : ({ kind: 'again', code: again } as const);
      const { resource } = await this.instant.serve({ procedureCode, citizen, copies, pages, later }, by, write);
      const next = new URLSearchParams({ saved: resource, procedure: procedureCode });
      return { next: `/dossiers/instant?${next.toString()}`, said: null };
    };
    return this.turns.take({ request, reply }, work, (_, error) => this.screen.refused(request, by, error));
  }
}
