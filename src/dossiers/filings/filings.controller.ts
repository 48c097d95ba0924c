import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { CurrentActor, Idempotency, IfMatch } from '../../platform/web/request-parts.js';
import { ActAnswer } from '../act-answer.js';
import { FilingRequest, ReasonRequest } from '../dossiers.dto.js';
import { intakeOf } from '../intake/intake-request.js';
import { IntakeService } from '../intake/intake.service.js';
import { FilingsService } from './filings.service.js';

/** What a portal hands in for citizens, or the desk for somebody who needs help, and how the desk answers. */
@Controller('api/v1')
export class FilingsController {
  constructor(
    private readonly intake: IntakeService,
    private readonly filings: FilingsService,
    private readonly answer: ActAnswer,
  ) {}

  /** Files a dossier: it has its code and its tracking secret for life, and an answer within eight working hours. */
  @Post('filings')
  @Allow('receiver', 'desk_head')
  async file(
    @CurrentActor() by: Actor,
    @Body() request: FilingRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const outcome = await this.intake.register(intakeOf({ ...request, channel: 'online' }), by, write);
    return this.answer.of(by, outcome.resource, reply, outcome);
  }

  /** The filing is complete: its clock starts now, by the procedure version in force now. */
  @Post('dossiers/:code/acceptances')
  @Allow(...ACT_ROLES.accept)
  async accept(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.filings.accept({ code, by, ifMatch, write }));
  }

  /** The filing is not accepted, and why (form 03). */
  @Post('dossiers/:code/rejections')
  @Allow(...ACT_ROLES.reject)
  async reject(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { reason }: ReasonRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.filings.reject({ code, by, ifMatch, write }, reason));
  }
}
