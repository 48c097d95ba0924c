import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../domain/errors.js';
import { Cookies } from '../platform/web/cookies.js';
import { withoutPlumbing } from '../platform/web/forms.js';
import { PageRenderer } from '../platform/web/page-renderer.js';
import type { WebRequest } from '../platform/web/principal.js';
import { PROBLEMS } from '../platform/web/problem-words.js';
import type { Request } from './act-runner.js';
import type { DossierActKey } from './dossier-acts.view.js';
import { DossierScreen } from './dossier-screen.js';

/** A form that somebody posted from the page of a dossier. */
export interface Turn {
  readonly key: DossierActKey;
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
    const { key, code, seen, request, reply } = turn;
    const { actor: by } = request.principal ?? {};
    if (!by) throw new DomainError('auth.required', 'sign in first');
    try {
      await act({ code, by, ifMatch: seen, write: request.idempotentWrite ?? null });
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      const page = await this.screen.refused(request, { code, by, key }, error);
      void reply.status(PROBLEMS[error.code].status).send(page);
      return;
    }
    const t = this.pages.words(request);
    this.cookies.setFlash(reply, { kind: 'ok', text: t(`done.${key}`) });
    void reply.redirect(`/dossiers/${encodeURIComponent(code)}`, 303);
  }
}

/** `to` is a unit, or one person of it: `H45.20.05/minh.dv`. */
export function handOverRequest(body: unknown): object {
  const { to, ...rest } = withoutPlumbing(body ?? {}) as { to?: unknown };
  const [unitCode = '', username] = typeof to === 'string' ? to.split('/') : [];
  return { ...rest, unitCode, ...(username === undefined ? {} : { username }) };
}
