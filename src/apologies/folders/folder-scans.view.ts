import type { ScanPageKind } from '../../domain/apology/scan-matching.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, Choice } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { PlacedScanPage } from './folder-scans.repository.js';
import type { Folder, FolderLetter, FolderScan } from './folder.js';

/** The scans of a folder: what came, what nobody could place, what is missing. */
export interface ScansView {
  readonly files: readonly ScanFileView[];
  readonly reading: boolean;
  readonly pages: readonly OpenPageView[];
  readonly pagesMore: boolean;
  readonly missing: readonly MissingView[];
  readonly missingText: string;
}

export interface ScanFileView {
  readonly name: string;
  readonly whenText: string;
  readonly badge: Badge;
  readonly pagesText: string;
}

export interface OpenPageView {
  readonly key: string;
  readonly scan: string;
  readonly page: number;
  readonly href: string;
  readonly name: string;
  readonly why: string;
  readonly choices: readonly Choice[];
}

export interface MissingView {
  readonly href: string;
  readonly position: number;
  readonly code: string;
  readonly numberText: string;
  readonly letterId: string;
  /** some of its sheets came: somebody may say that these are all */
  readonly came: boolean;
}

interface State {
  readonly folder: Folder;
  readonly files: readonly FolderScan[];
  readonly pages: readonly PlacedScanPage[];
  readonly missing: readonly FolderLetter[];
}

/** Pages shown at once; the others come when these are decided. */
export const OPEN_PAGES = 50;

const WHY: Readonly<Partial<Record<ScanPageKind, string>>> = {
  no_code: 'folder.page_no_code',
  not_ours: 'folder.page_not_ours',
  other_unit: 'folder.page_other_unit',
  other_folder: 'folder.page_other_folder',
  double: 'folder.page_double',
  unreadable: 'folder.page_unreadable',
};

export function scansView({ folder, files, pages, missing }: State, t: Translator): ScansView {
  const shown = pages.slice(0, OPEN_PAGES);
  return {
    files: files.map((file) => ({
      name: file.fileName,
      whenText: momentText(file.uploadedAt, t),
      badge: fileBadge(file, t),
      pagesText: file.pages === null ? (file.fault === null ? '' : t(`folder.fault_${file.fault}`)) : t('folder.pages', { count: file.pages }), // prettier-ignore
    })),
    reading: files.some(({ state }) => state === 'waiting'),
    pages: shown.map((page) => openPage(page, folder.id, missing, t)),
    pagesMore: pages.length > shown.length,
    missing: missing.map(({ letter, position, dossierCode, came }) => ({
      href: `/letters/${letter.id}`,
      position,
      code: dossierCode,
      numberText: letter.number?.text ?? t('letter.no_number'),
      letterId: letter.id,
      came,
    })),
    missingText: t('folder.missing', { count: missing.length }),
  };
}

function openPage(
  { scanId, page, kind, fileName }: PlacedScanPage,
  folderId: string,
  missing: readonly FolderLetter[],
  t: Translator,
): OpenPageView {
  return {
    key: `page-${scanId}-${String(page)}`,
    scan: scanId,
    page,
    href: `/letters/folders/${folderId}/scans/${scanId}/pages/${String(page)}`,
    name: t('folder.page_of', { name: fileName, page: page + 1 }),
    why: t(WHY[kind] ?? 'folder.page_no_code'),
    choices: missing.map(({ letter, position, dossierCode }) => ({
      value: letter.id,
      label: `${String(position)}. ${letter.number?.text ?? t('letter.no_number')} · ${dossierCode}`,
      selected: false,
    })),
  };
}

function fileBadge({ state }: FolderScan, t: Translator): Badge {
  const looks = { waiting: ['brand', 'dot'], read: ['ok', 'tick'], refused: ['late', 'cross'] } as const;
  const [tone, shape] = looks[state];
  return { tone, shape, text: t(`folder.scan_${state}`) };
}
