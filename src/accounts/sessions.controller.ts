import { Body, Controller, Delete, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { Authenticated, Public } from '../platform/web/access.js';
import { addressOf } from '../platform/web/address.js';
import type { Principal, WebRequest } from '../platform/web/principal.js';
import { CurrentActor, CurrentPrincipal } from '../platform/web/request-parts.js';
import { personView, sessionView, type PersonView, type SessionView } from './account.view.js';
import { LogInRequest } from './accounts.dto.js';
import { SessionsService } from './sessions.service.js';

/** Signing in for programs: a token instead of a cookie. */
@Controller('api/v1')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Post('sessions')
  @Public()
  async open(@Body() { username, password }: LogInRequest, @Req() request: WebRequest): Promise<SessionView> {
    return sessionView(await this.sessions.open(username, password, addressOf(request)));
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Authenticated()
  async close(@CurrentPrincipal() { id }: Principal): Promise<void> {
    await this.sessions.close(id);
  }

  @Get('me')
  @Authenticated()
  me(@CurrentActor() actor: Actor): PersonView {
    return personView(actor);
  }
}
