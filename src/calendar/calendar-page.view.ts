import { fullDayText, momentText } from '../platform/templates/page-words.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Confidence, YearFacts } from './calendar-facts.js';
import { cell, certaintyBadge, referenceLinks, type ReferenceListView } from './reference-list.view.js';
import { spellsText } from './spell-text.js';

/** How sure a source is, in the marks of the other lists. */
const MARKS: Readonly<Record<Confidence, string>> = { high: 'F', medium: 'K', projected: 'U', low: 'U' };

/** GET /reference/calendar/{year}. */
export function calendarPageView(facts: YearFacts, t: Translator): ReferenceListView {
  const [date, kind, source] = [t('ref.col.date'), t('ref.col.kind'), t('ref.col.source')];
  return {
    heading: t('ref.calendar', { year: facts.year }),
    lead: lead(facts, t),
    links: referenceLinks(`/reference/calendar/${facts.year}`, facts.year, t),
    search: null,
    columns: [date, kind, source],
    rows: facts.days.map((day) => ({
      cells: [
        cell(date, fullDayText(day.date, t), day.name),
        cell(kind, t(`ref.day.${day.kind}`), day.spells ? spellsText(day.spells) : null),
        cell(source, null, day.source, certaintyBadge(MARKS[day.confidence], t, t(`ref.confidence.${day.confidence}`))),
      ],
    })),
    empty: null,
  };
}

function lead({ state, confirmedAt, confirmedBy, source }: YearFacts, t: Translator): string {
  if (state === 'official') return t('ref.calendar_official', { source });
  if (confirmedAt === null) return t('ref.calendar_projected');
  return t('ref.calendar_confirmed', { by: confirmedBy ?? '', when: momentText(confirmedAt, t) });
}
