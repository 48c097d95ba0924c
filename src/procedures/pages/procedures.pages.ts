import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitsService } from '../../units/units.service.js';
import { versionDraft } from '../procedure.view.js';
import { ProcedureVersionsService } from '../procedure-versions.service.js';
import { ProcedureRequest, VersionRequest } from '../procedures.dto.js';
import { ProceduresListQuery } from './procedure-forms.dto.js';
import { ProceduresScreen } from './procedures-screen.js';
import { typedVersion, versionRequest } from './version-form.js';

/** The catalogue of procedures: read by those who run a desk, added to by the administrators of the town. */
@Controller('procedures')
export class ProceduresPages {
  constructor(
    private readonly versions: ProcedureVersionsService,
    private readonly units: UnitsService,
    private readonly screen: ProceduresScreen,
    private readonly idempotency: IdempotencyService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Allow('admin', 'desk_head', 'leader')
  list(@CurrentActor() by: Actor, @Query() query: ProceduresListQuery, @Req() request: WebRequest): Promise<string> {
    return this.screen.list(request, by, query);
  }

  @Get('new')
  @Allow('admin')
  async blank(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    await this.units.demandTown(by);
    return this.screen.form(request, null, null);
  }

  @Post()
  @Allow('admin')
  create(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.add(request, reply, null);
  }

  @Get(':code')
  @Allow('admin', 'desk_head', 'leader')
  show(@CurrentActor() by: Actor, @Param('code') code: string, @Req() request: WebRequest): Promise<string> {
    return this.screen.show(request, by, code);
  }

  @Get(':code/versions/new')
  @Allow('admin')
  async next(@CurrentActor() by: Actor, @Param('code') code: string, @Req() request: WebRequest): Promise<string> {
    await this.units.demandTown(by);
    return this.screen.form(request, code, null);
  }

  @Post(':code/versions')
  @Allow('admin')
  addVersion(@FromForm() { code, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.add(request, reply, code);
  }

  /** A button of the form asks for more empty lines: nothing is written then. */
  private async add(request: WebRequest, reply: FastifyReply, known: string | null): Promise<void> {
    if ((request.body as { _more?: unknown } | undefined)?._more !== undefined) {
      void reply.status(200).send(await this.screen.form(request, known, null));
      return;
    }
    await this.turns.take(
      { request, reply },
      async ({ by, write }) => {
        await this.units.demandTown(by);
        const typed = versionRequest(typedVersion(request.body));
        const { code, ...asked } =
          known === null
            ? await readRequest(ProcedureRequest, typed, true)
            : { ...(await readRequest(VersionRequest, typed, true)), code: known };
        const draft = versionDraft(code, asked);
        const of = known === null ? 'new' : 'known';
        await this.idempotency.once(write, () => this.versions.add(draft, of, by.username, write));
        return { next: `/procedures/${code}`, said: this.pages.words(request)('procedures.saved') };
      },
      (refusal) => this.screen.form(request, known, refusal),
    );
  }
}
