import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { atMinute, isPlainDate, localDate, type PlainDate } from '../../domain/time/plain-date.js';
import { readWrittenMoment } from '../../domain/time/written-moment.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Allow } from '../../platform/web/access.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { BlankSlips } from './blank-slips.service.js';
import { PaperSessionsService, type NewPaperSession } from './paper-sessions.service.js';
import { sessionsView } from './paper-sessions.view.js';

const SHOWN = 50;

/** Ca mất điện: declared by the head of the desk; what was received then is written down in paper-session.pages.ts. */
@Controller('paper-sessions')
@Allow('receiver', 'desk_head')
export class PaperSessionsPages {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sessions: PaperSessionsService,
    private readonly slips: BlankSlips,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  list(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.draw(request, by, {}, []);
  }

  @Post()
  @Allow('desk_head')
  open(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const t = this.pages.words(request);
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { resource } = await this.sessions.open(asked(typedFields(body)), by, write);
        return { next: `/paper-sessions/${resource}`, said: t('outage.opened') };
      },
      ({ errors, sentence, typed }) => {
        const beside = errors.map(({ field, message }) => ({ field, message: /^outage\./.test(message) ? t(message) : message })); // prettier-ignore
        return this.draw(request, by, typed, sentence === null ? beside : [{ field: 'from', message: sentence }]);
      },
    );
  }

  /** Draws twenty numbers; what is printed is a page of its own, which can be printed again. */
  @Post('slips')
  drawSlips(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(
      { request, reply },
      async ({ write }) => {
        const { resource } = await this.slips.draw(by, write);
        return { next: `/paper-sessions/slips/${resource}`, said: null };
      },
      () => this.draw(request, by, {}, []),
    );
  }

  @Get('slips/:drawn')
  async slipsPage(
    @Param('drawn') drawn: string,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const t = this.pages.words(request);
    const { book, numbers } = await this.slips.batch(by, drawn);
    const deskName = request.principal?.unitName ?? '';
    const sheets = Array.from({ length: Math.ceil(numbers.length / 4) }, (_, i) => ({
      slips: numbers.slice(i * 4, i * 4 + 4).map((number) => ({ number, book, deskName })),
    }));
    return this.pages.page(request, 'paper-sessions/slips', { sheets, book }, { title: t('outage.slips') });
  }

  private async draw(
    request: WebRequest,
    by: Actor,
    typed: Readonly<Record<string, string>>,
    errors: readonly FieldError[],
  ): Promise<string> {
    const t = this.pages.words(request);
    const [{ items }, lastSlip] = await Promise.all([
      this.sessions.page(by, SHOWN, undefined),
      this.slips.last(by.unitCode),
    ]);
    const today = localDate(this.clock.now());
    const view = sessionsView({ sessions: items, today, lastSlip, typed, errors }, by, t);
    return this.pages.page(request, 'paper-sessions/list', view, { title: t('nav.paper_sessions') });
  }
}

/** @throws DomainError `request.invalid` beside the field that cannot be read */
function asked({ day = '', from = '', to = '', reason = '' }: Readonly<Record<string, string>>): NewPaperSession {
  const errors: FieldError[] = [];
  if (!isPlainDate(day)) errors.push({ field: 'day', message: 'outage.day_wrong' });
  const at = (text: string, field: string): Instant => {
    const written = readWrittenMoment(text, day as PlainDate);
    if (written?.day === null && written.minute !== null && isPlainDate(day)) return atMinute(day, written.minute);
    errors.push({ field, message: 'outage.time_wrong' });
    return 0 as Instant;
  };
  const span = { from: at(from, 'from'), to: at(to, 'to') };
  const words = reason.trim().normalize('NFC');
  if (words.length < 10 || words.length > 600) errors.push({ field: 'reason', message: 'outage.reason_wrong' });
  if (errors.length > 0) throw new DomainError('request.invalid', 'no session can be opened so', {}, errors);
  return { ...span, reason: words };
}
