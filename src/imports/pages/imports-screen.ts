import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { ImportResultService } from '../import-result.service.js';
import type { ShownRowsQuery } from '../imports.dto.js';
import { ImportsService } from '../imports.service.js';
import { MappingsService } from '../mappings.service.js';
import { ReferenceDraftsService } from '../reference/reference-drafts.service.js';
import { importFormView } from './import-form.view.js';
import { importMissingView } from './import-missing.view.js';
import { importProgressView, importShowView, type ImportProgressView } from './import-show.view.js';
import { ImportFacts } from './import-facts.service.js';
import { importsHomeView } from './imports-home.view.js';

const PAGE = 50;

/** Draws the pages of files that come in. */
@Injectable()
export class ImportsScreen {
  constructor(
    private readonly imports: ImportsService,
    private readonly results: ImportResultService,
    private readonly mappings: MappingsService,
    private readonly drafts: ReferenceDraftsService,
    private readonly facts: ImportFacts,
    private readonly pages: PageRenderer,
  ) {}

  /** @param before id of the last one seen */
  async home(request: WebRequest, by: Actor, refusal: Refusal | null, before: string | null = null): Promise<string> {
    const t = this.pages.words(request);
    const found = await this.imports.page(by, before, PAGE + 1);
    const files = found.slice(0, PAGE);
    const last = files.at(-1);
    const view = importsHomeView(
      {
        files,
        nextHref: found.length > PAGE && last ? `/imports?cursor=${last.id}` : null,
        unitName: await this.facts.unitNames(),
        personName: await this.facts.people(files.map(({ createdBy }) => createdBy)),
        drafts: (await this.facts.keepsTown(by)) ? await this.drafts.waiting(by) : null,
        refusal,
      },
      t,
    );
    return this.pages.page(request, 'imports/home', view, { title: t('imports.title') });
  }

  async blank(request: WebRequest, by: Actor, refusal: Refusal | null): Promise<string> {
    const t = this.pages.words(request);
    const mappings = (await this.mappings.all(by.unitCode)).map(({ name }) => name);
    const view = importFormView({ mappings, units: await this.facts.desks(by), refusal }, t);
    return this.pages.page(request, 'imports/new', view, { title: t('imports.new') });
  }

  /** @throws DomainError `not_found`, also for imports of units out of reach */
  async show(
    request: WebRequest,
    by: Actor,
    id: string,
    { state, differing = false, cursor = 0 }: ShownRowsQuery,
    refusal: Refusal | null,
  ): Promise<string> {
    const t = this.pages.words(request);
    const file = await this.imports.find(id, by);
    const shown = { state: state ?? null, differing };
    const [counts, missing, found] = await Promise.all([
      this.results.counts(file),
      this.results.countMissing(file),
      this.results.page(file, shown, cursor, PAGE + 1),
    ]);
    const rows = found.slice(0, PAGE);
    const nextCursor = found.length > PAGE ? (rows.at(-1)?.line ?? null) : null;
    const unitName = (await this.facts.unitNames())(file.unitCode);
    const people = [file.createdBy, ...(file.acceptedBy === null ? [] : [file.acceptedBy])];
    const personName = await this.facts.people(people);
    const view = importShowView(
      { file, counts, missing, rows, shown, nextCursor, unitName, personName, refusal: refusalText(refusal) },
      t,
    );
    return this.pages.page(request, 'imports/show', view, { title: view.heading });
  }

  /** Where the file stands now, alone. */
  async progress(request: WebRequest, by: Actor, id: string): Promise<{ html: string; view: ImportProgressView }> {
    const file = await this.imports.find(id, by);
    const view = importProgressView(file, await this.results.counts(file), null, this.pages.words(request));
    return { html: this.pages.fragment(request, 'imports/progress', { progress: view }), view };
  }

  async missing(request: WebRequest, by: Actor, id: string, cursor: string | null): Promise<string> {
    const t = this.pages.words(request);
    const file = await this.imports.find(id, by);
    const found = await this.results.missing(file, cursor, PAGE + 1);
    const dossiers = found.slice(0, PAGE);
    const nextCursor = found.length > PAGE ? (dossiers.at(-1)?.code ?? null) : null;
    const view = importMissingView({ id, dossiers, nextCursor, unitName: await this.facts.unitNames() }, t);
    return this.pages.page(request, 'imports/missing', view, { title: t('imports.missing') });
  }
}

function refusalText(refusal: Refusal | null): string | null {
  return refusal && (refusal.sentence ?? refusal.errors.map(({ message }) => message).join(' '));
}
