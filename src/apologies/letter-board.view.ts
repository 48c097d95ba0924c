import type { Actor } from '../domain/accounts/roles.js';
import { LETTER_STATES, type Letter, type LetterState } from '../domain/apology/letter.js';
import type { Instant } from '../domain/time/instant.js';
import { localDate, minuteOfDay } from '../domain/time/plain-date.js';
import { causeText, standingBadge } from '../dossiers/state-words.view.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Pagination } from '../platform/templates/page-parts.js';
import { dayText, momentText, numberText, shareText } from '../platform/templates/page-words.js';
import { letterActsFor, mayName, waitsFor } from './letter-acts.js';
import type { CoverageTile, LetterListView, LetterRow, MissingRow, StateTab } from './letter-list.view.js';
import { MOST_COUNTED } from './letter-lists.service.js';
import type { About, LetterBoard, OwedLine } from './letter-lists.service.js';
import { letterBadge } from './letter-words.view.js';
import { unitFilter } from './print-queue.view.js';

/** What was asked, as it stands in the address. */
export interface BoardAsked {
  readonly state: LetterState;
  readonly unit?: string | undefined;
  readonly cursor?: string | undefined;
  readonly owedAfter?: string | undefined;
}

/** @param by the reader: names, and what is theirs to do, depend on them */
export function letterBoardView(board: LetterBoard, asked: BoardAsked, by: Actor, t: Translator): LetterListView {
  const { owed, letters, counts } = board;
  return {
    coverage: coverageTile(board, t),
    missing: owed.items.map((line) => missingRow(line, by, t)),
    missingEmpty:
      owed.items.length > 0 ? null : { title: t('tile.owed_calm'), body: t('tile.owed_none'), action: null },
    missingMore:
      owed.nextCursor === null
        ? null
        : { href: address(asked, { owedAfter: owed.nextCursor }), label: t('letters.missing_more') },
    tabs: LETTER_STATES.filter((state) => state !== 'lapsed' || counts.lapsed > 0).map((state): StateTab => ({
      href: address({ unit: asked.unit, state }),
      label: t(`letter.${state}`),
      count: countText(counts[state], t),
      current: state === asked.state,
    })),
    state: asked.state,
    filters: unitFilter(board.units, asked.unit, t),
    rows: letters.items.map((line) => letterRow(line, by, t)),
    pagination: pagination(board, asked, t),
    empty:
      letters.items.length > 0 ? null : { title: t('letters.empty_title'), body: t('letters.empty'), action: null },
  };
}

function countText(count: number, t: Translator): string {
  return count < MOST_COUNTED ? numberText(count, t) : `${numberText(MOST_COUNTED, t)}+`;
}

function coverageTile({ coverage }: LetterBoard, t: Translator): CoverageTile {
  const { opened, issued, waived, missingTotal } = coverage;
  return {
    rateText: shareText(issued, opened, t),
    definition: t('cover.definition'),
    opened,
    settled: issued,
    waived,
    missing: missingTotal,
    calm: missingTotal === 0,
  };
}

function missingRow(line: About<OwedLine>, by: Actor, t: Translator): MissingRow {
  const { dossierCode, letterId, subject } = line;
  return {
    code: dossierCode,
    dossierHref: `/dossiers/${encodeURIComponent(dossierCode)}`,
    applicantName: mayName(by) ? subject.applicant.name : t('dash.name_hidden'),
    procedureName: subject.procedureName,
    cause: causeText(line.cause, t),
    standing: standingBadge(subject.standing, t),
    sinceText: t('letters.since', { moment: sinceText(line.since, t) }),
    unitName: line.unitName,
    draftHref: letterId === null ? null : `/letters/${letterId}`,
    createAction: letterId === null ? `/letters/drafts/${encodeURIComponent(dossierCode)}` : null,
  };
}

/** Limits in days break at the beginning of a day: nobody needs to read 00:00. */
function sinceText(since: Instant, t: Translator): string {
  return minuteOfDay(since) === 0 ? dayText(localDate(since), t) : momentText(since, t);
}

function letterRow(
  { letter, subject, unitName }: About<{ readonly letter: Letter }>,
  by: Actor,
  t: Translator,
): LetterRow {
  const mine = waitsFor(letter.state, letter.unitCode, by);
  const [first] = mine ? letterActsFor(letter, false, { by, ofAgency: true, handled: false }) : [];
  const form = letter.facts?.form ?? (letter.newDueAt === null ? 'letter' : 'form_04');
  return {
    href: `/letters/${letter.id}`,
    numberText: letter.number?.text ?? t('letter.no_number'),
    recipientName: mayName(by) ? (letter.facts?.recipient.name ?? subject.applicant.name) : t('dash.name_hidden'),
    dossierCode: subject.dossier.code,
    formText: t(`letter.form.${form}`),
    state: letterBadge(letter.state, t),
    dateText: momentText(letter.issuedAt ?? letter.numberedAt ?? letter.approvedAt ?? letter.draftedAt, t),
    unitName,
    nextText: first === undefined ? t('list.open') : t(`letter.act.${first}`),
    loud: mine,
  };
}

function pagination({ letters }: LetterBoard, asked: BoardAsked, t: Translator): Pagination | null {
  const { nextCursor, items } = letters;
  if (nextCursor === null && asked.cursor === undefined) return null;
  return {
    summary: t('letters.page', { count: items.length }),
    firstHref: asked.cursor === undefined ? null : address({ unit: asked.unit, state: asked.state }),
    nextHref: nextCursor === null ? null : address(asked, { cursor: nextCursor }),
  };
}

function address(asked: Partial<BoardAsked>, more: Partial<BoardAsked> = {}): string {
  const query = Object.entries({ ...asked, ...more }).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `/letters?${new URLSearchParams(query).toString()}`;
}
