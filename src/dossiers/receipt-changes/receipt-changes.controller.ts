import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { toLocalIso } from '../../domain/time/instant.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow, Authenticated } from '../../platform/web/access.js';
import { CurrentActor, Idempotency, IfMatch } from '../../platform/web/request-parts.js';
import { ActAnswer } from '../act-answer.js';
import { ReasonRequest } from '../dossiers.dto.js';
import { correctionOf } from './correction-request.js';
import { CorrectionsService } from './corrections.service.js';
import { CorrectionRequest } from './receipt-changes.dto.js';
import { VoidsService } from './voids.service.js';

/** A receipt is put right, or taken back. */
@Controller('api/v1/dossiers/:code')
export class ReceiptChangesController {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly voids: VoidsService,
    private readonly answer: ActAnswer,
  ) {}

  /** Proposes what the receipt should say; it takes effect when a second person confirms it. */
  @Post('corrections')
  @Allow(...ACT_ROLES.propose_correction)
  async propose(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() request: CorrectionRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const proposed = this.corrections.propose({ code, by, ifMatch, write }, correctionOf(request), request.reason);
    return this.answer.of(by, code, reply, await proposed);
  }

  /** What was proposed, for whoever has to confirm it: numbers of people masked. */
  @Get('corrections')
  @Authenticated()
  async list(@CurrentActor() by: Actor, @Param('code') code: string): Promise<object> {
    const items = await this.corrections.list(code, by);
    return {
      items: items.map(({ proposedAt, confirmedAt, ...rest }) => ({
        ...rest,
        proposedAt: toLocalIso(proposedAt),
        confirmedAt: confirmedAt === null ? null : toLocalIso(confirmedAt),
      })),
    };
  }

  /** A second person agrees: the dossier changes, and the receipt is printed anew. */
  @Post('corrections/:id/confirmations')
  @Allow(...ACT_ROLES.correct)
  async confirm(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.corrections.confirm({ code, by, ifMatch, write }, id));
  }

  /** Takes a receipt back: within five minutes by a receiver, the same day by the head of the desk. */
  @Post('voids')
  @Allow(...ACT_ROLES.void)
  async void(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { reason }: ReasonRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.voids.void({ code, by, ifMatch, write }, reason));
  }
}
