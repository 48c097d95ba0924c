import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { MINUTE, SECOND, type Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../clock/clock.js';
import type { Rate } from './access.js';

/** Addresses remembered at once; the oldest is forgotten first, so memory stays bounded under a flood. */
const MAX_WINDOWS = 20_000;

/**
 * Keeps one address from using up a public route. In memory and per instance on purpose: it protects the instance;
 * what protects an account (log-in) is counted in the database.
 */
@Injectable()
export class RateLimiter {
  private readonly windows = new Map<string, { readonly endsAt: number; count: number }>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws DomainError `rate.limited` with `retryAfterSeconds` */
  take(route: string, address: string, { limit, perMinutes }: Rate): void {
    const now = this.clock.now();
    const key = `${route} ${address}`;
    const open = this.windows.get(key);
    if (!open || open.endsAt <= now) {
      this.windows.delete(key);
      this.windows.set(key, { endsAt: now + perMinutes * MINUTE, count: 1 });
      if (this.windows.size > MAX_WINDOWS) this.windows.delete(this.windows.keys().next().value ?? '');
      return;
    }
    open.count += 1;
    if (open.count > limit) {
      const retryAfterSeconds = Math.ceil((open.endsAt - now) / SECOND);
      throw new DomainError('rate.limited', 'too many requests from this address', { retryAfterSeconds });
    }
  }
}
