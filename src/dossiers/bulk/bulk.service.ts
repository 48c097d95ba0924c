import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type DomainErrorCode, type Facts } from '../../domain/errors.js';
import { IdempotencyService, type IdempotentWrite, type Outcome } from '../../platform/idempotency/idempotency.js';
import type { Request } from '../act-runner.js';

/** What became of one dossier of many. */
export type BulkItem =
  | { readonly code: string; readonly done: true; readonly replayed: boolean }
  | {
      readonly code: string;
      readonly done: false;
      readonly error: { readonly code: DomainErrorCode; readonly detail: string; readonly facts: Facts };
    };

/** One act on many dossiers, each in a transaction of its own: what is refused for one does not hold up the others. */
@Injectable()
export class BulkService {
  constructor(private readonly idempotency: IdempotencyService) {}

  /** @returns one result a code, in their order, each code once; sent again with its key it does what is missing */
  async each(
    codes: readonly string[],
    by: Actor,
    write: IdempotentWrite | null,
    act: (request: Request) => Promise<Outcome>,
  ): Promise<BulkItem[]> {
    const items: BulkItem[] = [];
    for (const code of new Set(codes)) {
      items.push(await this.one({ code, by, ifMatch: null, write: this.idempotency.part(write, code) }, act));
    }
    return items;
  }

  private async one(request: Request, act: (request: Request) => Promise<Outcome>): Promise<BulkItem> {
    const { code } = request;
    try {
      const { replayed } = await act(request);
      return { code, done: true, replayed };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { code, done: false, error: { code: error.code, detail: error.message, facts: error.facts } };
    }
  }
}
