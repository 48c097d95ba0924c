import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../domain/errors.js';
import { typedFields } from '../platform/web/forms.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { refusalWords } from '../platform/web/problem.view.js';
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
  refused(
    request: WebRequest,
    at: {
      readonly code: string;
      readonly by: Actor;
      /** of the form on the page */
      readonly key: string;
      readonly fields?: Readonly<Record<string, string>>;
    },
    error: DomainError,
  ): Promise<string> {
    const { fields = {} } = at;
    const errors = this.faults(request, error).map(({ field, message }) => ({
      field: fields[field] ?? fields[field.split('.')[0] ?? ''] ?? field,
      message,
    }));
    return this.show(request, at.code, at.by, {
      refused: { key: at.key, typed: typedFields(request.body), errors },
    });
  }

  private faults(request: WebRequest, error: DomainError): FieldError[] {
    if (error.errors.length > 0) return this.pages.fieldErrors(request, error.errors);
    const { happened, todo } = refusalWords(error, this.pages.words(request));
    return [{ field: '', message: `${happened}. ${todo}` }];
  }
}
