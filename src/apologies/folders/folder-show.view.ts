import type { PlainDate } from '../../domain/time/plain-date.js';
import { act } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, FormError, Link } from '../../platform/templates/page-parts.js';
import { dayText, momentText } from '../../platform/templates/page-words.js';
import { letterBadge } from '../letter-words.view.js';
import { folderBadge } from './folders-list.view.js';
import type { PlacedScanPage } from './folder-scans.repository.js';
import { scansView, type ScansView } from './folder-scans.view.js';
import type { Folder, FolderLetter, FolderPart, FolderPrint, FolderScan } from './folder.js';

/** GET /letters/folders/:id. Template pages/folders/show. */
export interface FolderView {
  readonly id: string;
  readonly heading: string;
  readonly badge: Badge;
  readonly facts: readonly Fact[];
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly open: boolean;
  readonly print: PrintView;
  readonly acts: readonly ActForm[];
  readonly rows: readonly GridRowView[];
  readonly rowsText: string;
  readonly today: string;
  readonly nextHref: string | null;
  readonly scans: ScansView;
}

export interface PrintView {
  readonly id: string;
  readonly badge: Badge | null;
  readonly sentence: string;
  readonly moves: boolean;
  readonly bar: { readonly value: number; readonly max: number; readonly text: string } | null;
  readonly parts: readonly Link[];
}

export interface GridRowView {
  readonly index: number;
  readonly position: number;
  readonly letterId: string;
  readonly href: string;
  readonly code: string;
  readonly recipient: string;
  readonly badge: Badge;
  /** null: it has its number */
  readonly number: string | null;
  readonly numberText: string;
  readonly own: boolean;
  readonly date: string;
  /** somebody may say that the sheet is signed */
  readonly signable: boolean;
  readonly signed: boolean;
  readonly done: boolean;
  readonly scanText: string;
  readonly wrong: string | null;
}

/** What somebody wrote into the grid, and why a line was refused. */
export interface TypedRow {
  readonly number: string;
  readonly own: boolean;
  readonly date: string;
  readonly signed: boolean;
  readonly wrong: string | null;
}

export interface FolderState {
  readonly folder: Folder;
  readonly unitName: string;
  readonly letters: readonly (FolderLetter & { readonly recipient: string })[];
  readonly count: number;
  readonly after: number;
  readonly print: FolderPrint | null;
  readonly parts: readonly FolderPart[];
  readonly files: readonly FolderScan[];
  readonly pages: readonly PlacedScanPage[];
  /** every letter of the folder that has no scan yet */
  readonly missing: readonly FolderLetter[];
  readonly names: ReadonlyMap<string, string>;
  readonly typed: ReadonlyMap<string, TypedRow>;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly today: PlainDate;
  readonly signer: boolean;
  readonly rowsAPage: number;
}

export function folderView(state: FolderState, t: Translator): FolderView {
  const { folder, unitName, letters, count, names, errors, refusal, rowsAPage } = state;
  const last = letters.at(-1)?.position ?? 0;
  return {
    id: folder.id,
    heading: t('folder.heading', { when: momentText(folder.openedAt, t) }),
    badge: folderBadge(folder, t),
    facts: [
      { label: t('col.unit'), value: unitName, href: null, hint: null },
      { label: t('folder.by'), value: names.get(folder.openedBy) ?? folder.openedBy, href: null, hint: null },
      { label: t('folder.letters'), value: String(count), href: null, hint: null },
    ],
    errors,
    refusal,
    open: folder.closedAt === null,
    print: printView(state.print, state.parts, folder.id, t),
    acts: folder.closedAt === null ? acts(state, t) : [],
    rows: letters.map((line, index) => gridRow(line, index, state, t)),
    rowsText: t('folder.rows', { first: letters[0]?.position ?? 0, last }),
    today: dayText(state.today, t),
    nextHref: letters.length < rowsAPage ? null : `/letters/folders/${folder.id}?after=${String(last)}`,
    scans: scansView(state, t),
  };
}

