import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { recognised } from '../../platform/files/file-format.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { describeFormFile, TakesFiles } from '../../platform/web/form-files.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { sentFile } from '../../platform/web/sent-file.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { ReconcileForm, ReconcileListQuery, ShownDifferencesQuery } from './reconcile.dto.js';
import { RECONCILERS } from './reconcile-roles.js';
import { ReconcileRunner } from './reconcile-runner.js';
import { ReconcileScreen } from './reconcile-screen.js';
import { ReconciliationsService } from './reconciliations.service.js';

/** What another system says, beside what stands here: which dossiers differ, and by which rule. */
@Controller('reports/reconcile')
@Allow(...RECONCILERS)
export class ReconcilePages {
  constructor(
    private readonly files: ReconciliationsService,
    private readonly runner: ReconcileRunner,
    private readonly idempotency: IdempotencyService,
    private readonly screen: ReconcileScreen,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  home(
    @CurrentActor() by: Actor,
    @Query() { cursor }: ReconcileListQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.screen.home(request, by, null, cursor ?? null);
  }

  /** It is compared after the answer; what it came to is read on the page it leads to. */
  @Post()
  @TakesFiles()
  receive(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        const form = await readRequest(ReconcileForm, request.body);
        const { stream } = await sentFile(request.body);
        const { format, bytes } = await recognised(stream);
        const { kind, period, unit: unitCode = null, takenOn = null, twoClasses = false } = form;
        const asked = { kind, period, format, unitCode, takenOn, twoClasses };
        const { resource } = await this.files.receive(by, asked, bytes, (hash) =>
          describeFormFile(this.idempotency, request, hash),
        );
        this.runner.kick();
        return { next: `/reports/reconcile/${resource}`, said: null };
      },
      (refusal) => this.screen.home(request, by, refusal),
    );
  }

  @Get(':id')
  show(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Query() query: ShownDifferencesQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.screen.show(request, by, id, query, null);
  }

  /** Asked for every two seconds while it is compared; then the whole page is worth another look. */
  @Get(':id/progress')
  async progress(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { html, view } = await this.screen.progress(request, by, id);
    if (!view.moves) void reply.header('hx-refresh', 'true');
    return html;
  }

  @Post(':id/cancellations')
  cancel(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        await this.idempotency.once(write, async () => {
          await this.files.cancel(id, by, write);
          return id;
        });
        return { next: `/reports/reconcile/${id}`, said: null };
      },
      (refusal) => this.screen.show(request, by, id, {}, refusal),
    );
  }
}
