import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { TakesFiles } from '../../platform/web/form-files.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import type { Mapping, Target } from '../mapping.js';
import { MappingsService, SHIPPED_MAPPING } from '../mappings.service.js';
import { recognised } from '../../platform/files/file-format.js';
import { sentFile } from '../../platform/web/sent-file.js';
import { MAPPING_NAME, MappingTextForm, SampledMappingForm } from './mapping-forms.dto.js';
import { mappingSampleView, mappingShowView, mappingsListView } from './mapping-pages.view.js';
import { MappingSamplesService } from './mapping-samples.service.js';
import { readMappingTexts } from './mapping-text.js';

/** How columns of other systems are read: from a file of theirs, column by column, then saved by name. */
@Controller('imports/mappings')
export class MappingsPages {
  constructor(
    private readonly mappings: MappingsService,
    private readonly samples: MappingSamplesService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Allow('admin', 'desk_head')
  list(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.home(request, by, null);
  }

  /** Shows the columns of a file with the first rows; the file itself is not kept. */
  @Post('samples')
  @Allow('admin', 'desk_head')
  @TakesFiles()
  sample(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const t = this.pages.words(request);
    return this.turns.answer(
      { request, reply },
      async () => {
        const file = await sentFile(request.body);
        const { format, bytes } = await recognised(file.stream);
        const known = (await this.mappings.find(by.unitCode, SHIPPED_MAPPING)).mapping;
        const columns = await this.samples.read(format === 'xlsx' ? 'xlsx' : 'csv', bytes, known);
        const view = mappingSampleView(columns, null, t);
        return this.pages.page(request, 'imports/mapping-sample', view, { title: t('imports.mapping_new') });
      },
      (refusal) => this.home(request, by, refusal),
    );
  }

  /** Saves what the columns of a file mean; words, formats and times come from the mapping that is shipped. */
  @Post()
  @Allow('admin', 'desk_head')
  create(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const t = this.pages.words(request);
    return this.turns.take(
      { request, reply },
      async () => {
        const { name, columns } = await readRequest(SampledMappingForm, request.body);
        const shipped = (await this.mappings.find(by.unitCode, SHIPPED_MAPPING)).mapping;
        const chosen = columns.flatMap(({ heading, target }) => (target ? [{ target, headings: [heading] }] : []));
        await this.mappings.keep(by, name, { ...shipped, sheet: null, columns: chosen });
        return { next: `/imports/mappings/${name}`, said: t('imports.mapping_saved') };
      },
      (refusal) => {
        const view = mappingSampleView(postedColumns(request.body), refusal, t);
        return this.pages.page(request, 'imports/mapping-sample', view, { title: t('imports.mapping_new') });
      },
    );
  }

  @Get(':name')
  @Allow('admin', 'desk_head')
  show(@CurrentActor() by: Actor, @Param('name') name: string, @Req() request: WebRequest): Promise<string> {
    return this.one(request, by, name, null);
  }

  @Post(':name')
  @Allow('admin', 'desk_head')
  save(@Param('name') name: string, @FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        if (!MAPPING_NAME.test(name)) throw new DomainError('not_found', 'there is no such mapping');
        await this.mappings.keep(by, name, mappingOf(await readRequest(MappingTextForm, request.body)));
        return { next: `/imports/mappings/${name}`, said: this.pages.words(request)('imports.mapping_saved') };
      },
      (refusal) => this.one(request, by, name, refusal),
    );
  }

  @Post(':name/removals')
  @Allow('admin', 'desk_head')
  remove(@Param('name') name: string, @FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await this.mappings.remove(by, name);
        return { next: '/imports/mappings', said: this.pages.words(request)('imports.mapping_removed') };
      },
      (refusal) => this.one(request, by, name, refusal),
    );
  }

  private async home(request: WebRequest, by: Actor, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const view = mappingsListView(await this.mappings.all(by.unitCode), refusal, t);
    return this.pages.page(request, 'imports/mappings', view, { title: t('imports.mappings') });
  }

  private async one(request: WebRequest, by: Actor, name: string, refusal: Refusal | null): Promise<string> {
    const saved = await this.mappings.find(by.unitCode, name);
    const view = mappingShowView(saved, saved.unitCode === by.unitCode, refusal, this.pages.words(request));
    return this.pages.page(request, 'imports/mapping', view, { title: name });
  }
}

function mappingOf({ sheet, accepted, due, finished, ...texts }: MappingTextForm): Mapping {
  const { columns, values = '', procedures = '', units = '', dateFormats = '' } = texts;
  const read = readMappingTexts({ columns, values, procedures, units, dateFormats });
  return { sheet: sheet ?? null, ...read, times: { accepted, due, finished } };
}

/** The columns of a form that was refused, without their samples: the file is not here any more. */
function postedColumns(body: unknown): { heading: string; samples: string[]; target: Target | null }[] {
  const { columns } = (body ?? {}) as { columns?: unknown };
  if (!Array.isArray(columns)) return [];
  return columns.slice(0, 100).flatMap((one: unknown) => {
    const { heading, target } = (one ?? {}) as { heading?: unknown; target?: unknown };
    if (typeof heading !== 'string') return [];
    return [{ heading, samples: [], target: typeof target === 'string' ? (target as Target) : null }];
  });
}
