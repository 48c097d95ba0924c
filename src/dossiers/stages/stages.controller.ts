import { Controller, Get, Param } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { toLocalIso, type Instant } from '../../domain/time/instant.js';
import { Authenticated } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { StagesService } from './stages.service.js';

@Controller('api/v1/dossiers/:code/stages')
export class StagesController {
  constructor(private readonly stages: StagesService) {}

  /** Each leg with its own due, what it took, and its share of the lateness; minutes are working minutes. */
  @Get()
  @Authenticated()
  async list(@CurrentActor() by: Actor, @Param('code') code: string): Promise<object> {
    const at = (instant: Instant | null): string | null => (instant === null ? null : toLocalIso(instant));
    const stages = await this.stages.of(code, by);
    return {
      items: stages.map((stage) => ({
        ...stage,
        plannedDueAt: at(stage.plannedDueAt),
        from: at(stage.from),
        to: at(stage.to),
      })),
    };
  }
}
