import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { toLocalIso } from '../../domain/time/instant.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow, Authenticated } from '../../platform/web/access.js';
import { CurrentActor, Idempotency, IfMatch } from '../../platform/web/request-parts.js';
import { ActAnswer } from '../act-answer.js';
import { FaultConfirmationRequest, FaultCorrectionRequest, FaultDismissalRequest, FaultRequest } from './faults.dto.js';
import type { FaultRecord } from './fault-record.js';
import { FaultsService } from './faults.service.js';

/** What went wrong: reported, judged by somebody who did not work on the dossier, and put right. */
@Controller('api/v1/dossiers/:code/faults')
export class FaultsController {
  constructor(
    private readonly faults: FaultsService,
    private readonly answer: ActAnswer,
  ) {}

  @Get()
  @Authenticated()
  async list(@CurrentActor() by: Actor, @Param('code') code: string): Promise<object> {
    return { items: (await this.faults.list(code, by)).map(faultJson) };
  }

  /** A candidate: nothing is owed before it is confirmed. */
  @Post()
  @Allow(...ACT_ROLES.report_fault)
  async report(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Body() { cause, kind, description, detectedBy, detectedOn }: FaultRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const report = { cause, kind, description, detectedBy: detectedBy ?? 'self', detectedOn: detectedOn ?? null };
    return this.answer.of(by, code, reply, await this.faults.report({ code, by, ifMatch, write }, report));
  }

  /** An apology is owed for it; `fault: none` dismisses it. */
  @Post(':id/confirmations')
  @Allow(...ACT_ROLES.confirm_fault)
  async confirm(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Body() { fault, reason }: FaultConfirmationRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const outcome = await this.faults.confirm({ code, by, ifMatch, write }, id, fault, reason ?? null);
    return this.answer.of(by, code, reply, outcome);
  }

  @Post(':id/dismissals')
  @Allow(...ACT_ROLES.dismiss_fault)
  async dismiss(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Body() { reason }: FaultDismissalRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.faults.dismiss({ code, by, ifMatch, write }, id, reason));
  }

  /** What was done about it; the first result stays as it was. */
  @Post(':id/corrections')
  @Allow(...ACT_ROLES.mend_fault)
  async mend(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Body() { correctionResult, correctedOn, costsVnd }: FaultCorrectionRequest,
    @IfMatch() ifMatch: number | null,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const correction = { result: correctionResult, correctedOn, costsVnd: costsVnd ?? 0 };
    return this.answer.of(by, code, reply, await this.faults.mend({ code, by, ifMatch, write }, id, correction));
  }
}

interface FaultJson extends Omit<FaultRecord, 'reportedAt' | 'judgedAt'> {
  readonly reportedAt: string;
  readonly judgedAt: string | null;
}

function faultJson(fault: FaultRecord): FaultJson {
  return {
    ...fault,
    reportedAt: toLocalIso(fault.reportedAt),
    judgedAt: fault.judgedAt === null ? null : toLocalIso(fault.judgedAt),
  };
}
