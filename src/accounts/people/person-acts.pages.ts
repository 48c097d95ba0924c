import { Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { AccountsService } from '../accounts.service.js';
import { CardsService } from '../shared-pcs/cards.service.js';
import { PeopleScreen } from './people-screen.js';
import { PeopleService } from './people.service.js';

/** Switching an account off and on, signing its person out, their card. Accounts are never deleted: what they did stays theirs. */
@Controller('staff/:username')
export class PersonActsPages {
  constructor(
    private readonly accounts: AccountsService,
    private readonly people: PeopleService,
    private readonly cards: CardsService,
    private readonly screen: PeopleScreen,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Post('disablements')
  @Allow('admin')
  disable(
    @Param('username') username: string,
    @FromForm() { by, seen, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(username, request, reply, 'people.disabled', () =>
      this.accounts.change(by, username, { active: false }, seen),
    );
  }

  @Post('enablements')
  @Allow('admin')
  enable(
    @Param('username') username: string,
    @FromForm() { by, seen, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(username, request, reply, 'people.enabled', () =>
      this.accounts.change(by, username, { active: true }, seen),
    );
  }

  @Post('session-ends')
  @Allow('admin')
  signOut(
    @Param('username') username: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(username, request, reply, 'people.signed_out', () => this.people.endSessions(by, username));
  }

  /** Answers with the card itself, to be printed and handed over: its digits are shown this once. */
  @Post('cards')
  @Allow('admin')
  makeCard(
    @Param('username') username: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.turns.answer(
      { request, reply },
      async () => this.screen.card(request, username, await this.cards.issue(by, username)),
      (refusal) => this.screen.show(request, by, username, refusal),
    );
  }

  @Post('cards/revocations')
  @Allow('admin')
  revokeCard(
    @Param('username') username: string,
    @FromForm() { by, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(username, request, reply, 'account.card_gone', () => this.cards.revoke(by, username));
  }

  private act(
    username: string,
    request: WebRequest,
    reply: FastifyReply,
    said: string,
    work: () => Promise<unknown>,
  ): Promise<void> {
    return this.turns.take(
      { request, reply },
      async () => {
        await work();
        return { next: `/staff/${username}`, said: this.pages.words(request)(said) };
      },
      (refusal) => {
        if (!request.principal) throw new Error('a guarded route without anybody');
        return this.screen.show(request, request.principal.actor, username, refusal);
      },
    );
  }
}
