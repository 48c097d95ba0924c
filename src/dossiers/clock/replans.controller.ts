import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { markReplayed } from '../../platform/web/answer.js';
import { CurrentActor, Idempotency } from '../../platform/web/request-parts.js';
import { UnitsService } from '../../units/units.service.js';
import { ReplanConfirmationRequest, ReplanPreviewRequest } from './replans.dto.js';
import { ReplansService } from './replans.service.js';
import { previewJson, replanJson } from './replans.view.js';

/** The calendar has changed under open dossiers: which promises that moves, and letting it. */
@Controller('api/v1/calendar/replans')
export class ReplansController {
  constructor(
    private readonly replans: ReplansService,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What would move, with the old date and the new one. Writes nothing. */
  @Post()
  @HttpCode(200)
  @Allow('leader', 'admin')
  async preview(@CurrentActor() by: Actor, @Body() { limit = 50, cursor }: ReplanPreviewRequest): Promise<object> {
    await this.units.demandTown(by);
    return previewJson(await this.replans.preview(limit, cursor), this.clock.now());
  }

  /** Lets the dates move; the work is done in pieces, and can be watched. */
  @Post('confirmations')
  @Allow('leader', 'admin')
  async confirm(
    @CurrentActor() by: Actor,
    @Body() { revision }: ReplanConfirmationRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.units.demandTown(by);
    const { resource, replayed } = await this.replans.confirm(by, revision, write);
    markReplayed(reply, replayed);
    return replanJson(await this.replans.progress(resource));
  }

  /** How far it has come. */
  @Get(':id')
  @Allow('leader', 'admin')
  async show(@CurrentActor() by: Actor, @Param('id') id: string): Promise<object> {
    await this.units.demandTown(by);
    return replanJson(await this.replans.progress(id));
  }
}
