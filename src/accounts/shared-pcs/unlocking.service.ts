import { Inject, Injectable } from '@nestjs/common';
import { CARD, PHONE_PIN_LENGTH, PIN } from '../../domain/accounts/pin.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AccountsService } from '../accounts.service.js';
import { LogIn } from '../log-in.js';
import { SessionsService, type OpenedSession } from '../sessions.service.js';
import { CardsService } from './cards.service.js';
import type { Device } from './devices.repository.js';
import { Pins } from './pins.js';

/** What somebody at a screen showed of themselves. */
export interface Shown {
  /** whose name was chosen; a card speaks for its holder whoever was chosen */
  readonly username: string;
  /** a PIN, the digits of a card, or a password */
  readonly secret: string;
  /** who to count against, see `addressOf` */
  readonly address: string;
  /** the registered PC; null for any other */
  readonly device: Device | null;
  /** the session the screen shows: locked, or about to be passed on; null before anybody signed in */
  readonly session: { readonly id: string; readonly username: string } | null;
}

/**
 * The way back to a screen. Whoever it belongs to unlocks it; anybody else gets a session of their own and ends the one
 * that was there, so that the history names who acted. A password counts everywhere. A PIN or a card counts for the
 * screen's own person, who has shown a password here; for others on a registered PC of their own unit alone; on a phone
 * for its owner alone.
 */
@Injectable()
export class UnlockingService {
  constructor(
    private readonly logIn: LogIn,
    private readonly pins: Pins,
    private readonly cards: CardsService,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the new session, or null when the screen's own is free again
   * @throws DomainError `auth.failed`, `rate.limited`, `auth.forbidden` with the fact `device` where only a password counts
   */
  async release(shown: Shown): Promise<OpenedSession | null> {
    const { person, byPassword } = await this.recognise(shown);
    const { session, device, address } = shown;
    const provenAt = byPassword ? address : null;
    if (session?.username === person.username) {
      await this.sessions.unlock(session.id, person.username, provenAt);
      return null;
    }
    const place = { attended: true, deviceId: device?.id ?? null };
    return this.sessions.admit(person, place, session?.id ?? null, provenAt);
  }

  private async recognise(shown: Shown): Promise<{ person: Actor; byPassword: boolean }> {
    const { username, secret, address } = shown;
    const short = secret.trim();
    const holder = CARD.test(short) ? await this.cards.holder(short) : null;
    if (holder !== null) return { person: await this.trusted(holder, shown), byPassword: false };
    if (!PIN.test(short)) {
      return { person: await this.logIn.check(username, secret, address, this.clock.now()), byPassword: true };
    }
    const person = await this.trusted(username, shown);
    if (isTooShort(short, shown)) throw onlyPassword(shown);
    await this.pins.demand(username, short);
    return { person, byPassword: false };
  }

  /** Somebody for whom a short secret counts on this screen. */
  private async trusted(username: string, shown: Shown): Promise<Actor> {
    const { session, device } = shown;
    const person = await this.accounts.actor(username).catch((error: unknown) => {
      if (error instanceof DomainError) return null;
      throw error;
    });
    const counts = session?.username === username || (device !== null && device.unitCode === person?.unitCode);
    const forThem = device === null || device.owner === null || device.owner === username;
    if (person && counts && forThem) return person;
    // The same for a name that is nobody's: who works here is not to be found out by trying.
    throw onlyPassword(shown);
  }
}

/** A phone lies about where nobody sees who tries: there all six digits are asked for. */
function isTooShort(pin: string, { device }: Shown): boolean {
  return device !== null && device.owner !== null && pin.length < PHONE_PIN_LENGTH;
}

function onlyPassword({ device }: Shown): DomainError {
  return new DomainError('auth.forbidden', 'only a password counts here', { device: device?.name ?? '' });
}
