import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { CurrentActor, Idempotency, IfMatch } from '../../platform/web/request-parts.js';
import { ActAnswer } from '../act-answer.js';
import { AssignmentRequest, NoteRequest, ResultRequest } from './work.dto.js';
import { WorkService } from './work.service.js';

/** Who works on a dossier, what they say to one another, and the result on its way to the desk. */
@Controller('api/v1/dossiers/:code')
export class WorkController {
  constructor(
    private readonly work: WorkService,
    private readonly answer: ActAnswer,
  ) {}

  /** The head of the unit that holds the dossier gives it to one of its people. */
  @Post('assignments')
  @Allow(...ACT_ROLES.assign)
  async assign(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { username }: AssignmentRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.work.assign({ code, by, ifMatch, write }, username));
  }

  @Post('notes')
  @Allow(...ACT_ROLES.note)
  async note(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { text }: NoteRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.work.note({ code, by, ifMatch, write }, text));
  }

  /** The agency sends the result; the clock runs until the desk has it. */
  @Post('results')
  @Allow(...ACT_ROLES.transfer_result)
  async transferResult(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { outcome, number }: ResultRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const result = { outcome, number: number ?? null };
    return this.answer.of(by, code, reply, await this.work.transferResult({ code, by, ifMatch, write }, result));
  }
}
