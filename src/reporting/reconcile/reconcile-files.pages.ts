import { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { xlsxStream } from '../../platform/spreadsheet/write-xlsx.js';
import { Allow } from '../../platform/web/access.js';
import { XLSX } from '../../platform/web/download.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { differenceColumns, differenceCsv, differenceSheet } from './difference-words.view.js';
import { DifferencesQuery } from './reconcile.dto.js';
import { RECONCILERS } from './reconcile-roles.js';
import { ReconciliationsService } from './reconciliations.service.js';

/** The differences, to be taken along: codes, days and rules; nobody's name. */
@Controller('reports/reconcile/:id')
@Allow(...RECONCILERS)
export class ReconcileFilesPages {
  constructor(
    private readonly files: ReconciliationsService,
    private readonly pages: PageRenderer,
  ) {}

  @Get('differences.xlsx')
  @Header('content-type', XLSX)
  @Header('content-disposition', 'attachment; filename="doi-chieu.xlsx"')
  async xlsx(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Query() { rule, cell }: DifferencesQuery,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const t = this.pages.words(request);
    const rows = this.files.all(await this.files.find(id, by), { rule: rule ?? null, cell: cell ?? null });
    await reply.send(xlsxStream(t('reconcile.sheet'), differenceColumns(t), differenceSheet(rows, t)));
  }

  @Get('differences.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="doi-chieu.csv"')
  async csv(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Query() { rule, cell }: DifferencesQuery,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rows = this.files.all(await this.files.find(id, by), { rule: rule ?? null, cell: cell ?? null });
    await reply.send(Readable.from(differenceCsv(rows, this.pages.words(request))));
  }
}
