import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { DeskEvaluationService } from './desk-evaluation.service.js';
import { EvaluationFrames } from './evaluation-frame.service.js';
import { EVALUATION_READERS } from './evaluation-readers.js';
import { EvaluationQuery } from './evaluation.dto.js';
import { deskEvaluationJson, onlineJson, type DeskEvaluationJson, type OnlineJson } from './evaluation.json.js';

@Controller('api/v1/reports')
@Allow(...EVALUATION_READERS)
export class EvaluationController {
  constructor(
    private readonly evaluations: DeskEvaluationService,
    private readonly frames: EvaluationFrames,
  ) {}

  /** The one-stop desk by the nine indices of TT 01/2018; one without data is null and counts nowhere. */
  @Get('desk-evaluation')
  async evaluation(@Query() asked: EvaluationQuery, @CurrentActor() by: Actor): Promise<DeskEvaluationJson> {
    return deskEvaluationJson(await this.evaluations.of(asked, by));
  }

  /** How much comes in online, how filings are first answered, how is paid; each share with its parts. */
  @Get('online')
  async online(@Query() asked: EvaluationQuery, @CurrentActor() by: Actor): Promise<OnlineJson> {
    return onlineJson(await this.frames.of(asked, by));
  }
}
