import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { Allow } from '../../platform/web/access.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { OFFICE } from '../letter-roles.js';
import { LetterAccess } from '../letter-access.service.js';
import { RegisterClosingQuery, RegisterQuery, RegisterSheetQuery, RegisterStartForm } from './register.dto.js';
import { REGISTER_READERS } from './register-roles.js';
import { RegisterScreen } from './register-screen.js';
import { RegisterService } from './register.service.js';

/** Sổ thư xin lỗi: every number of a unit and year, whatever became of its letter. */
@Controller('letters/register')
@Allow(...REGISTER_READERS)
export class RegisterPages {
  constructor(
    private readonly register: RegisterService,
    private readonly access: LetterAccess,
    private readonly screen: RegisterScreen,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  show(@Query() query: RegisterQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.draw(request, query, by, {});
  }

  @Get('pdf')
  async pdf(
    @Query() { unit, year, part = 1 }: RegisterSheetQuery,
    @CurrentActor() by: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pdf = await this.screen.pdf(unit, year, part, by);
    await reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header('content-disposition', `inline; filename="so-thu-xin-loi-${String(year)}.pdf"`)
      .send(pdf);
  }

  @Post('starts')
  @Allow(...OFFICE)
  start(
    @FromForm() { by, body, request }: Posted,
    @Query() query: RegisterQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { unit = by.unitCode } = query;
    return this.turns.take(
      { request, reply },
      async () => {
        await this.access.requireAgency(unit, by);
        const { next, reason } = await readRequest(RegisterStartForm, body);
        await this.register.startAt(unit, next, reason, by);
        return { next: pathOf(unit), said: this.screen.said(request, 'register.started_now', { next }) };
      },
      (refusal) => this.screen.draw(request, { unit }, by, { form: 'starts', refusal }),
    );
  }

  @Post('closures')
  @Allow(...OFFICE)
  close(
    @FromForm() { by, request }: Posted,
    @Query() { unit, year }: RegisterClosingQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await this.access.requireAgency(unit, by);
        await this.register.close(unit, year, by.username);
        return { next: pathOf(unit, year), said: this.screen.said(request, 'register.closed_now', { year }) };
      },
      (refusal) => this.screen.draw(request, { unit, year }, by, { form: 'closures', refusal }),
    );
  }
}

function pathOf(unit: string, year?: number): string {
  const query = new URLSearchParams({ unit, ...(year === undefined ? {} : { year: String(year) }) });
  return `/letters/register?${query.toString()}`;
}
