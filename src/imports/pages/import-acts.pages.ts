import { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { ImportResultService } from '../import-result.service.js';
import { ImportRunner } from '../import-runner.js';
import { AcceptanceRequest } from '../imports.dto.js';
import { ImportsService } from '../imports.service.js';
import { resultCsv } from './import-result-csv.js';
import { ImportsScreen } from './imports-screen.js';

/** What a person does with a file that was judged: apply it, stop it, go on with it, take its result away. */
@Controller('imports/:id')
export class ImportActsPages {
  constructor(
    private readonly imports: ImportsService,
    private readonly runner: ImportRunner,
    private readonly results: ImportResultService,
    private readonly screen: ImportsScreen,
    private readonly turns: PageTurns,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Post('acceptances')
  @Allow('admin', 'desk_head')
  accept(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { skipDefective = false } = await readRequest(AcceptanceRequest, request.body);
        await this.idempotency.once(write, () => this.imports.accept(id, skipDefective, by, write));
        this.runner.kick();
        return { next: `/imports/${id}`, said: null };
      },
      (refusal) => this.screen.show(request, by, id, {}, refusal),
    );
  }

  @Post('cancellations')
  @Allow('admin', 'desk_head')
  cancel(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        await this.idempotency.once(write, () => this.imports.cancel(id, by, write));
        return { next: `/imports/${id}`, said: null };
      },
      (refusal) => this.screen.show(request, by, id, {}, refusal),
    );
  }

  /** What each row came to, without the people in it. */
  @Get('result.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="ket-qua.csv"')
  @Allow('admin', 'desk_head')
  async result(@CurrentActor() by: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.imports.find(id, by);
    void reply.send(Readable.from(resultCsv((after, limit) => this.results.page(file, EVERY_ROW, after, limit))));
  }
}

const EVERY_ROW = { state: null, differing: false };
