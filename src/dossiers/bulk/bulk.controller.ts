import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { CurrentActor, Idempotency } from '../../platform/web/request-parts.js';
import { ActsService } from '../acts.service.js';
import { WorkService } from '../processing/work.service.js';
import {
  BulkAssignmentRequest,
  BulkCompletionRequest,
  BulkHandOverRequest,
  BulkRequest,
  BulkResultRequest,
  BulkReturnRequest,
} from './bulk.dto.js';
import { BulkService, type BulkItem } from './bulk.service.js';

interface BulkAnswer {
  readonly items: readonly BulkItem[];
}

/** One act on up to 200 dossiers; the answer says what became of each. */
@Controller('api/v1/dossiers/bulk')
export class BulkController {
  constructor(
    private readonly bulk: BulkService,
    private readonly acts: ActsService,
    private readonly work: WorkService,
  ) {}

  @Post('hand-overs')
  @HttpCode(200)
  @Allow(...ACT_ROLES.hand_over)
  async handOver(
    @CurrentActor() by: Actor,
    @Body() { codes, unitCode, username, note }: BulkHandOverRequest,
    @Idempotency() write: IdempotentWrite | null,
  ): Promise<BulkAnswer> {
    const to = { unitCode, username: username ?? null, note: note ?? null };
    return { items: await this.bulk.each(codes, by, write, (request) => this.acts.handOver(request, to)) };
  }

  /** Takes whatever is on its way to the caller. */
  @Post('acknowledgements')
  @HttpCode(200)
  @Allow(...ACT_ROLES.acknowledge)
  async acknowledge(
    @CurrentActor() by: Actor,
    @Body() { codes }: BulkRequest,
    @Idempotency() write: IdempotentWrite | null,
  ): Promise<BulkAnswer> {
    return { items: await this.bulk.each(codes, by, write, (request) => this.acts.acknowledge(request, null)) };
  }

  @Post('completions')
  @HttpCode(200)
  @Allow(...ACT_ROLES.complete)
  async complete(
    @CurrentActor() by: Actor,
    @Body() { codes, outcome, resultNumber, shelf, reason }: BulkCompletionRequest,
    @Idempotency() write: IdempotentWrite | null,
  ): Promise<BulkAnswer> {
    const result = { outcome, resultNumber: resultNumber ?? null, shelf: shelf ?? null, reason: reason ?? null };
    return { items: await this.bulk.each(codes, by, write, (request) => this.acts.complete(request, result)) };
  }

  @Post('returns')
  @HttpCode(200)
  @Allow(...ACT_ROLES.return)
  async giveBack(
    @CurrentActor() by: Actor,
    @Body() { codes, receivedBy, how }: BulkReturnRequest,
    @Idempotency() write: IdempotentWrite | null,
  ): Promise<BulkAnswer> {
    const handing = { receivedBy, how };
    return { items: await this.bulk.each(codes, by, write, (request) => this.acts.giveBack(request, handing)) };
  }

  @Post('assignments')
  @HttpCode(200)
  @Allow(...ACT_ROLES.assign)
  async assign(
    @CurrentActor() by: Actor,
    @Body() { codes, username }: BulkAssignmentRequest,
    @Idempotency() write: IdempotentWrite | null,
  ): Promise<BulkAnswer> {
    return { items: await this.bulk.each(codes, by, write, (request) => this.work.assign(request, username)) };
  }

  @Post('results')
  @HttpCode(200)
  @Allow(...ACT_ROLES.transfer_result)
  async transferResult(
    @CurrentActor() by: Actor,
    @Body() { codes, outcome, number }: BulkResultRequest,
    @Idempotency() write: IdempotentWrite | null,
  ): Promise<BulkAnswer> {
    const result = { outcome, number: number ?? null };
    return { items: await this.bulk.each(codes, by, write, (request) => this.work.transferResult(request, result)) };
  }
}
