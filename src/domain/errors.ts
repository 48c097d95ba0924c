/**
 * The closed list of what a rule can say no with. src/platform/web maps each code to an HTTP status;
 * a test compares this list with the published documentation, so a code is never invented in passing.
 */
export const DOMAIN_ERROR_CODES = [
  'request.malformed',
  'auth.required',
  'auth.failed',
  'auth.forbidden',
  'auth.csrf',
  'not_found',
  'dossier.action_refused',
  'dossier.changed_meanwhile',
  'dossier.extension_limit',
  'dossier.supplement_limit',
  'letter.action_refused',
  'conflict.duplicate',
  'conflict.closed',
  'idempotency.key_reused',
  'version.stale',
  'request.too_large',
  'request.unsupported_type',
  'request.invalid',
  'calendar.missing',
  'dossier.date_refused',
  'procedure.not_in_force',
  'import.rejected',
  'rate.limited',
  'internal',
  'unavailable',
] as const;

export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** Plain values a reader of the error can act on; never personal data. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One field that was not acceptable, worded for the person who filled it in. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A rule said no. Carries facts, never an HTTP status: src/platform/web maps codes to responses. */
export class DomainError extends Error {
  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly facts: Facts = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
