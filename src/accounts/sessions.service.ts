import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { DAY, HOUR, MINUTE, type Clock, type Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { AppConfig } from '../platform/config/app-config.js';
import { Transactor } from '../platform/database/transactor.js';
import { LogIn } from './log-in.js';
import { SessionsRepository, type SessionRecord } from './sessions.repository.js';
import { DevicesRepository } from './shared-pcs/devices.repository.js';
import { newSessionToken, tokenHash } from './token-secrets.js';

/** However busy, a session ends after this: a stolen one does not live for ever. */
const LONGEST = 7 * DAY;
/** Using a session writes at most this often. */
const RENEW_EVERY = 5 * MINUTE;
/** The same for one that locks when left: a lock comes at most this much later than it is set to. */
const RENEW_ATTENDED = MINUTE;

export interface OpenedSession {
  /** shown once, never stored */
  readonly token: string;
  readonly expiresAt: Instant;
  readonly actor: Actor;
}

/** Where somebody signs in. */
export interface Place {
  /** a person at a browser, whose screen locks when left; a program's never does */
  readonly attended: boolean;
  /** the registered PC; null for any other */
  readonly deviceId: string | null;
}

/** A session in use: its end may just have moved, or something holds it. */
export interface UsedSession extends SessionRecord {
  readonly renewed: boolean;
  readonly hold: 'locked' | 'password' | null;
}

const PROGRAM: Place = { attended: false, deviceId: null };

/** Signing in and out. A session is a row; its token is known to its owner only. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly logIn: LogIn,
    private readonly sessions: SessionsRepository,
    private readonly devices: DevicesRepository,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AppConfig) private readonly config: AppConfig,
  ) {}

  /**
   * @param address who to count against, see `addressOf`
   * @throws DomainError `auth.failed` (the same in the same time for a wrong password, an unknown name and one who is
   *   switched off), `rate.limited`
   */
  async open(username: string, password: string, address: string, place = PROGRAM): Promise<OpenedSession> {
    const now = this.clock.now();
    const actor = await this.logIn.check(username.trim().toLowerCase(), password, address, now);
    return this.admit(actor, place, null, address);
  }

  /**
   * A session for somebody who has shown who they are.
   *
   * @param former the session on this screen that it takes the place of
   * @param provenAt the address at which they gave their password; null when it was something shorter
   */
  async admit(actor: Actor, place: Place, former: string | null, provenAt: string | null): Promise<OpenedSession> {
    const now = this.clock.now();
    const { username } = actor;
    const { attended, deviceId } = place;
    const token = newSessionToken();
    const expiresAt = this.end(now, now);
    await this.transactor.run(async (tx) => {
      if (provenAt !== null) await this.logIn.forgive(tx, username, provenAt, now);
      if (former !== null) await this.sessions.close(tx, former);
      await this.sessions.open(tx, { id: tokenHash(token), username, expiresAt, attended, deviceId }, now);
      if (deviceId !== null) await this.devices.noteUse(tx, deviceId, username, now);
    });
    return { token, expiresAt, actor };
  }

  /** @param provenAt as for `admit` */
  async unlock(id: string, username: string, provenAt: string | null): Promise<void> {
    const now = this.clock.now();
    await this.transactor.run(async (tx) => {
      if (provenAt !== null) await this.logIn.forgive(tx, username, provenAt, now);
      await this.sessions.unlock(tx, id, now);
    });
  }

  /** @returns the session with its end moved on (not while something holds it), or null when there is none */
  async use(token: string): Promise<UsedSession | null> {
    const now = this.clock.now();
    const found = await this.sessions.find(tokenHash(token), now);
    if (!found) return null;
    if (this.isLocked(found, now)) return { ...found, renewed: false, hold: 'locked' };
    const hold = found.attended && found.passwordIsGiven ? 'password' : null;
    const expiresAt = this.end(found.createdAt, now);
    const every = found.attended ? RENEW_ATTENDED : RENEW_EVERY;
    // The last minutes of a week move no end, but they are still use.
    if (now - found.renewedAt < every || (expiresAt <= found.expiresAt && !found.attended)) {
      return { ...found, renewed: false, hold };
    }
    await this.transactor.run((tx) => this.sessions.renew(tx, found.id, now, expiresAt));
    return { ...found, expiresAt, renewed: true, hold };
  }

  /** @param id as `Session.id`; closing what is closed already is no error */
  async close(id: string): Promise<void> {
    await this.transactor.run((tx) => this.sessions.close(tx, id));
  }

  /** Locks it at once: the person leaves, or passes the PC on. */
  async lock(id: string): Promise<void> {
    const now = this.clock.now();
    await this.transactor.run((tx) => this.sessions.lock(tx, id, now));
  }

  /** Housekeeping. @returns how many ended sessions and unneeded counters went */
  async forgetEnded(): Promise<number> {
    const now = this.clock.now();
    return this.transactor.run(
      async (tx) => (await this.sessions.forgetEnded(tx, now)) + (await this.logIn.forgetOld(tx, now)),
    );
  }

  /** Left for too long, or locked by hand; where nothing locks by itself, by hand still counts. */
  private isLocked({ attended, lockedAt, renewedAt }: SessionRecord, now: Instant): boolean {
    if (!attended) return false;
    const idle = this.config.LOCK_MINUTES * MINUTE;
    return lockedAt !== null || (idle > 0 && now - renewedAt >= idle + RENEW_ATTENDED);
  }

  private end(createdAt: Instant, now: Instant): Instant {
    return Math.min(now + this.config.SESSION_HOURS * HOUR, createdAt + LONGEST) as Instant;
  }
}
