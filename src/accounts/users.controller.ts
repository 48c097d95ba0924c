import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { Allow } from '../platform/web/access.js';
import { markReplayed } from '../platform/web/answer.js';
import { CurrentActor, Idempotency, IfMatch } from '../platform/web/request-parts.js';
import { accountView, type AccountPageView, type AccountView } from './account.view.js';
import { NewUserRequest, UserChangeRequest, UserQuery } from './accounts.dto.js';
import { AccountsService } from './accounts.service.js';

/** People with an account, kept by the administrators of their part of the tree. */
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get()
  @Allow('admin', 'desk_head', 'division_head', 'leader')
  async list(@CurrentActor() actor: Actor, @Query() { unit, limit, cursor }: UserQuery): Promise<AccountPageView> {
    const { items, nextCursor } = await this.accounts.list(actor, { unitCode: unit, limit, cursor });
    return { items: items.map(accountView), nextCursor };
  }

  @Post()
  @Allow('admin')
  async create(
    @CurrentActor() actor: Actor,
    @Body() { password, ...account }: NewUserRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    const made = await this.idempotency.once(write, () => this.accounts.createUser(actor, account, password, write));
    markReplayed(reply, made.replayed);
    return accountView(await this.accounts.account(made.resource, actor));
  }

  @Patch(':username')
  @Allow('admin')
  async change(
    @CurrentActor() actor: Actor,
    @Param('username') username: string,
    @Body() change: UserChangeRequest,
    @IfMatch() seen: number | null,
  ): Promise<AccountView> {
    return accountView(await this.accounts.change(actor, username, { ...change }, seen));
  }
}
