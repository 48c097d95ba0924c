import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { callerOf, FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitsService } from '../../units/units.service.js';
import { ReplanForm, ReplanPageQuery } from './replans.dto.js';
import { ReplansService } from './replans.service.js';
import { progressView, replansView } from './replans-page.view.js';

const PAGE = 50;

/** The calendar has changed under open dossiers: which promises that moves, letting it, and watching it. */
@Controller('calendar/replans')
@Allow('leader', 'admin')
export class ReplansPages {
  constructor(
    private readonly replans: ReplansService,
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(
    @CurrentActor() by: Actor,
    @Query() { cursor }: ReplanPageQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    await this.units.demandTown(by);
    return this.preview(request, cursor, null);
  }

  /** Lets the dates move, as they were shown; the work is done by the job. */
  @Post()
  async confirm(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    await this.units.demandTown(by);
    const t = this.pages.words(request);
    await this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { revision, expected, agreed = false } = await readRequest(ReplanForm, request.body);
        if (!agreed) {
          const errors = [{ field: 'agreed', message: t('replan.agree_first') }];
          throw new DomainError('request.invalid', 'not agreed', {}, errors);
        }
        const { resource } = await this.replans.confirm(by, revision, write, expected);
        return { next: `/calendar/replans/${resource}`, said: t('replan.begun') };
      },
      (refusal) => this.preview(request, undefined, refusal),
    );
  }

  @Get(':id')
  async show(@CurrentActor() by: Actor, @Param('id') id: string, @Req() request: WebRequest): Promise<string> {
    await this.units.demandTown(by);
    const t = this.pages.words(request);
    const progress = progressView(await this.replans.progress(id), t);
    return this.pages.page(request, 'calendar/replan', { progress }, { title: t('replan.heading') });
  }

  /** The figures alone, asked for every two seconds. */
  @Get(':id/progress')
  async watch(@CurrentActor() by: Actor, @Param('id') id: string, @Req() request: WebRequest): Promise<string> {
    await this.units.demandTown(by);
    const progress = progressView(await this.replans.progress(id), this.pages.words(request));
    return this.pages.fragment(request, 'calendar/replan-progress', { progress });
  }

  /** What has moved stays moved; nothing more moves. */
  @Post(':id/stops')
  async stop(@FromForm() { id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    await this.units.demandTown(callerOf(request).by);
    const t = this.pages.words(request);
    const next = `/calendar/replans/${encodeURIComponent(id)}`;
    await this.turns.take(
      { request, reply },
      async ({ by }) => {
        await this.replans.stop(id, by);
        return { next, said: t('replan.stopped_now') };
      },
      async () => {
        const progress = progressView(await this.replans.progress(id), t);
        return this.pages.page(request, 'calendar/replan', { progress }, { title: t('replan.heading') });
      },
    );
  }

  private async preview(request: WebRequest, cursor: string | undefined, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const page = await this.replans.preview(PAGE, cursor);
    const codes = [...new Set(page.items.map(({ dossier }) => dossier.responsibleUnitCode))];
    const names = new Map<string, string>();
    for (const code of codes) names.set(code, (await this.units.unit(code)).shortName);
    const ground = { page, names, latest: await this.replans.latest(), now: this.clock.now() };
    return this.pages.page(request, 'calendar/replans', replansView(ground, refusal, t), {
      title: t('replan.heading'),
    });
  }
}
