import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { Public, RateLimit } from '../../platform/web/access.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import { RateLimiter } from '../../platform/web/rate-limiter.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { TrackingForm } from './tracking.dto.js';
import { TrackingService } from './tracking.service.js';
import { trackingFindView, trackingShowView } from './tracking.view.js';

/** Of one code from all addresses together: at this rate half of all secrets takes thirty years. */
const OF_ONE_CODE = { limit: 30, perMinutes: 10 };

/**
 * Where the QR code of a slip leads. What it carries stands behind the `#`, which no browser sends; a script puts it
 * into the form, and without script the citizen types it. The answer stands in no address and no cookie.
 */
@Controller('tra-cuu')
@Public()
export class TrackingPages {
  constructor(
    private readonly tracking: TrackingService,
    private readonly limiter: RateLimiter,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @RateLimit({ limit: 60, perMinutes: 1 })
  find(@Req() request: WebRequest, @Res() reply: FastifyReply): void {
    void hidden(reply).send(this.form(request, null));
  }

  @Post()
  @RateLimit({ limit: 10, perMinutes: 1 })
  async show(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    hidden(reply);
    try {
      const typed = await readRequest(TrackingForm, request.body);
      const code = typed.code.trim().toUpperCase();
      this.limiter.take('tracked-code', code, OF_ONE_CODE);
      const answer = await this.tracking.answer(code, typed.secret.replace(/\D/g, ''));
      const t = this.pages.words(request);
      const view = trackingShowView(answer, t);
      void reply.status(200).send(this.pages.page(request, 'tracking/show', view, { title: t('track.title') }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { retryAfterSeconds } = error.facts;
      if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
      void reply.status(PROBLEMS[error.code].status).send(this.form(request, error));
    }
  }

  private form(request: WebRequest, refused: DomainError | null): string {
    const t = this.pages.words(request);
    const errors = refused ? this.pages.fieldErrors(request, refused.errors) : [];
    const { code = '' } = typedFields(request.body);
    const view = trackingFindView({ errors, refusal: this.refusal(request, refused), code: code.slice(0, 60) }, t);
    return this.pages.page(request, 'tracking/find', view, { title: t('track.title') });
  }

  private refusal(request: WebRequest, refused: DomainError | null): string | null {
    if (refused === null || refused.errors.length > 0) return null;
    const t = this.pages.words(request);
    if (refused.code === 'not_found') return t('track.unknown');
    const { happened, todo } = refusalWords(refused, t);
    return `${happened}. ${todo}`;
  }
}

/** Kept out of indexes, and out of what other sites are told. */
function hidden(reply: FastifyReply): FastifyReply {
  return reply.header('x-robots-tag', 'noindex, nofollow, noarchive').header('referrer-policy', 'no-referrer');
}
