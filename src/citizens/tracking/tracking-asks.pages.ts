import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public, RateLimit } from '../../platform/web/access.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { TrackingCallForm, TrackingPassForm, TrackingWrongForm } from './tracking.dto.js';
import { TrackingPass } from './tracking-pass.js';
import { TrackingRequests, type TrackingAsk } from './tracking-requests.service.js';
import { hidden, TrackingScreen } from './tracking-screen.js';

const WRITES = { limit: 10, perMinutes: 1 };

/** What stands beneath the answer: somebody is to look at it, or to call. */
@Controller('tra-cuu')
@Public()
export class TrackingAsksPages {
  constructor(
    private readonly asked: TrackingRequests,
    private readonly pass: TrackingPass,
    private readonly screen: TrackingScreen,
    private readonly turns: PageTurns,
  ) {}

  @Post('call-backs')
  @RateLimit(WRITES)
  callBack(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take('call-backs', { request, reply }, async () => {
      const { pass, wish = null } = await readRequest(TrackingCallForm, request.body);
      await this.asked.callBack(this.pass.read(pass), wish);
    });
  }

  @Post('misses')
  @RateLimit(WRITES)
  miss(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take('misses', { request, reply }, async () => {
      const { pass } = await readRequest(TrackingPassForm, request.body);
      await this.asked.miss(this.pass.read(pass));
    });
  }

  @Post('wrong-results')
  @RateLimit(WRITES)
  wrong(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take('wrong-results', { request, reply }, async () => {
      const { pass, words } = await readRequest(TrackingWrongForm, request.body);
      await this.asked.complain(this.pass.read(pass), words);
    });
  }

  /** Done, the page says so; there is no address to go on to. */
  private take(
    ask: TrackingAsk,
    { request, reply }: { readonly request: WebRequest; readonly reply: FastifyReply },
    work: () => Promise<void>,
  ): Promise<void> {
    hidden(reply);
    return this.turns.answerGuest(
      { request, reply },
      async () => {
        await work();
        return this.screen.done(request, ask);
      },
      (refusal, error) => this.screen.again(request, { ask, refusal }, error),
    );
  }
}
