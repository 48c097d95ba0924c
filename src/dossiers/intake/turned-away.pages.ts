import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { Cookies } from '../../platform/web/cookies.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import { CurrentActor, Idempotency } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { RefusalRequest } from '../filings/refusals.dto.js';
import { RefusalsService } from '../filings/refusals.service.js';
import { SlipPreview } from './slip-preview.js';
import { turnedAwayView } from './turned-away.view.js';

type Typed = Readonly<Record<string, string>>;

/** Somebody is turned away at the counter: a record with its reason, no dossier and no code. */
@Controller('dossiers/refusals')
@Allow('receiver')
export class TurnedAwayPages {
  constructor(
    private readonly refusals: RefusalsService,
    private readonly slips: SlipPreview,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  @Get('new')
  blank(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.form(request, by, {}, []);
  }

  /** From intake, with what was typed there: a name stands in no address. */
  @Post('new')
  async begin(
    @Body() body: unknown,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { procedureCode = '', 'applicant.name': applicantName = '' } = typedFields(body);
    void reply.status(200).send(await this.form(request, by, { procedureCode, applicantName }, []));
  }

  @Post()
  async refuse(
    @Body() body: unknown,
    @CurrentActor() by: Actor,
    @Idempotency() write: IdempotentWrite | null,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const { applicantName, ...asked } = await readRequest(RefusalRequest, withoutBlanks(body), true);
      await this.refusals.refuse({ ...asked, applicantName: applicantName ?? null }, by, write);
      this.cookies.setFlash(reply, { kind: 'ok', text: this.pages.words(request)('turned.done') });
      void reply.redirect('/dossiers/new', 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code.startsWith('auth.')) throw error;
      const page = await this.form(request, by, typedFields(body), this.faults(request, error));
      void reply.status(PROBLEMS[error.code].status).send(page);
    }
  }

  private async form(request: WebRequest, by: Actor, typed: Typed, errors: readonly FieldError[]): Promise<string> {
    const t = this.pages.words(request);
    const view = turnedAwayView(await this.slips.receivable(by), typed, errors, t);
    return this.pages.page(request, 'dossiers/turned-away', view, { title: t('turned.title') });
  }

  private faults(request: WebRequest, error: DomainError): FieldError[] {
    if (error.errors.length > 0) return this.pages.fieldErrors(request, error.errors);
    const { happened, todo } = refusalWords(error, this.pages.words(request));
    return [{ field: 'procedureCode', message: `${happened}. ${todo}` }];
  }
}

/** What a form leaves blank was left out. */
function withoutBlanks(body: unknown): Typed {
  return Object.fromEntries(Object.entries(typedFields(body)).filter(([, value]) => value.trim() !== ''));
}
