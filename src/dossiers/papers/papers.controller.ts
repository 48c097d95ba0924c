import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Authenticated } from '../../platform/web/access.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { PaperQuery } from '../dossiers.dto.js';
import { ReceiptsService } from './receipts.service.js';

/** Papers of a dossier, as a page to print and as PDF/A. */
@Controller('api/v1/dossiers/:code/papers')
export class PapersController {
  constructor(private readonly receipts: ReceiptsService) {}

  @Get('receipt.html')
  @Authenticated()
  @Header('content-type', 'text/html; charset=utf-8')
  async html(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Query() { size, version }: PaperQuery,
  ): Promise<string> {
    return (await this.receipts.html(code, size ?? 'a4', by, version)).html;
  }

  @Get('receipt.pdf')
  @Authenticated()
  async pdf(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Query() { size, version }: PaperQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = await this.receipts.pdfOf(code, size ?? 'a4', by, version);
    await reply.type('application/pdf').header('content-disposition', `inline; filename="${code}.pdf"`).send(content);
  }
}
