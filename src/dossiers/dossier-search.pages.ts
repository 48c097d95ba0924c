import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { Authenticated } from '../platform/web/access.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { FromForm, type Posted } from '../platform/web/posted.js';
import type { WebRequest } from '../platform/web/principal.js';
import type { DossierPage } from './dossier-list.service.js';
import type { DossierListView } from './dossier-list.view.js';
import { dossierRow } from './dossier-rows.view.js';
import { typedIn } from './dossier-search.js';
import { DossierSearchService } from './search/dossier-search.service.js';
import { filtersView, shownText } from './list-filters.view.js';
import { ListScreenService } from './list-screen.service.js';

/** The box at the top of every page. What is typed there is posted: a person's number stands in no address and no log. */
@Controller('dossiers/searches')
export class DossierSearchPages {
  constructor(
    private readonly searches: DossierSearchService,
    private readonly screen: ListScreenService,
    private readonly pages: PageRenderer,
  ) {}

  @Post()
  @Authenticated()
  async search(
    @Body('text') text: unknown,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedIn(typeof text === 'string' ? text.slice(0, 200) : '');
    switch (typed.kind) {
      case 'code':
        void reply.redirect(`/dossiers/${encodeURIComponent(typed.code)}`, 303);
        return;
      case 'start':
        void reply.redirect(listOf(typed.text), 303);
        return;
      case 'words':
        void reply.redirect(listOf(typed.text), 303);
        return;
      case 'number': {
        const page = await this.searches.search({ by: 'text', text: typed.number }, {}, by);
        void reply.status(200).send(await this.found(request, by, page));
        return;
      }
      case 'unknown':
        void reply.status(200).send(await this.found(request, by, null));
    }
  }

  /** One page, the newest: a next one would need the number in its address. */
  private async found(request: WebRequest, by: Actor, page: DossierPage | null): Promise<string> {
    const t = this.pages.words(request);
    const rows = await this.screen.rows(page?.rows ?? []);
    const heading = rows.length > 0 ? t('search.found') : t('nav.search');
    const view: DossierListView = {
      heading,
      orderNote: null,
      filters: filtersView({}, [], await this.screen.choices(by), t),
      rows: rows.map((row) => dossierRow(row, by, t)),
      pagination: page?.nextCursor ? { summary: shownText(page, t), firstHref: null, nextHref: null } : null,
      empty: rows.length > 0 ? null : { title: t('search.none'), body: t('search.none_hint'), action: null },
    };
    return this.pages.page(request, 'dossiers/list', view, { title: heading });
  }
}

/** A list one can page through: what stands in its address identifies nobody. */
function listOf(q: string): string {
  return `/dossiers?${new URLSearchParams({ q }).toString()}`;
}
