import { seesPapers } from '../../domain/accounts/roles.js';
import { hindranceTo } from '../../domain/dossier/acts/hindrance.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm } from '../../platform/templates/page-parts.js';
import { momentText, numberText } from '../../platform/templates/page-words.js';
import { formOf, reasonField } from '../act-form.view.js';
import type { DossierPageFacts } from '../dossier-page.service.js';
import type { DossierFile } from './dossier-files.repository.js';

/** A page shows a picture itself only as far as an office line carries it; of a larger one a small copy. */
const SHOWN_BYTES = 60_000;

export interface FileView {
  readonly name: string;
  /** null for those who only count or keep accounts: they see that there is one */
  readonly href: string | null;
  /** `PDF`, `JPEG`, `PNG` */
  readonly kind: string;
  /** address of the picture itself; null for what is none */
  readonly picture: string | null;
  readonly about: string;
  /** who took it off the list, and when */
  readonly removed: string | null;
  readonly removal: ActForm | null;
}

export interface FilesView {
  readonly items: readonly FileView[];
  /** where files are sent to; null for whoever may not add any */
  readonly add: { readonly action: string; readonly open: boolean; readonly error: string | null } | null;
}

/** The papers scanned in, and the form that adds more. */
export function filesView(facts: DossierPageFacts, t: Translator): FilesView {
  const { record, rooms, by, around } = facts;
  const { dossier } = record;
  const may = (act: 'attach' | 'remove_file'): boolean => hindranceTo(act, dossier, by, around) === null;
  return {
    items: rooms.files.map((file) => fileView(file, facts, may('remove_file'), t)),
    add: may('attach')
      ? { action: `/dossiers/${encodeURIComponent(dossier.code)}/files`, open: false, error: null }
      : null,
  };
}

function fileView(
  file: DossierFile,
  { record, names, by }: DossierPageFacts,
  mayRemove: boolean,
  t: Translator,
): FileView {
  const { dossier } = record;
  const href = seesPapers(by) ? `/dossiers/${encodeURIComponent(dossier.code)}/files/${file.id}` : null;
  const { removedAt, removedBy } = file;
  const picture = file.contentType.startsWith('image/') && removedAt === null;
  const shown = href === null || file.bytes <= SHOWN_BYTES ? href : `${href}/preview`;
  const size = t('show.file_size', { size: numberText(Math.max(1, Math.round(file.bytes / 1024)), t) });
  return {
    name: file.name ?? t('show.file_forgotten'),
    href,
    kind: (file.contentType.split('/')[1] ?? '').toUpperCase(),
    picture: picture ? shown : null,
    about: [size, names.person(file.addedBy), momentText(file.addedAt, t)].join(' · '),
    removed:
      removedAt === null
        ? null
        : t('show.file_removed', { who: names.person(removedBy ?? ''), moment: momentText(removedAt, t) }),
    removal: removedAt === null && mayRemove ? removalForm(file, dossier, t) : null,
  };
}

function removalForm({ id }: DossierFile, dossier: DossierPageFacts['record']['dossier'], t: Translator): ActForm {
  return formOf(dossier, `removals-${id}`, t, {
    words: 'removals',
    path: `files/${id}/removals`,
    fields: [reasonField(t('act.removal_reason'), t)],
  });
}
