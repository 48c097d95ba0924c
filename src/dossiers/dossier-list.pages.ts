import { Controller, Get, HttpStatus, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../domain/errors.js';
import type { Translator } from '../platform/templates/i18n.js';
import { Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { CurrentActor } from '../platform/web/request-parts.js';
import { readRequest } from '../platform/web/validation.pipe.js';
import { DossierListQuery, type Sort } from './dossier-list.dto.js';
import { DossierListService, type DossierPage } from './dossier-list.service.js';
import type { DossierListView } from './dossier-list.view.js';
import { dossierRow, emptyList, listHeading, orderNote } from './dossier-rows.view.js';
import { HOLDS_PERSONAL_NUMBER } from './dossier-search.js';
import { DossierSearchService } from './search/dossier-search.service.js';
import { usualSort } from './search/list-filter.js';
import { filtersView, paginationView, type Asked } from './list-filters.view.js';
import { ListScreenService } from './list-screen.service.js';

/** The list of dossiers: every number of every report opens here. */
@Controller('dossiers')
export class DossierListPages {
  constructor(
    private readonly lists: DossierListService,
    private readonly searches: DossierSearchService,
    private readonly screen: ListScreenService,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Authenticated()
  async show(
    @Query() query: Record<string, unknown>,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asked = askedOf(query);
    const t = this.pages.words(request);
    try {
      const { q, ...question } = await readRequest(DossierListQuery, asked, true);
      const sort = question.sort ?? usualSort(asked);
      const narrowed = { ...question, sort };
      const page = await (q === undefined
        ? this.lists.page(narrowed, by)
        : this.searches.search({ by: 'text', text: q }, narrowed, by));
      return await this.render(request, by, { asked, page, sort, errors: [] });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'request.invalid') throw error;
      void reply.status(HttpStatus.UNPROCESSABLE_ENTITY);
      const errors = this.pages.fieldErrors(request, error.errors);
      const wrong = new Set(errors.map(({ field }) => field));
      const kept = Object.fromEntries(Object.entries(asked).filter(([name]) => !wrong.has(name)));
      return this.render(request, by, {
        asked: kept,
        page: null,
        sort: usualSort(kept),
        errors: spoken(errors, asked, t),
      });
    }
  }

  private async render(request: WebRequest, by: Actor, { asked, page, sort, errors }: Answer): Promise<string> {
    const t = this.pages.words(request);
    const choices = await this.screen.choices(by);
    const rows = await this.screen.rows(page?.rows ?? []);
    const filters = filtersView(asked, errors, choices, t);
    const unitName = choices.units.find(([code]) => code === (asked['unit'] ?? asked['responsible']))?.[1] ?? null;
    const heading = listHeading(asked, unitName, t);
    const view: DossierListView = {
      heading,
      orderNote: rows.length > 1 ? orderNote(sort, t) : null,
      filters,
      rows: rows.map((row) => dossierRow(row, by, t)),
      pagination: page && paginationView(page, asked, t),
      empty: rows.length > 0 ? null : emptyList(filters.active.length > 0, hasRole(by, 'receiver'), t),
    };
    return this.pages.page(request, 'dossiers/list', view, { title: heading });
  }
}

interface Answer {
  readonly asked: Asked;
  /** null: the question could not be read */
  readonly page: DossierPage | null;
  readonly sort: Sort;
  readonly errors: readonly FieldError[];
}

/** Whoever typed a person's number into an address is told where it belongs; it is not repeated to them. */
function spoken(errors: readonly FieldError[], { q = '' }: Asked, t: Translator): FieldError[] {
  return errors.map((one) =>
    one.field === 'q' && HOLDS_PERSONAL_NUMBER.test(q) ? { field: 'q', message: t('list.q_number') } : one,
  );
}

/** A filter that was left empty is no filter; one given twice is the first. */
function askedOf(query: Record<string, unknown>): Asked {
  const texts = Object.entries(query).map(([name, value]) => [
    name,
    Array.isArray(value) ? (value[0] as unknown) : value,
  ]);
  return Object.fromEntries(texts.filter(([, value]) => typeof value === 'string' && value.trim() !== '')) as Asked;
}
