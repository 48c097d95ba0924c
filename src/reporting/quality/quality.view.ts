import type { DefectKind } from '../../domain/kpi/data-quality.js';
import { choiceField, choices } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { EmptyState, FormField, Link, Pagination } from '../../platform/templates/page-parts.js';
import { dayText, numberText } from '../../platform/templates/page-words.js';
import type { DefectLine } from './quality-defects.repository.js';
import type { QualityAsked, QualityPage } from './quality.service.js';

/** GET /reports/quality. Template pages/reports/quality. */
export interface QualityView {
  readonly unitName: string;
  readonly filters: readonly FormField[];
  /** the year that has no calendar yet; null: nothing is missing */
  readonly calendar: { readonly text: string; readonly link: Link } | null;
  readonly kinds: readonly QualityKind[];
  readonly list: QualityList | null;
  readonly pagination: Pagination | null;
  /** nothing to mend at all */
  readonly empty: EmptyState | null;
}

interface QualityKind {
  readonly label: string;
  readonly definition: string;
  readonly todo: string;
  /** null where there is none to open */
  readonly href: string | null;
  readonly current: boolean;
  readonly count: string;
}

interface QualityList {
  readonly title: string;
  readonly todo: string;
  readonly rows: readonly QualityRow[];
}

interface QualityRow {
  readonly code: string;
  readonly dossierHref: string;
  readonly seen: string;
  readonly other: Link | null;
  readonly unitName: string;
  /** who mends it: whoever holds it, else the head of the unit that does */
  readonly owner: string;
}

export function qualityView(page: QualityPage, asked: QualityAsked, t: Translator): QualityView {
  const { unit, unitCodes, calendar, counts, kind, lines, nextAfter, units } = page;
  const total = counts.reduce((sum, { n }) => sum + n, 0);
  const href = (to: DefectKind | null, after?: string): string => {
    const query = new URLSearchParams({ unit: unit.code, ...(to !== null && { kind: to }), ...(after && { after }) });
    return `/reports/quality?${query.toString()}`;
  };
  const isPaged = nextAfter !== null || asked.after !== undefined;
  return {
    unitName: unit.name,
    filters: unitCodes.length < 2 ? [] : [unitField(page, t)],
    calendar:
      calendar === null
        ? null
        : {
            text: t(`quality.calendar_${calendar.state}`, { year: calendar.year }),
            link: { href: `/calendar/${String(calendar.year)}`, label: t('quality.calendar_open') },
          },
    kinds: counts.map((row) => ({
      label: t(`quality.kind.${row.kind}`),
      definition: t(`quality.definition.${row.kind}`),
      todo: t(`quality.todo.${row.kind}`),
      href: row.n === 0 ? null : href(row.kind),
      current: row.kind === kind,
      count: numberText(row.n, t),
    })),
    list:
      kind === null || lines.length === 0
        ? null
        : {
            title: t(`quality.kind.${kind}`),
            todo: t(`quality.todo.${kind}`),
            rows: lines.map((line) => lineRow(kind, line, { units, people: page.people }, t)),
          },
    pagination: !isPaged
      ? null
      : {
          summary: t('quality.page', { count: lines.length }),
          firstHref: asked.after === undefined ? null : href(kind),
          nextHref: nextAfter === null ? null : href(kind, nextAfter),
        },
    empty:
      total > 0 || calendar !== null
        ? null
        : { title: t('quality.empty_title'), body: t('quality.empty'), action: null },
  };
}

function unitField({ unit, unitCodes, units }: QualityPage, t: Translator): FormField {
  const places = unitCodes.map((code) => [code, units.get(code) ?? code] as const);
  return choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [choices(places, unit.code)]);
}

function lineRow(
  kind: DefectKind,
  line: DefectLine,
  { units, people }: Pick<QualityPage, 'units' | 'people'>,
  t: Translator,
): QualityRow {
  const { code, acceptedDay, finishedDay, otherCode, holderUnitCode, holderUsername } = line;
  const holder = units.get(holderUnitCode) ?? holderUnitCode;
  return {
    code,
    dossierHref: `/dossiers/${encodeURIComponent(code)}`,
    seen: t(`quality.seen.${kind}`, {
      accepted: acceptedDay === null ? '–' : dayText(acceptedDay, t),
      finished: finishedDay === null ? '–' : dayText(finishedDay, t),
      expected: numberText(line.expected ?? 0, t),
      found: numberText(line.found ?? 0, t),
    }),
    other: otherCode === null ? null : { href: `/dossiers/${encodeURIComponent(otherCode)}`, label: otherCode },
    unitName: units.get(line.unitCode) ?? line.unitCode,
    owner:
      holderUsername === null
        ? t('quality.head_of', { unit: holder })
        : `${people.get(holderUsername) ?? holderUsername} · ${holder}`,
  };
}
