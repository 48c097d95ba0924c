import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { Allow } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { DeliveryRequest } from './apologies.dto.js';
import { DeliveriesService } from './deliveries.service.js';
import { PapersQuery, PrintQueueQuery } from './letter-forms.dto.js';
import { LetterListsService } from './letter-lists.service.js';
import { LetterPage } from './letter-page.js';
import { CARRIERS } from './letter-roles.js';
import { PaperPage } from './paper-page.js';
import { printQueueView } from './print-queue.view.js';

/** Letters that have to be printed and carried. */
@Controller('letters/print-queue')
@Allow(...CARRIERS)
export class PrintQueuePages {
  constructor(
    private readonly lists: LetterListsService,
    private readonly deliveries: DeliveriesService,
    private readonly letter: LetterPage,
    private readonly papers: PaperPage,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async show(@Query() query: PrintQueueQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const t = this.pages.words(request);
    const [page, units] = await Promise.all([this.lists.printQueue(query, by), this.lists.choices(by)]);
    const view = printQueueView(page, units, query.unit, t);
    return this.pages.page(request, 'letters/print-queue', view, { title: t('queue.title') });
  }

  /** The chosen letters one after another, each beginning on a new sheet. */
  @Get('papers')
  sheets(@Query() { ids }: PapersQuery, @Req() request: WebRequest): Promise<string> {
    return this.papers.show(request, ids, '/letters/print-queue');
  }

  @Post(':id/deliveries')
  async deliver(@FromForm() { id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const turn = {
      request,
      reply,
      letterId: id,
      key: 'deliveries',
      done: 'letter.done.deliveries',
      next: '/letters/print-queue',
    };
    await this.letter.act(turn, async ({ by, write }) => {
      const { channel, proof } = await readRequest(DeliveryRequest, request.body);
      await this.deliveries.deliver(id, { channel, proof: proof ?? null }, by, write);
    });
  }
}
