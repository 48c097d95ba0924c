import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { ACT_ROLES } from '../domain/dossier/acts/permission.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Allow } from '../platform/web/access.js';
import { CurrentActor, Idempotency, IfMatch } from '../platform/web/request-parts.js';
import { ActsService } from './acts.service.js';
import { ActAnswer } from './act-answer.js';
import { CompletionRequest, HandOverRequest, ReasonRequest, ReturnRequest } from './dossiers.dto.js';

/** Each act is a resource of its own: making it changes the dossier, and the answer is the dossier after it. */
@Controller('api/v1/dossiers/:code')
export class ActsController {
  constructor(
    private readonly acts: ActsService,
    private readonly answer: ActAnswer,
  ) {}

  /** Sends the papers on; the giver holds them until the receiver acknowledges. */
  @Post('hand-overs')
  @Allow(...ACT_ROLES.hand_over)
  async handOver(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { unitCode, username, note }: HandOverRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const to = { unitCode, username: username ?? null, note: note ?? null };
    return this.answer.of(by, code, reply, await this.acts.handOver({ code, by, ifMatch, write }, to));
  }

  @Post('hand-overs/:id/acknowledgements')
  @Allow(...ACT_ROLES.acknowledge)
  async acknowledge(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.acts.acknowledge({ code, by, ifMatch, write }, id));
  }

  /** The result has reached the desk: the clock ends. */
  @Post('completions')
  @Allow(...ACT_ROLES.complete)
  async complete(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { outcome, resultNumber, shelf, reason }: CompletionRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const result = { outcome, resultNumber: resultNumber ?? null, shelf: shelf ?? null, reason: reason ?? null };
    return this.answer.of(by, code, reply, await this.acts.complete({ code, by, ifMatch, write }, result));
  }

  @Post('returns')
  @Allow(...ACT_ROLES.return)
  async giveBack(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() request: ReturnRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.acts.giveBack({ code, by, ifMatch, write }, request));
  }

  @Post('withdrawals')
  @Allow(...ACT_ROLES.withdraw)
  async withdraw(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { reason }: ReasonRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.acts.withdraw({ code, by, ifMatch, write }, reason));
  }

  @Post('stoppages')
  @Allow(...ACT_ROLES.stop)
  async stop(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { reason }: ReasonRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.acts.stop({ code, by, ifMatch, write }, reason));
  }
}
