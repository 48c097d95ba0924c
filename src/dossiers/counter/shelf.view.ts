import type { Instant } from '../../domain/time/instant.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, Link } from '../../platform/templates/page-parts.js';
import { momentText } from '../../platform/templates/page-words.js';
import type { RowFacts } from '../dossier-rows.view.js';

/** GET /counter/shelf: results that wait to be collected. Template pages/counter/shelf. */
export interface ShelfView {
  readonly shelves: readonly (Link & { readonly current: boolean })[];
  readonly parts: readonly ShelfPart[];
  readonly cutNote: string | null;
  readonly empty: EmptyState | null;
}

export interface ShelfPart {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly ShelfRow[];
}

export interface ShelfRow {
  readonly code: string;
  readonly href: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly sinceText: string;
  /** when the citizen was told by somebody of the desk; null: nobody said so */
  readonly toldText: string | null;
  readonly messageHref: string;
}

/** Results that wait to be collected. */
export interface Shelf {
  readonly rows: readonly RowFacts[];
  /** by id: who was told by chat or telephone */
  readonly told: ReadonlyMap<string, { readonly toldAt: Instant }>;
  readonly cut: boolean;
}

/** By place, the oldest first in each: who has not come for longest is called first. */
export function shelfView({ rows, told, cut }: Shelf, only: string | null, t: Translator): ShelfView {
  const names = [...new Set(rows.map(shelfOf))].sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }));
  const title = (name: string): string =>
    name === '' ? t('counter.no_shelf') : t('counter.on_shelf', { shelf: name });
  const shown = names.filter((name) => only === null || name === only);
  return {
    shelves: names.map((name) => ({
      href: `/counter/shelf?${new URLSearchParams({ shelf: name }).toString()}`,
      label: title(name),
      current: name === only,
    })),
    parts: shown.map((name, index) => ({
      key: `shelf-${String(index)}`,
      title: title(name),
      rows: rows
        .filter((row) => shelfOf(row) === name)
        .map((row) => shelfRow(row, told.get(row.dossier.id)?.toldAt ?? null, t)),
    })),
    cutNote: cut ? t('counter.cut') : null,
    empty: rows.length > 0 ? null : { title: t('counter.shelf_empty'), body: t('counter.shelf_empty_hint'), action: null }, // prettier-ignore
  };
}

function shelfOf({ dossier }: RowFacts): string {
  return dossier.settlement?.shelf ?? '';
}

function shelfRow(
  { dossier, applicantName, procedureName }: RowFacts,
  toldAt: Instant | null,
  t: Translator,
): ShelfRow {
  const href = `/dossiers/${encodeURIComponent(dossier.code)}`;
  return {
    code: dossier.code,
    href,
    procedureName,
    applicantName,
    sinceText: momentText(dossier.settlement?.finishedAt ?? dossier.lastEventAt, t),
    toldText: toldAt === null ? null : t('counter.told_at', { moment: momentText(toldAt, t) }),
    messageHref: `/counter/messages/${encodeURIComponent(dossier.code)}`,
  };
}
