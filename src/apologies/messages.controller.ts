import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Allow } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import { ResolutionRequest } from './apologies.dto.js';
import { DeliveriesService } from './deliveries.service.js';
import { LetterQueryService } from './letter-query.service.js';
import { messageJson } from './letter.json.js';
import { RESOLVERS } from './letter-roles.js';

@Controller('api/v1/messages')
export class MessagesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly query: LetterQueryService,
  ) {}

  /** What a person found out about a message nobody was sure of. */
  @Post(':id/resolutions')
  @Allow(...RESOLVERS)
  async resolve(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { outcome }: ResolutionRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { resource, replayed } = await this.deliveries.resolve(id, outcome, by, write);
    markReplayed(reply, replayed);
    const { messages } = await this.query.record(resource, by);
    return { items: messages.map(messageJson) };
  }
}
