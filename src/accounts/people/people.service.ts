import { Inject, Injectable } from '@nestjs/common';
import { mayRead, seesBelow, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { foldVietnamese } from '../../domain/text/fold.js';
import type { Clock } from '../../domain/time/instant.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { UnitsService } from '../../units/units.service.js';
import type { Account } from '../account.js';
import { AccountsRepository } from '../accounts.repository.js';
import { AccountsService } from '../accounts.service.js';

export interface DirectoryQuery {
  /** a unit within reach, with all below it; null: one's own */
  readonly unitCode: string | null;
  /** words of the name or the username, accents aside; empty for all */
  readonly q: string;
  /** those who are switched off, too */
  readonly withInactive: boolean;
}

export interface Directory {
  readonly people: readonly Account[];
  /** there are more than are shown */
  readonly cut: boolean;
}

/** A province's town has some hundred colleagues; beyond this one asks for a unit. */
const MOST_READ = 2_000;
const MOST_SHOWN = 200;

/** The people of an office, for those who look after their accounts. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly keeping: AccountsService,
    private readonly units: UnitsService,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By username. @throws DomainError `not_found` for a unit there is not, `auth.forbidden` for one out of reach */
  async directory(asker: Actor, { unitCode, q, withInactive }: DirectoryQuery): Promise<Directory> {
    const top = unitCode ?? asker.unitCode;
    if (!mayRead(asker, top, await this.units.ancestors(top))) {
      throw new DomainError('auth.forbidden', 'this unit is not yours to see');
    }
    const below = seesBelow(asker) ? await this.units.subtree(top) : [top];
    const all = await this.accounts.page(below, '', MOST_READ);
    const words = foldVietnamese(q).split(' ');
    const people = all.filter(({ active, fullName, username }) => {
      const text = foldVietnamese(`${fullName} ${username}`);
      return (active || withInactive) && words.every((word) => text.includes(word));
    });
    return { people: people.slice(0, MOST_SHOWN), cut: people.length > MOST_SHOWN };
  }

  /** How many PCs the person is signed in at. */
  sessions(username: string): Promise<number> {
    return this.accounts.openSessions(username, this.clock.now());
  }

  /**
   * Signs the person out everywhere; doing it twice does no more.
   *
   * @throws DomainError `not_found` when they are not the actor's to keep
   */
  async endSessions(by: Actor, username: string): Promise<void> {
    await this.keeping.demandKept(by, username);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.accounts.endSessions(tx, username);
      const subject = `user:${username}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'user.sessions_ended', subject, reason: null });
    });
  }
}
