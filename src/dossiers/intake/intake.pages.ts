import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { CurrentActor, Idempotency } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { NewDossierRequest } from '../dossiers.dto.js';
import { intakeRequest } from './intake-form.js';
import { intakeOf } from './intake-request.js';
import { IntakeScreen } from './intake-screen.js';
import { IntakeService } from './intake.service.js';

/** Reception at the counter: the form, its live slip, and the dossier it becomes. */
@Controller('dossiers')
@Allow('receiver')
export class IntakePages {
  constructor(
    private readonly intake: IntakeService,
    private readonly screen: IntakeScreen,
    private readonly pages: PageRenderer,
  ) {}

  @Get('new')
  show(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.form(request, by);
  }

  @Post()
  async register(
    @Body() body: unknown,
    @CurrentActor() by: Actor,
    @Idempotency() write: IdempotentWrite | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const intake = await readRequest(NewDossierRequest, intakeRequest(body, by.unitCode), true);
      const { resource } = await this.intake.register(intakeOf(intake), by, write);
      void reply.redirect(`/dossiers/${encodeURIComponent(resource)}?saved=1`, 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code.startsWith('auth.')) throw error;
      const page = await this.screen.refused(request, by, body, error);
      void reply.status(PROBLEMS[error.code].status).send(page);
    }
  }

  /** The slip alone for htmx; without script the whole page, with everything that was typed. */
  @Post('promise-preview')
  async preview(
    @Body() body: unknown,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const slip = await this.screen.slip(request, by, typedFields(body));
    const live = request.headers['hx-request'] === 'true';
    const page = live
      ? this.pages.fragment(request, 'dossiers/promise-preview', { slip })
      : await this.screen.form(request, by, { body, slip });
    void reply.status(200).send(page);
  }
}
