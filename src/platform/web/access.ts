import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Role } from '../../domain/accounts/roles.js';
import type { Hold } from './principal.js';

/** What a route declares about who may call it. A route that declares nothing stops the application from starting. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'roles'; readonly anyOf: readonly Role[] };

export const ACCESS = 'web:access';

/** Anyone with at least one of these roles. For which unit is the use case's question: `mayRead`, `mayActFor`. */
export function Allow(...anyOf: readonly [Role, ...Role[]]): CustomDecorator {
  return SetMetadata<string, Access>(ACCESS, { kind: 'roles', anyOf });
}

/** Anyone who is signed in. */
export function Authenticated(): CustomDecorator {
  return SetMetadata<string, Access>(ACCESS, { kind: 'authenticated' });
}

/** Anyone at all. A valid session is still recognised (`@CurrentActor()` may be null there). */
export function Public(): CustomDecorator {
  return SetMetadata<string, Access>(ACCESS, { kind: 'public' });
}

export const EVEN_HELD = 'web:even-held';

/** Also for somebody whom something holds: the way out of it. */
export function EvenHeld(...holds: readonly [Hold, ...Hold[]]): CustomDecorator {
  return SetMetadata<string, readonly Hold[]>(EVEN_HELD, holds);
}

export const BODY_TYPES = 'web:body-types';

/**
 * Content types a route reads besides the usual one (JSON under /api, forms on pages), e.g. `text/csv` for an import;
 * the body is then text, or bytes of a file.
 */
export function Accepts(...types: readonly [string, ...string[]]): CustomDecorator {
  return SetMetadata(BODY_TYPES, types);
}

export const RATE = 'web:rate';

export interface Rate {
  /** requests of one address */
  readonly limit: number;
  readonly perMinutes: number;
}

/** Bounds how often one address may call a public route; 429 with Retry-After beyond. Counted per instance. */
export function RateLimit(rate: Rate): CustomDecorator {
  return SetMetadata(RATE, rate);
}
