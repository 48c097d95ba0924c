import { Body, Controller, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import type { VersionDraft } from '../domain/procedure/version-faults.js';
import type { ImportReport } from '../platform/csv/import-report.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Accepts, Allow } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import { ImportQuery } from '../platform/web/import.dto.js';
import { answerImport, csvText } from '../platform/web/import-request.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import { UnitsService } from '../units/units.service.js';
import { versionDraft, versionView, type VersionView } from './procedure.view.js';
import { ProcedureVersionsService } from './procedure-versions.service.js';
import { ProcedureRequest, VersionRequest } from './procedures.dto.js';
import { ProceduresImportService } from './procedures-import.service.js';
import { ProceduresService } from './procedures.service.js';

/** Adding to the catalogue: by the administrators of the town, each version from a day on. */
@Controller('api/v1')
export class ProcedureActsController {
  constructor(
    private readonly procedures: ProceduresService,
    private readonly versions: ProcedureVersionsService,
    private readonly imports: ProceduresImportService,
    private readonly units: UnitsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** A procedure that was not there, with its first version. */
  @Post('procedures')
  @Allow('admin')
  async create(
    @CurrentActor() actor: Actor,
    @Body() { code, ...request }: ProcedureRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VersionView> {
    return this.add(versionDraft(code, request), 'new', actor, { write, reply });
  }

  /** A new version from a day on; earlier dossiers keep theirs. */
  @Post('procedures/:code/versions')
  @Allow('admin')
  async addVersion(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() request: VersionRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VersionView> {
    return this.add(versionDraft(code, request), 'known', actor, { write, reply });
  }

  /** A file of procedures. Running it again changes nothing. */
  @Post('imports/procedures')
  @HttpCode(200)
  @Allow('admin')
  @Accepts('text/csv')
  async import(@CurrentActor() actor: Actor, @Body() body: string, @Query() query: ImportQuery): Promise<ImportReport> {
    await this.units.demandTown(actor);
    const { dryRun = false } = query;
    return answerImport(await this.imports.importCsv(csvText(body), { dryRun, by: actor.username }), query);
  }

  private async add(
    draft: VersionDraft,
    of: 'new' | 'known',
    actor: Actor,
    { write, reply }: { readonly write: IdempotentWrite | null; readonly reply: FastifyReply },
  ): Promise<VersionView> {
    await this.units.demandTown(actor);
    const made = await this.idempotency.once(write, () => this.versions.add(draft, of, actor.username, write));
    markReplayed(reply, made.replayed);
    return versionView(await this.procedures.version(made.resource));
  }
}
