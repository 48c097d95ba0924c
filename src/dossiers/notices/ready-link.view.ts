import type { Actor } from '../../domain/accounts/roles.js';
import { isAtDesk } from '../../domain/dossier/acts/permission.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import type { DossierRecord } from '../dossier-query.service.js';

/** To the words one copies into a chat, for the desk where a result waits to be collected. */
export function readyLinks(
  { dossier, slip }: Pick<DossierRecord, 'dossier' | 'slip'>,
  by: Actor,
  t: Translator,
): Link[] {
  if (dossier.status !== 'completed' || slip.resultVia !== 'desk' || !isAtDesk(dossier, by)) return [];
  return [{ label: t('counter.message'), href: `/counter/messages/${encodeURIComponent(dossier.code)}` }];
}
