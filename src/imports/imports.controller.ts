import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Accepts, Allow } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor, Idempotency } from '../platform/web/request-parts.js';
import { describeStream, streamOf, Streams } from '../platform/web/streams.js';
import { type ImportJson, importJson, importRowJson, missingJson, rejectedCsv } from './import.json.js';
import type { ImportFile } from './import-file.js';
import { ImportResultService } from './import-result.service.js';
import { ImportRunner } from './import-runner.js';
import {
  AcceptanceRequest,
  DossierImportQuery,
  ImportListQuery,
  ImportRowsQuery,
  MissingQuery,
} from './imports.dto.js';
import { ImportsService } from './imports.service.js';

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FORMAT_OF = { [CSV]: 'csv', [NDJSON]: 'ndjson', [XLSX]: 'xlsx' } as const;

/** Dossiers out of files: staged and judged whole, applied when a person says so, stopped and gone on with. */
@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly results: ImportResultService,
    private readonly runner: ImportRunner,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** The register of another system (CSV, XLSX by a saved mapping) or whole dossiers (NDJSON). The rows are read after the answer. */
  @Post('dossiers')
  @HttpCode(202)
  @Allow('admin', 'desk_head')
  @Accepts(CSV, NDJSON, XLSX)
  @Streams()
  async create(
    @CurrentActor() by: Actor,
    @Query() { dryRun = false, mapping, unit, mode, asOf }: DossierImportQuery,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { type, body } = streamOf(request);
    const format = FORMAT_OF[type as keyof typeof FORMAT_OF];
    const named = { unitCode: unit ?? null, mappingName: mapping ?? null };
    const asked = { format, dryRun, ...named, mode: mode ?? null, asOf: asOf ?? null };
    const { resource, replayed } = await this.imports.receive(by, asked, body, (hash) =>
      describeStream(this.idempotency, request, hash),
    );
    markReplayed(reply, replayed);
    void reply.header('location', `/api/v1/imports/${resource}`);
    this.runner.kick();
    return this.answer(resource, by);
  }

  @Get()
  @Allow('admin', 'desk_head')
  async list(@CurrentActor() by: Actor, @Query() { limit = 50, cursor }: ImportListQuery): Promise<object> {
    const found = await this.imports.page(by, cursor ?? null, limit + 1);
    const page = found.slice(0, limit);
    const items = await Promise.all(page.map((file) => this.standing(file)));
    return { items, nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** Progress: how many rows are in each state. */
  @Get(':id')
  @Allow('admin', 'desk_head')
  show(@CurrentActor() by: Actor, @Param('id') id: string): Promise<object> {
    return this.answer(id, by);
  }

  /** What each row came to, in the order of the file. */
  @Get(':id/rows')
  @Allow('admin', 'desk_head')
  async rows(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Query() { state, differing = false, limit = 50, cursor = 0 }: ImportRowsQuery,
  ): Promise<object> {
    const file = await this.imports.find(id, by);
    const found = await this.results.page(file, { state: state ?? null, differing }, cursor, limit + 1);
    const page = found.slice(0, limit);
    return { items: page.map(importRowJson), nextCursor: found.length > limit ? (page.at(-1)?.line ?? null) : null };
  }

  /** Open dossiers of its desks that another system works and that the file does not name: nobody has told of them since. */
  @Get(':id/missing')
  @Allow('admin', 'desk_head')
  async missing(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Query() { limit = 50, cursor }: MissingQuery,
  ): Promise<object> {
    const found = await this.results.missing(await this.imports.find(id, by), cursor ?? null, limit + 1);
    const page = found.slice(0, limit);
    return { items: page.map(missingJson), nextCursor: found.length > limit ? (page.at(-1)?.code ?? null) : null };
  }

  /** The rows that were rejected, with their reasons, as a file to mend and send again. */
  @Get(':id/rejected.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Allow('admin', 'desk_head')
  async rejected(@CurrentActor() by: Actor, @Param('id') id: string): Promise<string> {
    const file = await this.imports.find(id, by);
    return rejectedCsv(file, await this.results.readRejected(file, by));
  }

  /** Applies what was judged; goes on with what was stopped. */
  @Post(':id/acceptances')
  @Allow('admin', 'desk_head')
  async accept(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { skipDefective = false }: AcceptanceRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const made = await this.idempotency.once(write, () => this.imports.accept(id, skipDefective, by, write));
    markReplayed(reply, made.replayed);
    this.runner.kick();
    return this.answer(id, by);
  }

  /** Stops an import that is being applied; ends one that is not. */
  @Post(':id/cancellations')
  @Allow('admin', 'desk_head')
  async cancel(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const made = await this.idempotency.once(write, () => this.imports.cancel(id, by, write));
    markReplayed(reply, made.replayed);
    return this.answer(id, by);
  }

  private async answer(id: string, by: Actor): Promise<ImportJson> {
    return this.standing(await this.imports.find(id, by));
  }

  private async standing(file: ImportFile): Promise<ImportJson> {
    const [counts, missing] = await Promise.all([this.results.counts(file), this.results.countMissing(file)]);
    return importJson(file, counts, missing);
  }
}
