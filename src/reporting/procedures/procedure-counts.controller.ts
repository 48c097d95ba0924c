import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { NamedPeriodQuery } from './procedure-counts.dto.js';
import { procedureCountsJson, type ProcedureCountsJson } from './procedure-counts.json.js';
import { ProcedureCountsService } from './procedure-counts.service.js';
import { PROCEDURE_READERS } from './procedure-roles.js';

@Controller('api/v1/reports/procedures')
@Allow(...PROCEDURE_READERS)
export class ProcedureCountsController {
  constructor(private readonly procedures: ProcedureCountsService) {}

  /** Procedures by field and online level against the year's plan, and how many of them anybody filed. */
  @Get()
  async counts(@Query() asked: NamedPeriodQuery, @CurrentActor() actor: Actor): Promise<ProcedureCountsJson> {
    return procedureCountsJson(await this.procedures.report(actor, asked));
  }
}
