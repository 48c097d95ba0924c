import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { NamedPeriodQuery } from '../procedures/procedure-counts.dto.js';
import { PROCEDURE_READERS } from '../procedures/procedure-roles.js';
import { qd766Json, type Qd766Json } from './qd766.json.js';
import { Qd766Service } from './qd766.service.js';

@Controller('api/v1/reports/qd766')
@Allow(...PROCEDURE_READERS)
export class Qd766Controller {
  constructor(private readonly qd766: Qd766Service) {}

  /** The indicators as of the version in force, each with its inputs; what is not known is null and counts nowhere. */
  @Get()
  async indicators(@Query() asked: NamedPeriodQuery, @CurrentActor() actor: Actor): Promise<Qd766Json> {
    return qd766Json(await this.qd766.report(actor, asked));
  }
}
