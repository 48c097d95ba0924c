import { act } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { ActForm, Badge } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { ImportDiff } from '../../platform/csv/import-diff.js';
import { inWords } from '../../platform/web/validation-words.js';
import { columnName } from './column-names.js';
import type { JudgedDraft } from './reference-drafts.service.js';

/** GET /imports/reference/{id}. Template pages/imports/preview. */
export interface ReferencePreviewView {
  readonly heading: string;
  readonly source: string;
  /** `3 thêm, 2 đổi, 1 kết thúc, 0 bỏ; 24 giữ nguyên` */
  readonly counts: string;
  readonly refusal: string | null;
  /** what keeps the file out; empty when nothing does */
  readonly rejected: readonly { readonly where: string; readonly message: string }[];
  readonly rejectedMore: string | null;
  readonly diffs: readonly DiffRow[];
  readonly diffsMore: string | null;
  /** hidden in the form of acceptance; null when there is nothing to accept */
  readonly seen: string | null;
  readonly acceptAction: string;
  readonly acceptLabel: string;
  readonly discard: ActForm;
  readonly backHref: string;
}

interface DiffRow {
  readonly badge: Badge;
  readonly key: string;
  readonly name: string;
  readonly fields: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
}

const MOST_ROWS = 300;
const LOOKS: Readonly<Record<ImportDiff['kind'], Omit<Badge, 'text'>>> = {
  added: { tone: 'ok', shape: 'tick' },
  changed: { tone: 'brand', shape: 'diamond' },
  closed: { tone: 'soon', shape: 'bars' },
  removed: { tone: 'late', shape: 'cross' },
};

export function referencePreviewView(
  { draft, preview, digest }: JudgedDraft,
  refusal: string | null,
  t: Translator,
): ReferencePreviewView {
  const { report, diffs, unchanged } = preview;
  const count = (kind: ImportDiff['kind']): number => diffs.filter((one) => one.kind === kind).length;
  const bothNames = (column: string): string => {
    const name = columnName(draft.kind, column, t);
    return name === column ? column : `${name} (${column})`;
  };
  const acceptable = report.rejected.length === 0 && diffs.length > 0;
  return {
    heading: t('imports.preview_of', { kind: t(`imports.kind.${draft.kind}`) }),
    source: t('imports.preview_source', { file: draft.fileName || '–', at: momentText(draft.createdAt, t) }),
    counts: t('imports.preview_counts', {
      ...{ added: count('added'), changed: count('changed'), closed: count('closed'), removed: count('removed') },
      unchanged,
    }),
    refusal,
    rejected: report.rejected.slice(0, MOST_ROWS).map(({ line, field, message }) => ({
      where: field === '' ? t('imports.line', { line }) : t('imports.line_field', { line, field: bothNames(field) }),
      message: inWords(message, t.locale),
    })),
    rejectedMore: more(report.rejected.length, t),
    diffs: diffs.slice(0, MOST_ROWS).map(({ kind, key, name, fields }) => ({
      badge: { ...LOOKS[kind], text: t(`imports.diff.${kind}`) },
      key,
      name,
      fields:
        kind === 'added'
          ? []
          : fields.map(({ field, ...values }) => ({ field: columnName(draft.kind, field, t), ...values })),
    })),
    diffsMore: more(diffs.length, t),
    seen: acceptable ? digest : null,
    acceptAction: `/imports/reference/${draft.id}/acceptances`,
    acceptLabel: t('imports.accept_reference', { count: diffs.length }),
    discard: act({ key: 'removals', label: t('imports.discard'), action: `/imports/reference/${draft.id}/removals` }),
    backHref: '/imports',
  };
}

function more(count: number, t: Translator): string | null {
  return count > MOST_ROWS ? t('imports.more', { count: count - MOST_ROWS }) : null;
}
