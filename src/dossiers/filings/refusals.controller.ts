import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { toLocalIso } from '../../domain/time/instant.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { markReplayed } from '../../platform/web/answer.js';
import { CurrentActor, Idempotency } from '../../platform/web/request-parts.js';
import { RefusalRequest, RefusalsQuery } from './refusals.dto.js';
import { RefusalsService } from './refusals.service.js';

type Refusal = Awaited<ReturnType<RefusalsService['one']>>;

/** Refused at the counter: a record with its reason, no dossier and no code. */
@Controller('api/v1/refusals')
export class RefusalsController {
  constructor(private readonly refusals: RefusalsService) {}

  /** Somebody is turned away at the caller's desk, with form 02 or 03. */
  @Post()
  @Allow('receiver')
  async refuse(
    @CurrentActor() by: Actor,
    @Body() { procedureCode, kind, reason, applicantName, items = [] }: RefusalRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const asked = { procedureCode, kind, reason, applicantName: applicantName ?? null, items };
    const { resource, replayed } = await this.refusals.refuse(asked, by, write);
    markReplayed(reply, replayed);
    return refusalJson(await this.refusals.one(resource, by));
  }

  /** Who was turned away at a desk, the latest first, and how many by form. */
  @Get()
  @Allow('desk_head', 'leader', 'monitor')
  async list(
    @CurrentActor() by: Actor,
    @Query() { from, to, unit, limit = 50, cursor }: RefusalsQuery,
  ): Promise<object> {
    const filter = { unitCode: unit ?? by.unitCode, from, to };
    const { items, nextCursor, counts } = await this.refusals.page(filter, by, limit, cursor);
    return { items: items.map(refusalJson), nextCursor, counts };
  }
}

interface RefusalJson extends Omit<Refusal, 'refusedAt'> {
  readonly refusedAt: string;
}

function refusalJson({ refusedAt, ...refusal }: Refusal): RefusalJson {
  return { ...refusal, refusedAt: toLocalIso(refusedAt) };
}
