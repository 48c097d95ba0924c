import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { Optional, Pattern } from '../platform/web/validation.js';
import { MailboxService } from './mailbox.service.js';
import { mailboxListView, mailboxShowView } from './mailbox.view.js';

export class MailboxQuery {
  /** id of the last mail of the page before */
  @Optional()
  @Pattern(/^[0-9A-Za-z-]{1,36}$/, 36, '018c6d3e-…')
  before?: string;
}

/** A mail brings its own styles and belongs to nobody here: it is shown, and may do nothing. */
const MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What a training copy would have sent. Anybody who is signed in there may read it; elsewhere there is no such page. */
@Controller('mailbox')
@Authenticated()
export class MailboxPages {
  constructor(
    private readonly mailbox: MailboxService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async list(@Query() { before }: MailboxQuery, @Req() request: WebRequest): Promise<string> {
    const { items, next } = await this.mailbox.page(before);
    const t = this.pages.words(request);
    const view = mailboxListView(items, next, before === undefined, t);
    return this.pages.page(request, 'mailbox/list', view, { title: t('mailbox.title') });
  }

  @Get(':id')
  async show(@Param('id') id: string, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const mail = await this.mailbox.mail(id);
    const view = mailboxShowView(mail, await this.mailbox.letterOf(id, by), this.pages.words(request));
    return this.pages.page(request, 'mailbox/show', view, { title: mail.subject });
  }

  @Get(':id/mail.html')
  async html(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { html } = await this.mailbox.mail(id);
    await reply.type('text/html; charset=utf-8').header('content-security-policy', MAIL_POLICY).send(html);
  }

  @Get(':id/mail.eml')
  async whole(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const content = await this.mailbox.whole(id);
    await reply.type('message/rfc822').header('content-disposition', `attachment; filename="${id}.eml"`).send(content);
  }

  @Get(':id/attachment')
  async attachment(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { name, content } = await this.mailbox.attachment(id);
    const safe = name.replace(/[^0-9A-Za-z._-]/g, '-');
    await reply.type('application/pdf').header('content-disposition', `inline; filename="${safe}"`).send(content);
  }
}
