import { formOn } from '../../domain/dossier/paper-forms.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import { dayText } from '../../platform/templates/page-words.js';
import type { DossierRecord } from '../dossier-query.service.js';
import { papersOf, type PaperRef } from './papers-of.js';

/** Where a paper of a dossier is shown. */
export function paperHref(code: string, { kind, no }: Pick<PaperRef, 'kind' | 'no'>): string {
  const dossier = `/dossiers/${encodeURIComponent(code)}`;
  if (kind === 'receipt') return `${dossier}/receipt`;
  return kind === 'control' ? `${dossier}/papers/control` : `${dossier}/papers/${kind}/${String(no)}`;
}

/** Every paper there is of a dossier, with its number in the set of forms of its day. */
export function paperLinks(record: Pick<DossierRecord, 'dossier' | 'events'>, t: Translator): Link[] {
  return papersOf(record).map((paper) => {
    const day = localDate(paper.at);
    const { number } = formOn(paper.kind, day);
    const name = t(`papers.kind.${paper.kind}`);
    const words = { name, number: number ?? '', day: dayText(day, t) };
    return {
      label: t(number === null ? 'papers.link' : 'papers.link_form', words),
      href: paperHref(record.dossier.code, paper),
    };
  });
}
