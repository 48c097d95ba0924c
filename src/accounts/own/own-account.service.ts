import { Inject, Injectable } from '@nestjs/common';
import { passwordFault, type PasswordFault } from '../../domain/accounts/password.js';
import { pinFault, type PinFault } from '../../domain/accounts/pin.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { LogIn } from '../log-in.js';
import { SessionsRepository, type SessionLine } from '../sessions.repository.js';
import { Pins } from '../shared-pcs/pins.js';
import { OwnPassword } from './own-password.js';

/** Keys of words: pages say them in the reader's language. */
const PASSWORD_WORDS: Readonly<Record<PasswordFault, string>> = {
  too_short: 'account.fault.too_short',
  too_long: 'account.fault.too_long',
  common: 'account.fault.common',
  username: 'account.fault.username',
};
const PIN_WORDS: Readonly<Record<PinFault, string>> = {
  form: 'account.fault.pin_form',
  guessable: 'account.fault.pin_guessable',
};

/** Who changes something of their own, and shows by their present password that it is them. */
export interface Proof {
  readonly actor: Actor;
  /** names the session it is asked in; that one stays */
  readonly sessionId: string;
  /** who to count against, see `addressOf` */
  readonly address: string;
  readonly password: string;
}

/** What everybody keeps of their own account: password, PIN, sessions. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly logIn: LogIn,
    private readonly own: OwnPassword,
    private readonly pins: Pins,
    private readonly sessions: SessionsRepository,
    private readonly transactor: Transactor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A new password ends all other sessions of the person.
   *
   * @throws DomainError `auth.failed` for a wrong present password, `rate.limited`, `request.invalid` for a poor new one
   */
  async changePassword(proof: Proof, password: string): Promise<void> {
    const { username } = proof.actor;
    const fault = passwordFault(password, username);
    if (fault) throw invalid('password', PASSWORD_WORDS[fault]);
    if (password === proof.password) throw invalid('password', 'account.fault.same');
    await this.demand(proof);
    await this.own.replace(username, password, proof.sessionId);
  }

  /** @throws DomainError as `changePassword` */
  async choosePin(proof: Proof, pin: string): Promise<void> {
    const { username } = proof.actor;
    const fault = pinFault(pin);
    if (fault) throw invalid('pin', PIN_WORDS[fault]);
    await this.demand(proof);
    const pinHash = await this.pins.hash(username, pin);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.pins.set(tx, username, pinHash, at);
      await this.own.note(tx, username, 'pin.set', at);
    });
  }

  async dropPin({ username }: Actor): Promise<void> {
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.pins.remove(tx, username);
      await this.own.note(tx, username, 'pin.removed', at);
    });
  }

  /** Where somebody is signed in at browsers, the one used last first. */
  async sessionsOf({ username }: Actor): Promise<SessionLine[]> {
    return this.sessions.attendedBy(username, this.clock.now());
  }

  /** @throws DomainError `not_found` for somebody else's */
  async endSession({ username }: Actor, id: string): Promise<void> {
    const ended = await this.transactor.run((tx) => this.sessions.closeOf(tx, username, id));
    if (!ended) throw new DomainError('not_found', 'there is no such session');
  }

  /** @returns how many others ended, programs' too */
  async endOthers({ username }: Actor, sessionId: string): Promise<number> {
    return this.transactor.run((tx) => this.sessions.closeAll(tx, username, sessionId));
  }

  /** @throws DomainError `request.invalid` for a wrong present password, `rate.limited` */
  async demand({ actor, address, password }: Proof): Promise<void> {
    const now = this.clock.now();
    await this.logIn.check(actor.username, password, address, now).catch((error: unknown) => {
      const wrong = error instanceof DomainError && error.code === 'auth.failed';
      throw wrong ? invalid('current', 'account.fault.current') : error;
    });
    await this.transactor.run((tx) => this.logIn.forgive(tx, actor.username, address, now));
  }
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field} is not acceptable`, {}, [{ field, message }]);
}
