import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import { TrackingPass } from './tracking-pass.js';
import type { TrackingAsk } from './tracking-requests.service.js';
import { TrackingService, type TrackingAnswer } from './tracking.service.js';
import { trackingFindView, trackingShowView } from './tracking.view.js';

/** A form beneath the answer that was not done. */
interface RefusedAsk {
  readonly ask: TrackingAsk;
  readonly refusal: Refusal;
}

/** Draws what a citizen sees of their dossier. */
@Injectable()
export class TrackingScreen {
  constructor(
    private readonly tracking: TrackingService,
    private readonly pass: TrackingPass,
    private readonly pages: PageRenderer,
  ) {}

  /** The form that asks for code and digits. @param refused why there is no answer; null: nobody has asked yet */
  find(request: WebRequest, refused: DomainError | null): string {
    const t = this.pages.words(request);
    const mine = refused?.errors.filter(({ field }) => field !== 'pass') ?? [];
    const errors = this.pages.fieldErrors(request, mine);
    const { code = '' } = typedFields(request.body);
    const view = trackingFindView({ errors, refusal: this.refusal(request, refused), code: code.slice(0, 60) }, t);
    return this.pages.page(request, 'tracking/find', view, { title: t('track.title') });
  }

  show(request: WebRequest, answer: TrackingAnswer, refused: RefusedAsk | null = null): string {
    const t = this.pages.words(request);
    const view = trackingShowView(answer, { pass: this.pass.give(answer.dossier.code), refused }, t);
    return this.pages.page(request, 'tracking/show', view, { title: t('track.title') });
  }

  done(request: WebRequest, ask: TrackingAsk): string {
    const t = this.pages.words(request);
    return this.pages.page(request, 'tracking/done', { said: t(`citizen.done_${ask}`) }, { title: t('track.title') });
  }

  /** The answer once more, with what was wrong; whose half hour is over begins anew. */
  async again(request: WebRequest, refused: RefusedAsk, error: DomainError): Promise<string> {
    const code = this.codeOf(request);
    return code === null ? this.find(request, error) : this.show(request, await this.tracking.again(code), refused);
  }

  /** null when the pass is none, or over */
  private codeOf(request: WebRequest): string | null {
    const { pass = '' } = typedFields(request.body);
    try {
      return this.pass.read(pass);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private refusal(request: WebRequest, refused: DomainError | null): string | null {
    const t = this.pages.words(request);
    if (request.url.startsWith('/tra-cuu/')) return t('track.over');
    if (refused === null || refused.errors.length > 0) return null;
    if (refused.code === 'not_found') return t('track.unknown');
    const { happened, todo } = refusalWords(refused, t);
    return `${happened}. ${todo}`;
  }
}

/** Kept out of indexes, and out of what other sites are told. */
export function hidden(reply: FastifyReply): FastifyReply {
  return reply.header('x-robots-tag', 'noindex, nofollow, noarchive').header('referrer-policy', 'no-referrer');
}
