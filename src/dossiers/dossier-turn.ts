import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../domain/errors.js';
import { Cookies } from '../platform/web/cookies.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { PROBLEMS } from '../platform/web/problem-words.js';
import type { Request } from './act-runner.js';
import { DossierScreen } from './dossier-screen.js';

/** A form that somebody posted from the page of a dossier, and which. */
export interface Turn {
  /** of the act: `done.<key>` says that it was done */
  readonly key: string;
  /** of the form on the page, where it is not the key: one of several for several things */
  readonly form?: string;
  /** fields of the form for those of the request where they differ; the first part of a name stands for all below it */
  readonly fields?: Readonly<Record<string, string>>;
  readonly code: string;
  /** the version they were looking at */
  readonly seen: number | null;
  readonly request: WebRequest;
  readonly reply: FastifyReply;
}

/** What every form of the page does with its answer. */
@Injectable()
export class DossierTurn {
  constructor(
    private readonly screen: DossierScreen,
    private readonly cookies: Cookies,
    private readonly pages: PageRenderer,
  ) {}

  /** Does the act and goes back to the dossier, or shows the page again with what was typed and why it was not done. */
  async take(turn: Turn, act: (request: Request) => Promise<unknown>): Promise<void> {
    const { key, form = key, fields = {}, code, seen, request, reply } = turn;
    const { actor: by } = request.principal ?? {};
    if (!by) throw new DomainError('auth.required', 'sign in first');
    try {
      await act({ code, by, ifMatch: seen, write: request.idempotentWrite ?? null });
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      const page = await this.screen.refused(request, { code, by, key: form, fields }, error);
      void reply.status(PROBLEMS[error.code].status).send(page);
      return;
    }
    const t = this.pages.words(request);
    this.cookies.setFlash(reply, { kind: 'ok', text: t(`done.${key}`) });
    void reply.redirect(`/dossiers/${encodeURIComponent(code)}`, 303);
  }
}
