import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, FormField, Link, Pagination } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import { unitFilter } from '../print-queue.view.js';
import { whyText } from './delivery.view.js';
import type { OpenLine, Undelivered } from './undelivered.service.js';

/** GET /letters/undelivered. Template pages/letters/undelivered. */
export interface UndeliveredView {
  readonly filters: readonly FormField[];
  readonly rows: readonly UndeliveredRow[];
  readonly postings: Link;
  /** mails that came back and could not be told whose; null when none */
  readonly unknownText: string | null;
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface UndeliveredRow {
  readonly href: string;
  readonly letterHref: string;
  readonly numberText: string;
  readonly name: string;
  readonly code: string;
  readonly why: string;
  readonly nextText: string;
  readonly sinceText: string;
}

export function undeliveredView(
  { items, nextCursor, units, unknownReports }: Undelivered,
  unit: string | undefined,
  t: Translator,
): UndeliveredView {
  const query = (more: Record<string, string>): string =>
    new URLSearchParams({ ...(unit === undefined ? {} : { unit }), ...more }).toString();
  const postings = query({});
  return {
    filters: unitFilter(units, unit, t),
    rows: items.map((line) => rowOf(line, t)),
    postings: {
      href: `/letters/postings${postings === '' ? '' : `?${postings}`}`,
      label: t('delivery.postings'),
    },
    unknownText: unknownReports === 0 ? null : t('undelivered.unknown', { count: unknownReports }),
    pagination:
      nextCursor === null
        ? null
        : {
            summary: t('letters.page', { count: items.length }),
            firstHref: null,
            nextHref: `/letters/undelivered?${query({ cursor: nextCursor })}`,
          },
    empty:
      items.length > 0 ? null : { title: t('undelivered.empty_title'), body: t('undelivered.empty'), action: null },
  };
}

function rowOf({ letterId, number, subject, dossierCode, why, issuedAt }: OpenLine, t: Translator): UndeliveredRow {
  return {
    href: `/letters/${letterId}/delivery`,
    letterHref: `/letters/${letterId}`,
    numberText: number,
    name: subject.applicant.name,
    code: dossierCode,
    why: whyText(why, t),
    nextText: t(`undelivered.next_${why}`),
    sinceText: momentText(issuedAt, t),
  };
}
