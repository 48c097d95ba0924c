import type { FieldError } from '../../domain/errors.js';
import { field, formErrors, withAnswers } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { Device } from './devices.repository.js';

/** GET /desk-pcs. Template pages/account/devices. */
export interface DevicesView {
  readonly errors: readonly FormError[];
  /** the name of the PC one sits at; null where it is not registered */
  readonly here: string | null;
  readonly fields: readonly FormField[];
  readonly rows: readonly DeviceRow[];
  readonly empty: EmptyState;
}

export interface DeviceRow {
  readonly name: string;
  readonly here: boolean;
  readonly registered: string;
  readonly used: string;
  readonly revokeHref: string;
}

interface Facts {
  readonly devices: readonly Device[];
  /** the PC one sits at */
  readonly hereId: string | null;
  readonly names: ReadonlyMap<string, string>;
  readonly typed: string;
  readonly errors: readonly FieldError[];
}

export function devicesView({ devices, hereId, names, typed, errors }: Facts, t: Translator): DevicesView {
  const name = field({
    name: 'name',
    label: t('account.pc_name'),
    hint: t('account.pc_name_hint'),
    required: true,
    maxLength: 80,
  });
  const fields = withAnswers([name], { name: typed }, errors);
  return {
    errors: formErrors(fields, errors),
    here: devices.find(({ id }) => id === hereId)?.name ?? null,
    fields,
    rows: devices.map((device) => ({
      name: nameOf(device, names, t),
      here: device.id === hereId,
      registered: t('account.pc_by', {
        person: names.get(device.registeredBy) ?? device.registeredBy,
        moment: momentText(device.registeredAt, t),
      }),
      used: device.usedAt === null ? t('account.pc_unused') : momentText(device.usedAt, t),
      revokeHref: `/desk-pcs/${encodeURIComponent(device.id)}/revocations`,
    })),
    empty: { title: t('account.pcs_none'), body: t('account.pcs_none_body'), action: null },
  };
}

function nameOf({ name, owner }: Device, names: ReadonlyMap<string, string>, t: Translator): string {
  return owner === null ? name : t('phone.of', { name, person: names.get(owner) ?? owner });
}
