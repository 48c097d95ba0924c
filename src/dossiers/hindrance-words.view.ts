import type { Hindrance } from '../domain/dossier/acts/surroundings.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Names } from './page-reference.service.js';
import { statusBadge } from './state-words.view.js';

/** Those whose sentence needs nothing of the dossier. */
type Plain = Exclude<Hindrance['kind'], 'status' | 'on_its_way' | 'roles' | 'elsewhere' | 'asked_enough' | 'stale'>;

/** Why somebody may not do something now, as the end of a sentence. */
export function hindranceText(hindrance: Hindrance, names: Names, t: Translator): string {
  if (hindrance.kind === 'status') return t('hinder.status', { status: statusBadge(hindrance.status, t).text });
  if (hindrance.kind === 'on_its_way') return t('hinder.on_its_way', { unit: names.unit(hindrance.unitCode) });
  if (hindrance.kind === 'roles') {
    return t('hinder.roles', { roles: hindrance.roles.map((role) => t(`role.${role}`)).join(', ') });
  }
  if (hindrance.kind === 'asked_enough') return t('hinder.asked_enough', { count: hindrance.most });
  if (hindrance.kind === 'stale') return t(`hinder.stale.${hindrance.why}`);
  if (hindrance.kind !== 'elsewhere') return t(`hinder.${hindrance.kind satisfies Plain}`);
  const unit = names.unit(hindrance.unitCode);
  const { username } = hindrance;
  if (username === null) return t('hinder.elsewhere', { unit });
  return t('hinder.person', { unit, person: names.person(username) });
}
