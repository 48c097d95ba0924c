import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { xlsxStream } from '../../platform/spreadsheet/write-xlsx.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { COVER_READERS } from './coverage-roles.js';
import { CoverRegisterPress } from './cover-register-press.service.js';
import { CoverRegisters } from './cover-register.service.js';
import { registerCells, registerColumns } from './cover-register.view.js';
import { CoveragePageQuery } from './coverage.dto.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The register of a month, to be taken along. */
@Controller('letters/coverage')
@Allow(...COVER_READERS)
export class CoverRegisterPages {
  constructor(
    private readonly registers: CoverRegisters,
    private readonly press: CoverRegisterPress,
    private readonly pages: PageRenderer,
  ) {}

  @Get('register.xlsx')
  async xlsx(
    @Query() asked: CoveragePageQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const t = this.pages.words(request);
    const register = await this.registers.open(asked, 'xlsx', by);
    const file = xlsxStream(t('coverage.register.sheet'), registerColumns(t), registerCells(register, t));
    await download(reply, XLSX, `${name(register)}.xlsx`).send(file);
  }

  @Get('register.pdf')
  async pdf(@Query() asked: CoveragePageQuery, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const register = await this.registers.open(asked, 'pdf', by);
    await download(reply, 'application/pdf', `${name(register)}.pdf`).send(await this.press.pdf(register));
  }
}

function name({ frame, month }: Awaited<ReturnType<CoverRegisters['open']>>): string {
  return `so-xin-loi-${frame.unitCode}-${month.code}`;
}

function download(reply: FastifyReply, type: string, file: string): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${file}"`);
}
