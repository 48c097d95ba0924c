import { Body, Controller, Delete, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Allow } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import type { ApiTokenView } from './account.view.js';
import { NewApiTokenRequest } from './accounts.dto.js';
import { ApiTokensService } from './api-tokens.service.js';

/** Keys for other systems. */
@Controller('api/v1/api-tokens')
export class ApiTokensController {
  constructor(
    private readonly tokens: ApiTokensService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Post()
  @Allow('admin')
  async issue(
    @CurrentActor() actor: Actor,
    @Body() wish: NewApiTokenRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiTokenView> {
    let token: string | null = null;
    const made = await this.idempotency.once(write, async () => {
      const issued = await this.tokens.issue(actor, { ...wish }, write);
      ({ token } = issued);
      return issued.id;
    });
    markReplayed(reply, made.replayed);
    const { scopes, ...kept } = await this.tokens.find(actor, made.resource);
    return { ...kept, scopes: [...scopes], token };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('admin')
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.tokens.revoke(actor, id);
  }
}
