import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Allow } from '../../platform/web/access.js';
import { download, XLSX } from '../../platform/web/download.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitsService } from '../../units/units.service.js';
import { registerDesks } from '../papers/register-desks.js';
import { REGISTER_ROLES } from '../papers/registers.service.js';
import { ExportRunner } from './export-runner.js';
import { exportProgressView, exportView } from './export-words.view.js';
import { exportsHomeView } from './exports-home.view.js';
import { ExportForm, ExportsQuery } from './register-exports.dto.js';
import { RegisterExports } from './register-exports.service.js';

const HOME = '/papers/register/exports';
const PAGE = 20;

/** The register, taken along as a workbook: asked for, watched, stopped, taken, removed. */
@Controller('papers/register/exports')
@Allow(...REGISTER_ROLES)
export class RegisterExportsPages {
  constructor(
    private readonly exports: RegisterExports,
    private readonly runner: ExportRunner,
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  home(@Query() { cursor }: ExportsQuery, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.list(request, by, null, cursor ?? null);
  }

  @Post()
  ask(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { unit: unitCode, below = false, from, to, reason = null } = await readRequest(ExportForm, body);
        const { resource } = await this.exports.ask(by, { unitCode, below, from, to, reason }, write);
        this.runner.kick();
        return { next: `${HOME}/${resource}`, said: null };
      },
      (refusal) => this.list(request, by, refusal, null),
    );
  }

  @Get(':id')
  async show(@Param('id') id: string, @CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    const one = await this.exports.find(id, by);
    const { name } = await this.units.unit(one.unitCode);
    const view = exportView(one, name, this.pages.words(request));
    return this.pages.page(request, 'papers/export', view, { title: view.heading });
  }

  /** Asked for every two seconds while it is made; then the whole page is worth another look. */
  @Get(':id/progress')
  async progress(
    @Param('id') id: string,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const progress = exportProgressView(await this.exports.find(id, by), this.pages.words(request));
    if (!progress.moves) void reply.header('hx-refresh', 'true');
    return this.pages.fragment(request, 'imports/progress', { progress });
  }

  @Get(':id/file')
  async file(@Param('id') id: string, @CurrentActor() by: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { one, workbook } = await this.exports.take(id, by);
    const name = `so-theo-doi-${one.unitCode}-${one.from}-${one.to}.xlsx`;
    if (one.fileBytes !== null) void reply.header('content-length', one.fileBytes);
    await download(reply, XLSX, name).send(workbook);
  }

  @Post(':id/stops')
  stop(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.acted(posted, reply, () => this.exports.stop(posted.id, posted.by));
  }

  @Post(':id/resumptions')
  resume(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.acted(posted, reply, async () => {
      await this.exports.resume(posted.id, posted.by);
      this.runner.kick();
    });
  }

  @Post(':id/removals')
  remove(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await this.exports.remove(id, by);
        return { next: HOME, said: this.pages.words(request)('exports.removed') };
      },
      (refusal) => this.list(request, by, refusal, null),
    );
  }

  private acted({ by, id, request }: Posted, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await work();
        return { next: `${HOME}/${id}`, said: null };
      },
      (refusal) => this.list(request, by, refusal, null),
    );
  }

  private async list(request: WebRequest, by: Actor, refusal: Refusal | null, before: string | null): Promise<string> {
    const t = this.pages.words(request);
    const found = await this.exports.page(by, before, PAGE + 1);
    const exports = found.slice(0, PAGE);
    const last = exports.at(-1);
    const desks = registerDesks(await this.units.tree(), by);
    const view = exportsHomeView(
      {
        exports,
        nextHref: found.length > PAGE && last ? `${HOME}?cursor=${last.id}` : null,
        desks: [...desks].sort((a, b) => Number(b.code === by.unitCode) - Number(a.code === by.unitCode)),
        today: localDate(this.clock.now()),
        head: hasRole(by, 'desk_head'),
        refusal,
      },
      t,
    );
    return this.pages.page(request, 'papers/exports', view, { title: t('exports.title') });
  }
}
