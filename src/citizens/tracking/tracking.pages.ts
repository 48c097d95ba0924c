import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { Public, RateLimit } from '../../platform/web/access.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { RateLimiter } from '../../platform/web/rate-limiter.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { TrackingForm } from './tracking.dto.js';
import { TrackingService } from './tracking.service.js';
import { hidden, TrackingScreen } from './tracking-screen.js';

/** Of one code from all addresses together: at this rate half of all secrets takes thirty years. */
const OF_ONE_CODE = { limit: 30, perMinutes: 10 };

/** Refusals keep this beat, longer than the work: how long one took tells nobody whether there is such a code. */
const REFUSED_AFTER_MS = 20;

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
    private readonly screen: TrackingScreen,
  ) {}

  @Get()
  @RateLimit({ limit: 60, perMinutes: 1 })
  find(@Req() request: WebRequest, @Res() reply: FastifyReply): void {
    void hidden(reply).send(this.screen.find(request, null));
  }

  @Post()
  @RateLimit({ limit: 10, perMinutes: 1 })
  async show(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    hidden(reply);
    const beat = pause(REFUSED_AFTER_MS);
    try {
      const typed = await readRequest(TrackingForm, request.body);
      const code = typed.code.trim().toUpperCase();
      this.limiter.take('tracked-code', code, OF_ONE_CODE);
      const answer = await this.tracking.answer(code, typed.secret.replace(/\D/g, ''));
      void reply.status(200).send(this.screen.show(request, answer));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { retryAfterSeconds } = error.facts;
      if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
      const html = this.screen.find(request, error);
      await beat;
      void reply.status(PROBLEMS[error.code].status).send(html);
    }
  }
}
