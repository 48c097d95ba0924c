import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { Clock } from '../domain/time/instant.js';
import { localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Allow } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../platform/web/page-turns.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { AccountsService } from './accounts.service.js';
import { CoverRequest } from './accounts.dto.js';
import { CoversService } from './covers.service.js';
import { coversView } from './covers.view.js';

const HEADS = ['division_head', 'desk_head', 'leader', 'admin'] as const;

/** Who stands in for whom in one's own unit; its head says so. */
@Controller('covers')
export class CoversPages {
  constructor(
    private readonly covers: CoversService,
    private readonly accounts: AccountsService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(...HEADS, 'specialist', 'receiver', 'returner', 'cashier', 'clerk')
  show(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.draw(request, by, null);
  }

  /** Said again for the same two, it takes the place of what was said before: pressed twice, it is one. */
  @Post()
  @Allow(...HEADS)
  set(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await this.covers.set(by, { ...(await readRequest(CoverRequest, request.body)) });
        return { next: '/covers', said: this.pages.words(request)('covers.saved') };
      },
      (refusal) => this.draw(request, by, refusal),
    );
  }

  @Post(':by/:absent/endings')
  @Allow(...HEADS)
  end(
    @Param('by') by: string,
    @Param('absent') absent: string,
    @FromForm() { by: actor, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await this.covers.end(actor, by, absent);
        return { next: '/covers', said: this.pages.words(request)('covers.ended') };
      },
      (refusal) => this.draw(request, actor, refusal),
    );
  }

  private async draw(request: WebRequest, by: Actor, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const covers = await this.covers.of(by.unitCode, by);
    const [staff, names] = await Promise.all([
      this.accounts.staff(by.unitCode),
      this.accounts.names(covers.flatMap((cover) => [cover.absent, cover.by])),
    ]);
    const today = localDate(this.clock.now());
    const view = coversView({ covers, staff, names, today, decides: hasRole(by, ...HEADS), refusal }, t);
    return this.pages.page(request, 'covers/list', view, { title: t('covers.title') });
  }
}
