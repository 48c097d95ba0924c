import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { toLocalIso } from '../../domain/time/instant.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow, Authenticated } from '../../platform/web/access.js';
import { CurrentActor, Idempotency, IfMatch } from '../../platform/web/request-parts.js';
import { ActAnswer } from '../act-answer.js';
import {
  ExtraTimeGrantRequest,
  PaymentConfirmationRequest,
  PaymentNoticeRequest,
  PaymentRequest,
  SupplementQuestionRequest,
  SupplementRequest,
} from './clock.dto.js';
import { ExtraTimesService } from './extra-times.service.js';
import { PaymentsService } from './payments.service.js';
import { SupplementsService } from './supplements.service.js';

/** The acts that stop a dossier's clock, let it run again, or lengthen its limit. */
@Controller('api/v1/dossiers/:code')
export class ClockController {
  constructor(
    private readonly supplements: SupplementsService,
    private readonly payments: PaymentsService,
    private readonly extraTimes: ExtraTimesService,
    private readonly answer: ActAnswer,
  ) {}

  /** Papers are missing. Of a filing: asked once, before it is accepted; else the clock stands still from now on. */
  @Post('supplement-requests')
  @Allow(...ACT_ROLES.request_supplement)
  async ask(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { items, reason, receiversFault, overrideReason }: SupplementQuestionRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const question = {
      items,
      reason,
      receiversFault: receiversFault ?? null,
      overrideReason: overrideReason ?? null,
    };
    return this.answer.of(by, code, reply, await this.supplements.ask({ code, by, ifMatch, write }, question));
  }

  /** The papers are complete: the limit counts from zero, or the wait is given back. */
  @Post('supplements')
  @Allow(...ACT_ROLES.receive_supplement)
  async receive(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { items }: SupplementRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.supplements.receive({ code, by, ifMatch, write }, items));
  }

  /** The citizen has the notice of a tax or a land-use fee in hand: the clock stands still. */
  @Post('payment-requests')
  @Allow(...ACT_ROLES.request_payment)
  async requestPayment(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() notice: PaymentNoticeRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.payments.request({ code, by, ifMatch, write }, notice));
  }

  /** The notices so far, and which still wait for their receipt. */
  @Get('payment-requests')
  @Authenticated()
  async asked(@CurrentActor() by: Actor, @Param('code') code: string): Promise<object> {
    const items = await this.payments.asked(code, by);
    return {
      items: items.map(({ requestedAt, confirmedAt, ...rest }) => ({
        ...rest,
        requestedAt: toLocalIso(requestedAt),
        confirmedAt: confirmedAt && toLocalIso(confirmedAt),
      })),
    };
  }

  /** Its receipt is registered: the wait is given back. */
  @Post('payment-requests/:id/confirmations')
  @Allow(...ACT_ROLES.confirm_payment)
  async confirmPayment(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Body() receipt: PaymentConfirmationRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.payments.confirm({ code, by, ifMatch, write }, id, receipt));
  }

  /** A fee paid at the desk. */
  @Post('payments')
  @Allow(...ACT_ROLES.pay)
  async pay(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { amountVnd, method, reference }: PaymentRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const payment = { amountVnd, method, reference: reference ?? null };
    return this.answer.of(by, code, reply, await this.payments.pay({ code, by, ifMatch, write }, payment));
  }

  /** Longer time that the law itself allows, on a ground of the procedure. */
  @Post('extra-times')
  @Allow(...ACT_ROLES.grant_extra_time)
  async grantExtraTime(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() grant: ExtraTimeGrantRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.extraTimes.grant({ code, by, ifMatch, write }, grant));
  }
}
