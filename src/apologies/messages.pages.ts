import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../platform/web/access.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { ResolutionRequest } from './apologies.dto.js';
import { DeliveriesService } from './deliveries.service.js';
import { LetterPage } from './letter-page.js';
import { LetterQueryService } from './letter-query.service.js';
import { RESOLVERS } from './letter-roles.js';

/** What a person found out about a message nobody was sure of. */
@Controller('messages')
export class MessagesPages {
  constructor(
    private readonly query: LetterQueryService,
    private readonly deliveries: DeliveriesService,
    private readonly page: LetterPage,
  ) {}

  @Post(':id/resolutions')
  @Allow(...RESOLVERS)
  async resolve(@FromForm() { id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const letterId = await this.query.letterOfMessage(id);
    const turn = {
      request,
      reply,
      letterId,
      key: `resolution-${id}`,
      done: 'resolution.done',
      next: `/letters/${letterId}`,
    };
    await this.page.act(turn, async ({ by, write }) => {
      const { outcome } = await readRequest(ResolutionRequest, request.body);
      await this.deliveries.resolve(id, outcome, by, write);
    });
  }
}
