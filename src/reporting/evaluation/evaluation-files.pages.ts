import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { sendPdf, sendXlsx } from '../printed/report-answers.js';
import { ReportPress } from '../printed/report-press.service.js';
import { DeskEvaluationService } from './desk-evaluation.service.js';
import { EvaluationFrames } from './evaluation-frame.service.js';
import { deskEvaluationReport, onlineReport } from './evaluation-printed.view.js';
import { EVALUATION_READERS } from './evaluation-readers.js';
import { EvaluationQuery } from './evaluation.dto.js';

/** The same figures on paper and in a workbook. */
@Controller('reports')
@Allow(...EVALUATION_READERS)
export class EvaluationFiles {
  constructor(
    private readonly evaluations: DeskEvaluationService,
    private readonly frames: EvaluationFrames,
    private readonly press: ReportPress,
  ) {}

  @Get('desk-evaluation.xlsx')
  async evaluationXlsx(@Query() asked: EvaluationQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply) {
    await sendXlsx(reply, deskEvaluationReport(await this.evaluations.of(asked, by)), this.press);
  }

  @Get('desk-evaluation.pdf')
  async evaluationPdf(@Query() asked: EvaluationQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply) {
    await sendPdf(reply, deskEvaluationReport(await this.evaluations.of(asked, by)), this.press);
  }

  @Get('online.xlsx')
  async onlineXlsx(@Query() asked: EvaluationQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply) {
    await sendXlsx(reply, onlineReport(await this.frames.of(asked, by)), this.press);
  }

  @Get('online.pdf')
  async onlinePdf(@Query() asked: EvaluationQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply) {
    await sendPdf(reply, onlineReport(await this.frames.of(asked, by)), this.press);
  }
}
