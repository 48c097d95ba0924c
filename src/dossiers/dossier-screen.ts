import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { Refusal } from '../platform/web/page-turns.js';
import type { WebRequest } from '../platform/web/principal.js';
import { DossierPageService } from './dossier-page.service.js';
import { dossierShowView, type PageState } from './dossier-page.view.js';

/** Draws the page of one dossier: as it is, after a refusal, or with a number shown this once. */
@Injectable()
export class DossierScreen {
  constructor(
    private readonly reading: DossierPageService,
    private readonly pages: PageRenderer,
  ) {}

  async show(request: WebRequest, code: string, by: Actor, state: Partial<PageState> = {}): Promise<string> {
    const facts = await this.reading.facts(code, by);
    const view = dossierShowView(facts, { refused: null, revealed: null, ...state }, this.pages.words(request));
    return this.pages.page(request, 'dossiers/show', view, { title: `${code} · ${view.procedureName}` });
  }

  /** The page as it is now, the refused form open with what was typed, and why it was refused. */
  refused(request: WebRequest, at: RefusedAt, { errors, sentence, typed }: Refusal): Promise<string> {
    const { code, by, key, fields = {} } = at;
    const beside = errors.map(({ field, message }) => ({
      field: fields[field] ?? fields[field.split('.')[0] ?? ''] ?? field,
      message,
    }));
    const said = sentence === null ? beside : [{ field: '', message: sentence }];
    return this.show(request, code, by, { refused: { key, typed, errors: said } });
  }
}

/** The form of the page that was refused. */
interface RefusedAt {
  readonly code: string;
  readonly by: Actor;
  readonly key: string;
  /** fields of the form for those of the request where they differ */
  readonly fields?: Readonly<Record<string, string>>;
}
