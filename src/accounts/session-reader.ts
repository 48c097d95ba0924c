import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../domain/time/instant.js';
import { atMinute, localDate } from '../domain/time/plain-date.js';
import { CLOCK } from '../platform/clock/clock.js';
import type { Session, SessionReader, TokenScope } from '../platform/web/principal.js';
import { UnitsService } from '../units/units.service.js';
import { NEVER_A_MACHINE } from './account.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { isApiToken, tokenHash } from './token-secrets.js';

const MIDNIGHT = 24 * 60;

/** Accounts' side of the platform's port: a token becomes a person. */
@Injectable()
export class AccountsSessionReader implements SessionReader {
  constructor(
    private readonly sessions: SessionsService,
    private readonly tokens: SessionsRepository,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(token: string): Promise<Session | null> {
    return isApiToken(token) ? this.machine(token) : this.person(token);
  }

  private async person(token: string): Promise<Session | null> {
    const found = await this.sessions.use(token);
    if (!found) return null;
    const { id, actor, expiresAt, renewed, hold } = found;
    const unitName = await this.unitName(actor.unitCode);
    return { id, actor, expiresAt, renewed, hold, unitName, scopes: ['read', 'write'] };
  }

  private async machine(token: string): Promise<Session | null> {
    const hash = tokenHash(token);
    const found = await this.tokens.findByToken(hash, localDate(this.clock.now()));
    if (!found) return null;
    return {
      id: hash,
      actor: { ...found.actor, roles: found.actor.roles.filter((role) => !NEVER_A_MACHINE.includes(role)) },
      expiresAt: atMinute(found.endsOn, MIDNIGHT),
      renewed: false,
      hold: null,
      unitName: await this.unitName(found.actor.unitCode),
      scopes: found.scopes.filter((scope): scope is TokenScope => scope === 'read' || scope === 'write'),
    };
  }

  private async unitName(code: string): Promise<string> {
    return (await this.units.unit(code)).name;
  }
}
