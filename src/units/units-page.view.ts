import { cell, certaintyBadge, referenceLinks, type ReferenceListView } from '../calendar/reference-list.view.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Unit } from './unit.js';

/** GET /reference/units. @param year of today: which calendars the links offer */
export function unitsPageView(units: readonly Unit[], year: number, t: Translator): ReferenceListView {
  const [unit, kind, desk, certainty] = ['unit', 'kind', 'desk', 'certainty'].map((name) => t(`ref.col.${name}`)) as [
    string,
    string,
    string,
    string,
  ];
  const nameOf = (code: string | null): string | null => units.find((one) => one.code === code)?.name ?? null;
  return {
    heading: t('ref.units'),
    lead: t('ref.units_lead'),
    links: referenceLinks('/reference/units', year, t),
    search: null,
    columns: [unit, kind, desk, certainty],
    rows: units.map((one) => ({
      cells: [
        cell(unit, one.code, one.name),
        cell(kind, t(`ref.unit.${one.kind}`)),
        cell(desk, one.hasDesk ? t('ref.own_desk') : nameOf(one.deskUnitCode)),
        cell(certainty, null, null, certaintyBadge(one.certainty, t)),
      ],
    })),
    empty: null,
  };
}
