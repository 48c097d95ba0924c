import type { Hindrance } from '../domain/dossier/acts/surroundings.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Names } from './page-reference.service.js';
import { statusBadge } from './state-words.view.js';

/** Why somebody may not do something now, as the end of a sentence. */
export function hindranceText(hindrance: Hindrance, names: Names, t: Translator): string {
  switch (hindrance.kind) {
    case 'status':
      return t('hinder.status', { status: statusBadge(hindrance.status, t).text });
    case 'on_its_way':
      return t('hinder.on_its_way', { unit: names.unit(hindrance.unitCode) });
    case 'roles':
      return t('hinder.roles', { roles: hindrance.roles.map((role) => t(`role.${role}`)).join(', ') });
    case 'elsewhere': {
      const unit = names.unit(hindrance.unitCode);
      const { username } = hindrance;
      return username === null
        ? t('hinder.elsewhere', { unit })
        : t('hinder.person', { unit, person: names.person(username) });
    }
    case 'asked_enough':
      return t('hinder.asked_enough', { count: hindrance.most });
    case 'stale':
      return t(`hinder.stale.${hindrance.why}`);
    default:
      return t(`hinder.${hindrance.kind}`);
  }
}
