import { field } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { UnlockView } from './shared-pcs/lock.view.js';
import type { FormError, FormField } from '../platform/templates/page-parts.js';

/** GET /log-in. Template pages/sessions/new; posts `username`, `password`, `returnTo` to /log-in. */
export interface LogInView {
  readonly errors: readonly FormError[];
  readonly fields: readonly FormField[];
  readonly returnTo: string;
  /** on a registered PC: in by PIN or card; null elsewhere */
  readonly unlock: UnlockView | null;
  /** a training copy offers its people; null in real use */
  readonly people: { readonly password: string; readonly rows: readonly PersonRow[] } | null;
}

export interface PersonRow {
  readonly username: string;
  readonly fullName: string;
  readonly unitName: string;
  readonly roles: string;
}

/** The password never comes back, whatever was wrong. */
export function logInFields(username: string, t: Translator): FormField[] {
  const name = {
    name: 'username',
    label: t('login.username'),
    autocomplete: 'username',
    required: true,
    maxLength: 60,
  };
  const secret = { name: 'password', label: t('login.password'), autocomplete: 'current-password', required: true };
  return [field({ ...name, value: username }), field({ ...secret, kind: 'password', maxLength: 128 })];
}
