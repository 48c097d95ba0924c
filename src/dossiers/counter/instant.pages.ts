import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { withoutPlumbing } from '../../platform/web/forms.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { CurrentActor, Idempotency } from '../../platform/web/request-parts.js';
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
  ) {}

  @Get()
  show(@Query() query: InstantQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.show(request, by, query);
  }

  @Post()
  async serve(
    @Body() body: unknown,
    @CurrentActor() by: Actor,
    @Idempotency() write: IdempotentWrite | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const asked = await readRequest(InstantRequest, withPlainNumber(withoutPlumbing(body ?? {})), true);
      const { procedureCode, copies, pages = null, later = false, again } = asked;
      const citizen = again === undefined ? citizenOf(asked) : ({ kind: 'again', code: again } as const);
      const { resource } = await this.instant.serve({ procedureCode, citizen, copies, pages, later }, by, write);
      const next = new URLSearchParams({ saved: resource, procedure: procedureCode });
      void reply.redirect(`/dossiers/instant?${next.toString()}`, 303);
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      const page = await this.screen.refused(request, by, error);
      void reply.status(PROBLEMS[error.code].status).send(page);
    }
  }
}
