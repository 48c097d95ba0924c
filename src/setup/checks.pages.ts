import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FieldError } from '../domain/errors.js';
import { typedFields } from '../platform/web/forms.js';
import { Allow } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { PageTurns } from '../platform/web/page-turns.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { ChecksService, type Finding } from './checks.service.js';
import { checksView, printTestView } from './checks.view.js';
import { TestMailForm } from './setup.dto.js';

/** Is the server fit for work? After the first run, and whenever something does not print or arrive. */
@Controller('setup')
@Allow('admin')
export class ChecksPages {
  constructor(
    private readonly checks: ChecksService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get('checks')
  show(@Req() request: WebRequest): Promise<string> {
    return this.page(request, null, '', []);
  }

  /** The answer is what the mail server said just now: it stands nowhere, so there is nothing to be led to. */
  @Post('checks/mail')
  mail(@FromForm() { body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedFields(body)['to'] ?? '';
    return this.turns.answer(
      { request, reply },
      async () => {
        const { to } = await readRequest(TestMailForm, body);
        const t = this.pages.words(request);
        const words = { subject: t('setup.mail_subject'), text: t('setup.mail_text') };
        return this.page(request, await this.checks.sendTestMail(to, words), typed, []);
      },
      ({ errors }) => this.page(request, null, typed, errors),
    );
  }

  @Get('print-test')
  printTest(@Req() request: WebRequest): string {
    const title = this.pages.words(request)('setup.print_title');
    return this.pages.page(request, 'setup/print-test', printTestView(), { title });
  }

  private async page(
    request: WebRequest,
    mailed: Finding | null,
    typed: string,
    errors: readonly FieldError[],
  ): Promise<string> {
    const t = this.pages.words(request);
    const view = checksView(await this.checks.look(), mailed, typed, errors, t);
    return this.pages.page(request, 'setup/checks', view, { title: t('setup.checks') });
  }
}
