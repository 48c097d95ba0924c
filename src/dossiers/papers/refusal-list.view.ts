import type { Instant } from '../../domain/time/instant.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { momentText } from '../../platform/templates/page-words.js';

/** GET /papers/refusals. Template pages/papers/refusals. */
export interface RefusalListView {
  readonly heading: string;
  readonly rows: readonly {
    readonly atText: string;
    readonly name: string;
    readonly reason: string;
    /** null once its words were erased */
    readonly href: string | null;
    readonly label: string;
  }[];
  readonly nextHref: string | null;
  readonly empty: { readonly title: string; readonly body: string; readonly action: null };
}

interface Refused {
  readonly id: string;
  readonly kind: '02' | '03';
  readonly refusedAt: Instant;
  readonly reason: string | null;
  readonly applicantName: string | null;
}

export function refusalListView(items: readonly Refused[], nextCursor: string | null, t: Translator): RefusalListView {
  return {
    heading: t('papers.refusals.title'),
    rows: items.map(({ id, kind, refusedAt, reason, applicantName }) => ({
      atText: momentText(refusedAt, t),
      name: applicantName ?? '',
      reason: reason ?? '',
      href: reason === null ? null : `/papers/refusals/${encodeURIComponent(id)}`,
      label: t(kind === '02' ? 'papers.kind.supplement' : 'papers.kind.refusal'),
    })),
    nextHref: nextCursor === null ? null : `/papers/refusals?cursor=${encodeURIComponent(nextCursor)}`,
    empty: { title: t('papers.refusals.none'), body: t('papers.refusals.none_body'), action: null },
  };
}
