import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DAY, HOUR, MINUTE, type Clock, type Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { AppConfig } from '../platform/config/app-config.js';
import { Transactor } from '../platform/database/transactor.js';
import { LogIn } from './log-in.js';
import { SessionsRepository, type SessionRecord } from './sessions.repository.js';
import { newSessionToken, tokenHash } from './token-secrets.js';

/** However busy, a session ends after this: a stolen one does not live for ever. */
const LONGEST = 7 * DAY;
/** Using a session writes at most this often. */
const RENEW_EVERY = 5 * MINUTE;

export interface OpenedSession {
  /** shown once, never stored */
  readonly token: string;
  readonly expiresAt: Instant;
  readonly actor: Actor;
}

/** Signing in and out. A session is a row; its token is known to its owner only. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly logIn: LogIn,
    private readonly sessions: SessionsRepository,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AppConfig) private readonly config: AppConfig,
  ) {}

  /**
   * @param address who to count against, see `addressOf`
   * @throws DomainError `auth.failed` (the same in the same time for a wrong password, an unknown name and one who is
   *   switched off), `rate.limited`
   */
  async open(username: string, password: string, address: string): Promise<OpenedSession> {
    const now = this.clock.now();
    const actor = await this.logIn.check(username.trim().toLowerCase(), password, address, now);
    const token = newSessionToken();
    const expiresAt = this.end(now, now);
    await this.transactor.run(async (tx) => {
      await this.logIn.forgive(tx, actor.username, address, now);
      await this.sessions.open(tx, tokenHash(token), actor.username, now, expiresAt);
    });
    return { token, expiresAt, actor };
  }

  /** @returns the session with its end moved on, or null when there is none */
  async use(token: string): Promise<(SessionRecord & { renewed: boolean }) | null> {
    const now = this.clock.now();
    const found = await this.sessions.find(tokenHash(token), now);
    if (!found) return null;
    const expiresAt = this.end(found.createdAt, now);
    if (now - found.renewedAt < RENEW_EVERY || expiresAt <= found.expiresAt) return { ...found, renewed: false };
    await this.transactor.run((tx) => this.sessions.renew(tx, found.id, now, expiresAt));
    return { ...found, expiresAt, renewed: true };
  }

  /** @param id as `Session.id`; closing what is closed already is no error */
  async close(id: string): Promise<void> {
    await this.transactor.run((tx) => this.sessions.close(tx, id));
  }

  /** Housekeeping. @returns how many ended sessions and unneeded counters went */
  async forgetEnded(): Promise<number> {
    const now = this.clock.now();
    return this.transactor.run(
      async (tx) => (await this.sessions.forgetEnded(tx, now)) + (await this.logIn.forgetOld(tx, now)),
    );
  }

  private end(createdAt: Instant, now: Instant): Instant {
    return Math.min(now + this.config.SESSION_HOURS * HOUR, createdAt + LONGEST) as Instant;
  }
}
