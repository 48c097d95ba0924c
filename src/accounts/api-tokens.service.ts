import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import { DomainError } from '../domain/errors.js';
import type { Clock } from '../domain/time/instant.js';
import { addDays, localDate, type PlainDate } from '../domain/time/plain-date.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import { IdempotencyService, type IdempotentWrite } from '../platform/idempotency/idempotency.js';
import { newId } from '../platform/ids/new-id.js';
import { NEVER_A_MACHINE } from './account.js';
import { AccountsService } from './accounts.service.js';
import { SessionsRepository, type ApiTokenRecord } from './sessions.repository.js';
import { newApiToken, tokenHash } from './token-secrets.js';

/** What a token may be used for. */
export const TOKEN_SCOPES = ['read', 'write'] as const;

export interface NewApiToken {
  readonly username: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** last day on which it is good */
  readonly endsOn: PlainDate;
}

/** Longer than a budget year nobody remembers what a token was for. */
const LONGEST_DAYS = 366;

/** Keys of other systems: each belongs to one account, acts with its roles within its scopes, and ends. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly tokens: SessionsRepository,
    private readonly transactor: Transactor,
    private readonly audit: AuditLog,
    private readonly idempotency: IdempotencyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the token, shown this once; only its hash is kept
   * @throws DomainError `not_found` outside one's part of the tree, `request.invalid`, `auth.forbidden`
   */
  async issue(
    by: Actor,
    wish: NewApiToken,
    write: IdempotentWrite | null = null,
  ): Promise<ApiTokenRecord & { token: string }> {
    const owner = await this.accounts.demandKept(by, wish.username);
    if (hasRole(owner, ...NEVER_A_MACHINE)) {
      throw new DomainError('auth.forbidden', 'no machine acts for who signs, numbers or administers', {
        roles: owner.roles,
      });
    }
    const at = this.clock.now();
    demandEnd(wish.endsOn, localDate(at));
    const token = newApiToken();
    const record: ApiTokenRecord = { id: newId(at), ...wish };
    await this.transactor.run(async (tx) => {
      await this.tokens.addToken(tx, { ...record, tokenHash: tokenHash(token) }, { username: by.username, at });
      await this.idempotency.remember(tx, write, record.id, at);
      const subject = `api-token:${record.id}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'api_token.issued', subject, reason: wish.name });
    });
    return { ...record, token };
  }

  /** @throws DomainError `not_found`, also when it is not the administrator's to see */
  async find(by: Actor, id: string): Promise<ApiTokenRecord> {
    const record = await this.tokens.token(id);
    if (!record) throw new DomainError('not_found', 'there is no such token');
    await this.accounts.demandKept(by, record.username);
    return record;
  }

  /** Ends a token at once. @throws DomainError `not_found` */
  async revoke(by: Actor, id: string): Promise<void> {
    const record = await this.find(by, id);
    const at = this.clock.now();
    await this.transactor.run(async (tx) => {
      await this.tokens.revokeToken(tx, record.id, at);
      const subject = `api-token:${record.id}`;
      await this.audit.record(tx, { at, actor: by.username, action: 'api_token.revoked', subject, reason: null });
    });
  }
}

function demandEnd(endsOn: PlainDate, today: PlainDate): void {
  const last = addDays(today, LONGEST_DAYS);
  if (endsOn >= today && endsOn <= last) return;
  const message = `Cần một ngày từ ${today} đến ${last}`;
  throw new DomainError('request.invalid', 'not an acceptable end', {}, [{ field: 'endsOn', message }]);
}
