import { choiceField, choices, formErrors } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormError, FormField, Link, Pagination } from '../../platform/templates/page-parts.js';
import { momentText, numberText } from '../../platform/templates/page-words.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { ImportFile, ImportState } from '../import-file.js';
import type { ReferenceDraft } from '../reference/reference-drafts.repository.js';
import { REFERENCE_KINDS } from '../reference/reference-kinds.js';

/** GET /imports. Template pages/imports/home. */
export interface ImportsHomeView {
  readonly rows: readonly {
    readonly href: string;
    readonly atText: string;
    readonly unitName: string;
    readonly what: string;
    readonly by: string;
    readonly state: Badge;
  }[];
  readonly empty: EmptyState | null;
  readonly pagination: Pagination | null;
  /** null for those who do not keep the catalogue of the town */
  readonly reference: {
    readonly kind: FormField;
    readonly fileError: string | null;
    readonly waiting: readonly Link[];
  } | null;
  readonly errors: readonly FormError[];
  readonly refusal: string | null;
}

export interface ImportsHomeFacts {
  readonly files: readonly ImportFile[];
  readonly nextHref: string | null;
  readonly unitName: (code: string) => string;
  readonly personName: (username: string) => string;
  /** null for those who do not keep the catalogue of the town */
  readonly drafts: readonly Omit<ReferenceDraft, 'body'>[] | null;
  readonly refusal: Refusal | null;
}

export function importsHomeView(facts: ImportsHomeFacts, t: Translator): ImportsHomeView {
  const { files, drafts, refusal, nextHref } = facts;
  const errors = refusal?.errors ?? [];
  const kind = choiceField({ kind: 'select', name: 'kind', label: t('imports.kind'), required: true }, [
    choices(
      REFERENCE_KINDS.map((one) => [one, t(`imports.kind.${one}`)]),
      refusal?.typed['kind'] ?? '',
    ),
  ]);
  return {
    rows: files.map((file) => ({
      href: `/imports/${file.id}`,
      atText: momentText(file.createdAt, t),
      unitName: facts.unitName(file.unitCode),
      what: t('imports.what', { format: file.format.toUpperCase(), mode: t(`imports.mode.${file.mode}`) }),
      by: facts.personName(file.createdBy),
      state: importBadge(file.state, t),
    })),
    empty: files.length > 0 ? null : emptyHome(t),
    pagination:
      nextHref === null
        ? null
        : { summary: t('imports.newest', { count: numberText(files.length, t) }), firstHref: null, nextHref },
    reference: drafts && {
      kind: { ...kind, error: errors.find(({ field }) => field === 'kind')?.message ?? null },
      fileError: errors.find(({ field }) => field === 'file')?.message ?? null,
      waiting: drafts.map(({ id, kind: of, fileName, createdAt }) => ({
        href: `/imports/reference/${id}`,
        label: t('imports.waiting_file', {
          kind: t(`imports.kind.${of}`),
          file: fileName,
          at: momentText(createdAt, t),
        }),
      })),
    },
    errors: formErrors([kind, { ...kind, name: 'file', id: 'reference-file' }], errors),
    refusal: refusal?.sentence ?? null,
  };
}

function emptyHome(t: Translator): EmptyState {
  const action = { href: '/imports/dossiers/new', label: t('imports.new') };
  return { title: t('imports.none'), body: t('imports.none_hint'), action };
}

const LOOKS: Readonly<Record<ImportState, Omit<Badge, 'text'>>> = {
  received: { tone: 'neutral', shape: 'ring' },
  validated: { tone: 'soon', shape: 'question' },
  applying: { tone: 'brand', shape: 'dot' },
  stopped: { tone: 'pause', shape: 'bars' },
  done: { tone: 'ok', shape: 'tick' },
  unreadable: { tone: 'late', shape: 'cross' },
  cancelled: { tone: 'neutral', shape: 'cross' },
};

export function importBadge(state: ImportState, t: Translator): Badge {
  return { ...LOOKS[state], text: t(`imports.state.${state}`) };
}
