import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { ACT_ROLES } from '../domain/dossier/acts/permission.js';
import { ActAnswer } from '../dossiers/act-answer.js';
import type { IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Allow } from '../platform/web/access.js';
import { CurrentActor, Idempotency, IfMatch } from '../platform/web/request-parts.js';
import { DelayNoticeRequest } from './apologies.dto.js';
import { DelayNotices } from './delay-notices.service.js';

/** An officer says that a promise will not be kept: the draft of form 04 lies there at once, in their words. */
@Controller('api/v1/dossiers/:code/delay-notices')
export class DelayNoticesController {
  constructor(
    private readonly notices: DelayNotices,
    private readonly answer: ActAnswer,
  ) {}

  @Post()
  @Allow(...ACT_ROLES.declare_delay)
  async declare(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { reason, sentence, reasonKey, fault, newDueAt }: DelayNoticeRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const notice = {
      reason,
      sentence: sentence ?? null,
      reasonKey: reasonKey ?? null,
      fault,
      newDueAt: newDueAt ?? null,
    };
    return this.answer.of(by, code, reply, await this.notices.declare({ code, by, ifMatch, write }, notice));
  }
}
