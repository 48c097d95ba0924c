import { choiceField, choices } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormError, FormField } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import { letterBadge } from '../letter-words.view.js';
import type { WaitingLetter } from './folder-choice.repository.js';
import type { FolderLine } from './folder.js';

/** GET /letters/folders. Template pages/folders/list. */
export interface FoldersView {
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
  readonly filters: readonly FormField[];
  readonly unit: string;
  readonly waiting: readonly WaitingRow[];
  /** null when the list shows them all */
  readonly allText: string | null;
  readonly empty: EmptyState | null;
  readonly folders: readonly FolderRow[];
}

export interface WaitingRow {
  readonly id: string;
  readonly href: string;
  readonly code: string;
  readonly recipient: string;
  readonly sinceText: string;
  readonly badge: Badge;
}

export interface FolderRow {
  readonly href: string;
  readonly whenText: string;
  readonly by: string;
  readonly lettersText: string;
  readonly badge: Badge;
}

export interface FoldersState {
  readonly unit: string;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly waiting: readonly (WaitingLetter & { readonly recipient: string })[];
  readonly total: number;
  readonly folders: readonly FolderLine[];
  readonly names: ReadonlyMap<string, string>;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

export function foldersView(state: FoldersState, t: Translator): FoldersView {
  const { unit, units, waiting, total, folders, names, errors, refusal } = state;
  const offered = units.map(({ code, name }) => [code, name] as const);
  return {
    errors,
    refusal,
    filters:
      units.length < 2
        ? []
        : [choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [choices(offered, unit)])],
    unit,
    waiting: waiting.map(({ letter, dossierCode, recipient }) => ({
      id: letter.id,
      href: `/letters/${letter.id}`,
      code: dossierCode,
      recipient,
      sinceText: momentText(letter.draftedAt, t),
      badge: letterBadge(letter.state, t),
    })),
    allText: total > waiting.length ? t('folder.all', { count: total }) : null,
    empty: total > 0 ? null : { title: t('folder.none_title'), body: t('folder.none'), action: null },
    folders: folders.map((folder) => ({
      href: `/letters/folders/${folder.id}`,
      whenText: momentText(folder.openedAt, t),
      by: names.get(folder.openedBy) ?? folder.openedBy,
      lettersText: t('folder.issued_of', { issued: folder.issued, letters: folder.letters }),
      badge: folderBadge(folder, t),
    })),
  };
}

export function folderBadge({ closedAt }: Pick<FolderLine, 'closedAt'>, t: Translator): Badge {
  return closedAt === null
    ? { tone: 'brand', shape: 'diamond', text: t('folder.open') }
    : { tone: 'neutral', shape: 'ring', text: t('folder.closed') };
}
