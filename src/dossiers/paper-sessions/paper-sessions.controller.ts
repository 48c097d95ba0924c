import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { toLocalIso } from '../../domain/time/instant.js';
import type { IdempotentWrite, Outcome } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { markReplayed } from '../../platform/web/answer.js';
import { CurrentActor, Idempotency } from '../../platform/web/request-parts.js';
import { PaperSessionRequest, PaperSessionsQuery } from './paper-sessions.dto.js';
import { PaperSessionsService } from './paper-sessions.service.js';

type PaperSession = Awaited<ReturnType<PaperSessionsService['own']>>;

/** Times in which a desk had to work on paper; inside an open one, what was received then may be written down. */
@Controller('api/v1/paper-sessions')
export class PaperSessionsController {
  constructor(private readonly sessions: PaperSessionsService) {}

  /** The head of a desk says from when to when it worked on paper. */
  @Post()
  @Allow('desk_head')
  async open(
    @CurrentActor() by: Actor,
    @Body() { from, to, reason }: PaperSessionRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(by, await this.sessions.open({ from, to, reason }, by, write), reply);
  }

  /** Everything is written down: nothing more is backdated into it. */
  @Post(':id/closures')
  @Allow('desk_head')
  async close(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(by, await this.sessions.close(id, by, write), reply);
  }

  /** Those of the caller's own desk, the latest first. */
  @Get()
  @Allow('desk_head', 'receiver')
  async list(@CurrentActor() by: Actor, @Query() { limit = 50, cursor }: PaperSessionsQuery): Promise<object> {
    const { items, nextCursor } = await this.sessions.page(by, limit, cursor);
    return { items: items.map(sessionJson), nextCursor };
  }

  private async answer(by: Actor, { resource, replayed }: Outcome, reply: FastifyReply): Promise<PaperSessionJson> {
    markReplayed(reply, replayed);
    return sessionJson(await this.sessions.own(resource, by));
  }
}

interface PaperSessionJson extends Omit<PaperSession, 'from' | 'to' | 'openedAt' | 'closedAt'> {
  readonly from: string;
  readonly to: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
}

function sessionJson({ from, to, openedAt, closedAt, ...session }: PaperSession): PaperSessionJson {
  return {
    ...session,
    from: toLocalIso(from),
    to: toLocalIso(to),
    openedAt: toLocalIso(openedAt),
    closedAt: closedAt === null ? null : toLocalIso(closedAt),
  };
}