export function printView(
  print: FolderPrint | null,
  parts: readonly FolderPart[],
  folderId: string,
  t: Translator,
): PrintView {
  if (print === null) {
    return { id: folderId, badge: null, sentence: t('folder.not_printed'), moves: false, bar: null, parts: [] };
  }
  const moves = print.state === 'waiting';
  const text = t('folder.print_bar', { done: print.done, total: print.total });
  return {
    id: folderId,
    badge: printBadge(print, t),
    sentence: t(`folder.print_${print.state}_hint`, { when: momentText(print.askedAt, t) }),
    moves,
    bar: moves ? { value: print.done, max: print.total, text } : null,
    parts: parts.map(({ part, first, last, pages }) => ({
      href: `/letters/folders/${folderId}/parts/${String(part)}`,
      label: t('folder.part', { part, first, last, pages }),
    })),
  };
}

function printBadge({ state }: FolderPrint, t: Translator): Badge {
  const looks = {
    waiting: ['brand', 'dot'],
    printed: ['ok', 'tick'],
    stopped: ['neutral', 'ring'],
    failed: ['late', 'cross'],
  } as const;
  const [tone, shape] = looks[state];
  return { tone, shape, text: t(`folder.print_${state}`) };
}

function acts({ folder, print, letters, signer }: FolderState, t: Translator): ActForm[] {
  const action = (name: string): string => `/letters/folders/${folder.id}/${name}`;
  const waiting = print?.state === 'waiting';
  const drafted = letters.some(({ letter }) => letter.state === 'drafted');
  const approved = letters.some(({ letter }) => letter.state === 'approved');
  return [
    ...(waiting
      ? [act({ key: 'stops', label: t('folder.stop'), action: action('stops') })]
      : [act({ key: 'prints', label: t(print === null ? 'folder.print' : 'folder.print_again'), action: action('prints'), primary: print === null })]), // prettier-ignore
    ...(signer && drafted
      ? [act({ key: 'approvals', label: t('folder.approve'), note: t('folder.approve_note'), action: action('approvals') })] // prettier-ignore
      : []),
    ...(approved
      ? [act({ key: 'allocations', label: t('folder.allocate'), note: t('folder.allocate_note'), action: action('allocations') })] // prettier-ignore
      : []),
    act({ key: 'closures', label: t('folder.close'), note: t('folder.close_note'), action: action('closures'), danger: true }), // prettier-ignore
  ];
}

function gridRow(
  { letter, position, dossierCode, recipient, scanHash, sheets, printedAt }: FolderState['letters'][number],
  index: number,
  { typed, folder }: FolderState,
  t: Translator,
): GridRowView {
  const given = typed.get(letter.id);
  const number = letter.number?.text ?? null;
  const done = letter.state === 'issued' || letter.state === 'void' || letter.state === 'lapsed';
  const dated =
    letter.date === null ? '' : t('letter.number_of', { number: number ?? '', day: dayText(letter.date, t) });
  return {
    index,
    position,
    letterId: letter.id,
    href: `/letters/${letter.id}`,
    code: dossierCode,
    recipient,
    badge: letterBadge(letter.state, t),
    number: number === null ? (given?.number ?? '') : null,
    numberText: dated,
    own: given?.own ?? false,
    date: given?.date ?? '',
    signable: scanHash === null && (letter.awaits === 'scan' || number === null),
    signed: given?.signed ?? false,
    done: done || folder.closedAt !== null,
    scanText: scanText(scanHash ?? letter.scanHash, printedAt === null ? null : sheets, letter.signedHow, t),
    wrong: given?.wrong ?? null,
  };
}

function scanText(hash: string | null, sheets: number | null, how: string | null, t: Translator): string {
  if (hash !== null) return t('folder.scan_there');
  if (how === 'word') return t('folder.scan_word');
  return sheets === null ? t('folder.not_printed_yet') : t('folder.scan_missing', { count: sheets });
}
