import type { FieldError } from '../../domain/errors.js';
import { field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { Device } from '../shared-pcs/devices.repository.js';

/** GET /account/phones. Template pages/account/phones. */
export interface PhonesView {
  readonly errors: readonly FormError[];
  /** why nothing was registered, when no field is to blame */
  readonly refusal: string | null;
  /** the name of the phone one holds; null where it is not registered */
  readonly here: string | null;
  readonly fields: readonly FormField[];
  readonly rows: readonly PhoneRow[];
  readonly empty: EmptyState;
}

export interface PhoneRow {
  readonly name: string;
  readonly here: boolean;
  readonly registered: string;
  readonly used: string;
  readonly revokeHref: string;
}

interface Facts {
  readonly phones: readonly Device[];
  /** what the browser is registered as */
  readonly hereId: string | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly refusal: string | null;
}

export function phonesView({ phones, hereId, typed, errors, refusal }: Facts, t: Translator): PhonesView {
  const secret = { kind: 'password', required: true } as const;
  const given = [
    field({
      name: 'name',
      label: t('phone.name'),
      hint: t('phone.name_hint'),
      value: t('phone.name_usual'),
      required: true,
      maxLength: 80,
    }),
    field({
      name: 'current',
      label: t('account.current'),
      autocomplete: 'current-password',
      maxLength: 128,
      ...secret,
    }),
    field({ name: 'pin', label: t('phone.pin_new'), hint: t('phone.pin_hint'), inputMode: 'numeric', ...secret }),
  ];
  const named = typed['name'] === undefined ? {} : { name: typed['name'] };
  const fields = withAnswers(given, named, errors);
  return {
    errors: formErrors(fields, errors),
    refusal,
    here: phones.find(({ id }) => id === hereId)?.name ?? null,
    fields,
    rows: phones.map(({ id, name, registeredAt, usedAt }) => ({
      name,
      here: id === hereId,
      registered: momentText(registeredAt, t),
      used: momentText(usedAt ?? registeredAt, t),
      revokeHref: `/account/phones/${encodeURIComponent(id)}/revocations`,
    })),
    empty: { title: t('phone.none'), body: t('phone.none_body'), action: null },
  };
}
