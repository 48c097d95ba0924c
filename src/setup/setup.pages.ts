import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SessionsService } from '../accounts/sessions.service.js';
import { DomainError, type FieldError } from '../domain/errors.js';
import { typedFields } from '../platform/web/forms.js';
import { Public, RateLimit } from '../platform/web/access.js';
import { addressOf } from '../platform/web/address.js';
import { Cookies } from '../platform/web/cookies.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { PROBLEMS } from '../platform/web/problem-words.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { FirstRunService, type Ground } from './first-run.service.js';
import { SetupCode } from './setup-code.js';
import { SetupForm } from './setup.dto.js';
import { setupView } from './setup.view.js';

/** Open while nobody has an account, and never again. */
@Controller('setup')
@Public()
export class SetupPages {
  constructor(
    private readonly firstRun: FirstRunService,
    private readonly code: SetupCode,
    private readonly sessions: SessionsService,
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    if (await this.code.isOpen()) void reply.send(await this.page(request, {}, []));
    else void reply.redirect('/', 303);
  }

  @Post()
  @RateLimit({ limit: 15, perMinutes: 15 })
  async begin(@Body() body: unknown, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.code.isOpen())) {
      void reply.redirect('/', 303);
      return;
    }
    try {
      const form = await readRequest(SetupForm, body);
      if (!this.code.isRight(form.code)) throw invalid('code', 'setup.fault.code');
      if (form.password !== form.again) throw invalid('again', 'account.fault.again');
      const { username, fullName, password } = form;
      await this.firstRun.begin({ username, fullName, password }, groundOf(form));
      const place = { attended: true, deviceId: null };
      const { token } = await this.sessions.open(username, password, addressOf(request), place);
      this.cookies.setSession(reply, token);
      void reply.redirect('/setup/checks', 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'request.invalid') throw error;
      const page = await this.page(request, typedFields(body), this.worded(request, error.errors));
      void reply.status(PROBLEMS[error.code].status).send(page);
    }
  }

  /** The rules of this room name their words by key. */
  private worded(request: WebRequest, errors: readonly FieldError[]): FieldError[] {
    const t = this.pages.words(request);
    return this.pages.fieldErrors(request, errors).map(({ field, message }) => ({
      field,
      message: /^(?:setup|account)\.fault\./.test(message) ? t(message) : message,
    }));
  }

  private async page(
    request: WebRequest,
    typed: Readonly<Record<string, string>>,
    errors: readonly FieldError[],
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = setupView(await this.firstRun.roots(), typed, errors, t);
    return this.pages.page(request, 'setup/show', view, { title: t('setup.title') });
  }
}

/** @throws DomainError `request.invalid` where one's own agency is not said in full */
function groundOf({ ground, unitCode, unitName, place }: SetupForm): Ground {
  if (ground === 'shipped') return { kind: ground };
  if (unitCode === undefined) throw invalid('unitCode', 'setup.fault.missing');
  if (ground === 'known') return { kind: ground, unitCode };
  if (unitName === undefined) throw invalid('unitName', 'setup.fault.missing');
  if (place === undefined) throw invalid('place', 'setup.fault.missing');
  return { kind: ground, unitCode, name: unitName, place };
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}
