import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageRenderer } from '../platform/web/page-renderer.js';
import { PageTurns } from '../platform/web/page-turns.js';
import type { Posted } from '../platform/web/posted.js';
import type { Request } from './act-runner.js';
import { DossierScreen } from './dossier-screen.js';

/** A form that somebody posted from the page of a dossier, and which. */
export interface Turn extends Posted {
  /** of the act: `done.<key>` says that it was done */
  readonly key: string;
  /** of the form on the page, where it is not the key: one of several for several things */
  readonly form?: string;
  /** fields of the form for those of the request where they differ; the first part of a name stands for all below it */
  readonly fields?: Readonly<Record<string, string>>;
  readonly reply: FastifyReply;
}

/** What every form of the page does with its answer. */
@Injectable()
export class DossierTurn {
  constructor(
    private readonly screen: DossierScreen,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  /** Does the act and goes back to the dossier, or shows the page again with what was typed and why it was not done. */
  take(turn: Turn, act: (request: Request) => Promise<unknown>): Promise<void> {
    const { key, form = key, fields = {}, code, seen: ifMatch, by, write, request } = turn;
    return this.turns.take(
      turn,
      async () => {
        await act({ code, by, ifMatch, write });
        return { next: `/dossiers/${encodeURIComponent(code)}`, said: this.pages.words(request)(`done.${key}`) };
      },
      (refusal) => this.screen.refused(request, { code, by, key: form, fields }, refusal),
    );
  }
}
