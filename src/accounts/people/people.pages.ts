import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { roleConcerns } from '../../domain/accounts/role-separation.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { AccountsService } from '../accounts.service.js';
import { newPassword } from '../new-password.js';
import { NewPersonForm, PeopleQuery, PersonForm } from './people.dto.js';
import { PeopleScreen } from './people-screen.js';

/** The people of an office and what each may do. */
@Controller('staff')
export class PeoplePages {
  constructor(
    private readonly accounts: AccountsService,
    private readonly screen: PeopleScreen,
    private readonly idempotency: IdempotencyService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Allow('admin', 'desk_head', 'division_head', 'leader')
  list(
    @CurrentActor() by: Actor,
    @Query() { unit, q = '', all = false }: PeopleQuery,
    @Req() request: WebRequest,
  ): Promise<string> {
    return this.screen.list(request, by, { unitCode: unit ?? null, q, withInactive: all });
  }

  @Get('new')
  @Allow('admin')
  blank(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.screen.blank(request, by, null);
  }

  /** Their password is drawn here and shown once, on the answer. */
  @Post()
  @Allow('admin')
  create(@FromForm() { by, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.showPassword(
      request,
      reply,
      async () => {
        const form = await readRequest(NewPersonForm, request.body);
        demandMeant(form);
        const { username, fullName, unitCode, roles, email = null, phone = null } = form;
        const password = newPassword();
        const write = request.idempotentWrite ?? null;
        const made = await this.idempotency.once(write, () =>
          this.accounts.createUser(by, { username, fullName, unitCode, roles, email, phone }, password, write),
        );
        return { username, password: made.replayed ? null : password };
      },
      (refusal) => this.screen.blank(request, by, refusal),
    );
  }

  @Get(':username')
  @Allow('admin', 'desk_head', 'division_head', 'leader')
  show(@CurrentActor() by: Actor, @Param('username') username: string, @Req() request: WebRequest): Promise<string> {
    return this.screen.show(request, by, username, null);
  }

  @Post(':username')
  @Allow('admin')
  change(
    @Param('username') username: string,
    @FromForm() { by, seen, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const t = this.pages.words(request);
    return this.turns.take(
      { request, reply },
      async () => {
        const form = await readRequest(PersonForm, request.body);
        demandMeant(form);
        const { fullName, unitCode, roles, email = null, phone = null } = form;
        await this.accounts.change(by, username, { fullName, unitCode, roles, email, phone }, seen);
        return { next: `/staff/${username}`, said: t('people.saved') };
      },
      (refusal) => this.screen.show(request, by, username, refusal),
    );
  }

  /** A new password, shown once; whoever had the old one is signed out. */
  @Post(':username/passwords')
  @Allow('admin')
  reset(
    @Param('username') username: string,
    @FromForm() { by, seen, request }: Posted,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.showPassword(
      request,
      reply,
      async () => {
        if (username === by.username)
          throw new DomainError('auth.forbidden', 'one’s own password is changed elsewhere');
        const password = newPassword();
        await this.accounts.change(by, username, { password }, seen);
        return { username, password };
      },
      (refusal) => this.screen.show(request, by, username, refusal),
    );
  }

  private async showPassword(
    request: WebRequest,
    reply: FastifyReply,
    work: () => Promise<{ username: string; password: string | null }>,
    again: (refusal: Refusal) => Promise<string>,
  ): Promise<void> {
    await this.turns.answer(
      { request, reply },
      async () => {
        const { username, password } = await work();
        return this.screen.password(request, username, password);
      },
      again,
    );
  }
}

/** Roles that should be two people are given only by somebody who says that it is meant so. */
function demandMeant({ roles, meant = false }: PersonForm): void {
  if (meant || roleConcerns(roles).length === 0) return;
  const message = 'Xin xác nhận là cần giao cùng lúc các vai trò này';
  throw new DomainError('request.invalid', 'these roles should be two people', {}, [{ field: 'meant', message }]);
}
