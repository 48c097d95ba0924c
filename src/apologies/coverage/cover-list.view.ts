import type { Actor } from '../../domain/accounts/roles.js';
import type { CoverLine, Standing } from '../../domain/apology/coverage.js';
import { causeText, obligationBadge } from '../../dossiers/state-words.view.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, Link, Pagination } from '../../platform/templates/page-parts.js';
import { dayText, numberText } from '../../platform/templates/page-words.js';
import { mayName } from '../letter-acts.js';
import { letterBadge, messageBadge } from '../letter-words.view.js';
import { coverHref, coverListHref, type CoverAbout } from './cover-links.js';
import type { CoverListAsked, CoverListPage, CoverRow } from './cover-list.service.js';
import { periodText } from './coverage.view.js';

/** GET /letters/coverage/lists/{list}. Template pages/letters/coverage-list. */
export interface CoverListView {
  readonly title: string;
  readonly back: Link;
  /** whose, and of which days */
  readonly scopeText: string;
  readonly countText: string;
  readonly rows: readonly CoverListRow[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
}

export interface CoverListRow {
  readonly code: string;
  readonly dossierHref: string;
  readonly applicantName: string;
  readonly procedureName: string;
  readonly cause: string;
  readonly faultText: string;
  readonly unitName: string;
  readonly dayText: string;
  readonly standing: Badge;
  /** `Thư đã phát hành sau thời hạn` and the like */
  readonly notes: readonly string[];
  /** the draft or the letter */
  readonly letter: Link | null;
}

export function coverListView(page: CoverListPage, asked: CoverListAsked, by: Actor, t: Translator): CoverListView {
  const { frame, list, rows, total, nextCursor } = page;
  const about: CoverAbout = { unitCode: frame.unitCode, period: frame.period, cause: asked.cause, fault: asked.fault };
  const only = [
    asked.cause === undefined ? null : causeText(asked.cause, t),
    asked.fault === undefined ? null : t(`fault.${asked.fault}`),
  ];
  const pieces = [frame.unitName, periodText(frame.period, t), ...only];
  const more = nextCursor === null ? null : coverListHref(list, { ...about, cursor: nextCursor });
  return {
    title: t(`coverage.list.${list}`),
    back: { href: coverHref({ unitCode: frame.unitCode, period: frame.period }), label: t('coverage.back') },
    scopeText: pieces.filter((piece) => piece !== null).join(' · '),
    countText: t('coverage.count', { count: total, number: numberText(total, t) }),
    rows: rows.map((row) => listRow(row, by, t)),
    pagination:
      more === null && asked.cursor === undefined
        ? null
        : {
            summary: t('coverage.shown', { count: rows.length, total: numberText(total, t) }),
            firstHref: asked.cursor === undefined ? null : coverListHref(list, about),
            nextHref: more,
          },
    empty: rows.length > 0 ? null : { title: t('coverage.list_empty_title'), body: t('coverage.list_empty'), action: null }, // prettier-ignore
  };
}

function listRow({ line, subject, unitName, letter }: CoverRow, by: Actor, t: Translator): CoverListRow {
  const { code } = subject.dossier;
  return {
    code,
    dossierHref: `/dossiers/${encodeURIComponent(code)}`,
    applicantName: mayName(by) ? subject.applicant.name : t('dash.name_hidden'),
    procedureName: subject.procedureName,
    cause: causeText(line.cause, t),
    faultText: t(`fault.${line.fault}`),
    unitName,
    dayText: dayText(line.day, t),
    standing: coverBadge(line.standing, t),
    notes: notes(line, t),
    letter:
      letter === null
        ? null
        : { href: `/letters/${letter.id}`, label: letter.number ?? t(`coverage.open_${letter.state === 'drafted' ? 'draft' : 'letter'}`) }, // prettier-ignore
  };
}

function notes({ tardy, automatic, outside, proven }: CoverLine, t: Translator): string[] {
  const said = { tardy, automatic, outside, proven };
  return Object.entries(said).flatMap(([name, is]) => (is ? [t(`coverage.note.${name}`)] : []));
}

export function coverBadge(standing: Standing, t: Translator): Badge {
  switch (standing) {
    case 'drafted':
      return letterBadge('drafted', t);
    case 'issued':
      return letterBadge('issued', t);
    case 'delivered':
      return messageBadge('delivered', t);
    case 'presumed':
      return messageBadge('presumed_delivered', t);
    case 'owed':
    case 'waived':
    case 'averted':
    case 'historic':
      return obligationBadge(standing, t);
  }
}
