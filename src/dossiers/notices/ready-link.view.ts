import type { Actor } from '../../domain/accounts/roles.js';
import { isAtDesk } from '../../domain/dossier/acts/permission.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import type { DossierRecord } from '../dossier-query.service.js';

/** To the words one copies into a chat, for the desk where a result waits to be collected, or that waits for papers. */
export function readyLinks(
  { dossier, slip }: Pick<DossierRecord, 'dossier' | 'slip'>,
  by: Actor,
  t: Translator,
): Link[] {
  if (!isAtDesk(dossier, by)) return [];
  const ready = dossier.status === 'completed' && slip.resultVia === 'desk';
  const asked = dossier.status === 'awaiting_supplement' || (dossier.status === 'submitted' && dossier.askedFirst);
  if (!ready && !asked) return [];
  return [
    {
      label: t(ready ? 'counter.message' : 'counter.message_papers'),
      href: `/counter/messages/${encodeURIComponent(dossier.code)}`,
    },
  ];
}
