import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { Allow } from '../platform/web/access.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { CoverQuery, CoverRequest } from './accounts.dto.js';
import { CoversService, type StandIn } from './covers.service.js';

const HEADS = ['division_head', 'desk_head', 'leader', 'admin'] as const;

/** Who stands in for whom. */
@Controller('api/v1/covers')
export class CoversController {
  constructor(private readonly covers: CoversService) {}

  @Get()
  @Allow(...HEADS, 'specialist', 'receiver', 'returner', 'cashier', 'clerk')
  async list(@CurrentActor() by: Actor, @Query() { unit }: CoverQuery): Promise<{ items: readonly StandIn[] }> {
    return { items: await this.covers.of(unit ?? by.unitCode, by) };
  }

  /** Said again for the same two, it takes the place of what was said before: no key is needed. */
  @Post()
  @Allow(...HEADS)
  set(@CurrentActor() by: Actor, @Body() cover: CoverRequest): Promise<StandIn> {
    return this.covers.set(by, { ...cover });
  }

  @Delete(':by/:absent')
  @HttpCode(204)
  @Allow(...HEADS)
  async end(@CurrentActor() actor: Actor, @Param() { by, absent }: { by: string; absent: string }): Promise<void> {
    await this.covers.end(actor, by, absent);
  }
}
