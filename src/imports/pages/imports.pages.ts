import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { instant, type Instant } from '../../domain/time/instant.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { describeFormFile, TakesFiles } from '../../platform/web/form-files.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { ImportRunner } from '../import-runner.js';
import { ImportListQuery, MissingQuery, ShownRowsQuery } from '../imports.dto.js';
import { ImportsService } from '../imports.service.js';
import { recognised } from '../../platform/files/file-format.js';
import { DossierFileForm } from './imports-forms.dto.js';
import { ImportsScreen } from './imports-screen.js';
import { sentFile } from '../../platform/web/sent-file.js';

/** Files of dossiers: sent, judged row by row, read. What is done with them then: `import-acts.pages.ts`. */
@Controller('imports')
export class ImportsPages {
  constructor(
    private readonly imports: ImportsService,
    private readonly runner: ImportRunner,
    private readonly idempotency: IdempotencyService,
    private readonly screen: ImportsScreen,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  @Allow('admin', 'desk_head')
  home(@CurrentActor() by: Actor, @Query() { cursor }: ImportListQuery, @Req() request: WebRequest): Promise<string> {
    return this.screen.home(request, by, null, cursor ?? null);
  }

  @Get('dossiers/new')
  @Allow('admin', 'desk_head')
  blank(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.blank(request, by, null);
  }

  /** The rows are read after the answer; what they came to is read on the page it leads to. */
  @Post('dossiers')
  @Allow('admin', 'desk_head')
  @TakesFiles()
  receive(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        const form = await readRequest(DossierFileForm, request.body);
        const file = await sentFile(request.body);
        const { format, bytes } = await recognised(file.stream);
        const asked = {
          format,
          dryRun: form.straight !== true,
          unitCode: form.unit ?? null,
          mappingName: form.mapping ?? null,
          mode: form.mode ?? null,
          asOf: asOf(form),
        };
        const { resource } = await this.imports.receive(by, asked, bytes, (hash) =>
          describeFormFile(this.idempotency, request, hash),
        );
        this.runner.kick();
        return { next: `/imports/${resource}`, said: null };
      },
      (refusal) => this.screen.blank(request, by, refusal),
    );
  }

  @Get(':id')
  @Allow('admin', 'desk_head')
  show(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Query() query: ShownRowsQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.screen.show(request, by, id, query, null);
  }

  /** Asked for every two seconds while something happens; then the whole page is worth another look. */
  @Get(':id/progress')
  @Allow('admin', 'desk_head')
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

  @Get(':id/missing')
  @Allow('admin', 'desk_head')
  missing(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Query() { cursor }: MissingQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.screen.missing(request, by, id, cursor ?? null);
  }
}

/** The end of the day where only the day is told, as people mean it; never after now (that is for the use case to say). */
function asOf({ asOfOn, asOfTime }: DossierFileForm): Instant | null {
  if (asOfOn !== undefined) return instant(`${asOfOn}T${asOfTime ?? '17:00'}:00+07:00`);
  if (asOfTime === undefined) return null;
  const message = 'Có giờ thì cần cả ngày';
  throw new DomainError('request.invalid', 'a time without its day', {}, [{ field: 'asOfOn', message }]);
}
