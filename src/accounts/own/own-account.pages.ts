import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { Authenticated, EvenHeld } from '../../platform/web/access.js';
import { addressOf } from '../../platform/web/address.js';
import { Cookies } from '../../platform/web/cookies.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Done, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { Principal, WebRequest } from '../../platform/web/principal.js';
import { CurrentPrincipal } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { CardsService } from '../shared-pcs/cards.service.js';
import { Pins } from '../shared-pcs/pins.js';
import { cardView } from './card.view.js';
import { PasswordForm, PinForm, ProvenForm } from './own-account.dto.js';
import { OwnAccountService, type Proof } from './own-account.service.js';
import { ownAccountView, passwordView, type OwnFacts } from './own-account.view.js';

type Refused = Pick<OwnFacts, 'refused' | 'errors' | 'sentence'>;

const FRESH: Refused = { refused: null, errors: [], sentence: null };

/** What everybody keeps of their own account. */
@Controller('account')
@Authenticated()
export class OwnAccountPages {
  constructor(
    private readonly own: OwnAccountService,
    private readonly pins: Pins,
    private readonly cards: CardsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  show(@Req() request: WebRequest, @CurrentPrincipal() principal: Principal): Promise<string> {
    return this.page(request, principal, FRESH);
  }

  @Get('password')
  @EvenHeld('password')
  showPassword(@Req() request: WebRequest, @CurrentPrincipal() { hold }: Principal): string {
    return this.passwordPage(request, hold === 'password', [], null);
  }

  @Post('password')
  @EvenHeld('password')
  async changePassword(
    @CurrentPrincipal() principal: Principal,
    @FromForm() { body, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const work = async (): Promise<Done> => {
      const { current, password, again } = await readRequest(PasswordForm, body);
      if (password !== again) throw invalid('again', 'account.fault.again');
      await this.own.changePassword(proof(request, principal, current), password);
      return {
        next: principal.hold === 'password' ? '/' : '/account',
        said: this.say(request, 'account.password_done'),
      };
    };
    await this.turns.take({ request, reply }, work, ({ errors, sentence }) =>
      this.passwordPage(request, principal.hold === 'password', errors, sentence),
    );
  }

  @Post('pin')
  async choosePin(
    @CurrentPrincipal() principal: Principal,
    @FromForm() { body, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const work = async (): Promise<Done> => {
      const { current, pin } = await readRequest(PinForm, body);
      await this.own.choosePin(proof(request, principal, current), pin.trim());
      return { next: '/account', said: this.say(request, 'account.pin_done') };
    };
    await this.turns.take({ request, reply }, work, (refusal) => this.again(request, principal, 'pin', refusal));
  }

  @Post('pin/removals')
  async dropPin(
    @CurrentPrincipal() { actor }: Principal,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.own.dropPin(actor);
    this.done(request, reply, 'account.pin_gone');
  }

  /** Answers with the card itself: what it says is known now and never again, so there is nothing to be led to. */
  @Post('card')
  async makeCard(
    @CurrentPrincipal() principal: Principal,
    @FromForm() { body, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const work = async (): Promise<string> => {
      const { current } = await readRequest(ProvenForm, body);
      await this.own.demand(proof(request, principal, current));
      const digits = await this.cards.issue(principal.actor, principal.actor.username);
      const { actor, unitName } = principal;
      const view = cardView({ fullName: actor.fullName, unitName, digits, next: '/account' });
      return this.pages.page(request, 'account/card', view, { title: this.say(request, 'account.card') });
    };
    await this.turns.answer({ request, reply }, work, (refusal) => this.again(request, principal, 'card', refusal));
  }

  @Post('card/revocations')
  async revokeCard(
    @CurrentPrincipal() { actor }: Principal,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.cards.revoke(actor, actor.username);
    this.done(request, reply, 'account.card_gone');
  }

  @Post('sessions/ends')
  async endOthers(
    @CurrentPrincipal() { actor, id }: Principal,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.own.endOthers(actor, id);
    this.done(request, reply, 'account.sessions_ended');
  }

  @Post('sessions/:id/ends')
  async endSession(
    @CurrentPrincipal() { actor }: Principal,
    @FromForm() { id, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.own.endSession(actor, id);
    this.done(request, reply, 'account.sessions_ended');
  }

  private done(request: WebRequest, reply: FastifyReply, key: string): void {
    this.cookies.setFlash(reply, { kind: 'ok', text: this.say(request, key) });
    void reply.redirect('/account', 303);
  }

  private say(request: WebRequest, key: string): string {
    return this.pages.words(request)(key);
  }

  private again(request: WebRequest, principal: Principal, refused: 'pin' | 'card', refusal: Refusal): Promise<string> {
    const errors = worded(refusal.errors, this.pages.words(request));
    return this.page(request, principal, { refused, errors, sentence: refusal.sentence });
  }

  private async page(request: WebRequest, { actor, unitName, id }: Principal, refused: Refused): Promise<string> {
    const t = this.pages.words(request);
    const facts = {
      actor,
      unitName,
      sessionId: id,
      pin: await this.pins.standing(actor.username),
      card: await this.cards.of(actor.username),
      sessions: await this.own.sessionsOf(actor),
      ...refused,
    };
    return this.pages.page(request, 'account/show', ownAccountView(facts, t), { title: t('account.title') });
  }

  private passwordPage(
    request: WebRequest,
    forced: boolean,
    errors: readonly FieldError[],
    sentence: string | null,
  ): string {
    const t = this.pages.words(request);
    const view = passwordView(forced, worded(errors, t), sentence, t);
    return this.pages.page(request, 'account/password', view, { title: t('account.password') });
  }
}

function proof(request: WebRequest, { actor, id }: Principal, password: string): Proof {
  return { actor, sessionId: id, address: addressOf(request), password };
}

/** The rules of this room name their words by key. */
function worded(errors: readonly FieldError[], t: Translator): FieldError[] {
  return errors.map(({ field, message }) => ({
    field,
    message: message.startsWith('account.') ? t(message) : message,
  }));
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}
