import { offeredPeriods } from '../../apologies/coverage/cover-periods.js';
import { periodText } from '../../apologies/coverage/coverage.view.js';
import type { Period } from '../../domain/kpi/period.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { choiceField, choices } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormField, Link } from '../../platform/templates/page-parts.js';
import type { NarrativeFacts } from './narrative-facts.js';
import { narrativePaper, type Block } from './narrative-text.view.js';

/** GET /reports/narrative. Template pages/reports/narrative. */
export interface NarrativeView {
  readonly filters: readonly FormField[];
  readonly scopeText: string;
  readonly file: Link;
  readonly subject: string;
  readonly days: string;
  readonly blocks: readonly DrawnBlock[];
}

/** A piece of the paper as the page draws it: one of these is not null. */
interface DrawnBlock {
  readonly heading: string | null;
  readonly subheading: string | null;
  readonly paragraph: string | null;
  readonly table: Extract<Block, { kind: 'table' }> | null;
}

interface NamedUnit {
  readonly code: string;
  readonly name: string;
}

export function narrativeView(facts: NarrativeFacts, units: readonly NamedUnit[], t: Translator): NarrativeView {
  const { unit, period } = facts;
  const paper = narrativePaper(facts);
  const query = new URLSearchParams({ unit: unit.code, period: period.code });
  return {
    filters: reportFilters({ units, unitCode: unit.code, period, today: facts.today }, t),
    scopeText: `${unit.name} · ${periodText(period, t)}`,
    file: { href: `/reports/narrative.docx?${query.toString()}`, label: t('narrative.file') },
    subject: paper.subject,
    days: paper.days,
    blocks: paper.blocks.map((block) => drawn(block, t)),
  };
}

function drawn(block: Block, t: Translator): DrawnBlock {
  const nothing = { heading: null, subheading: null, paragraph: null, table: null };
  switch (block.kind) {
    case 'heading':
      return { ...nothing, heading: block.text };
    case 'subheading':
      return { ...nothing, subheading: block.text };
    case 'paragraph':
      return { ...nothing, paragraph: block.text };
    case 'item':
      return { ...nothing, paragraph: `- ${block.text}` };
    case 'lines':
      return { ...nothing, paragraph: t('narrative.lines') };
    case 'table':
      return { ...nothing, table: block };
  }
}

/** Unit and period, as the reports of this room ask for them. */
export function reportFilters(
  asked: {
    readonly units: readonly NamedUnit[];
    readonly unitCode: string;
    readonly period: Period;
    readonly today: PlainDate;
  },
  t: Translator,
): FormField[] {
  const { units, unitCode, period, today } = asked;
  const offered = offeredPeriods(today).map((one) => [one.code, periodText(one, t)] as const);
  const known = offered.some(([code]) => code === period.code);
  const periods = known ? offered : [[period.code, periodText(period, t)] as const, ...offered];
  const named = units.map(({ code, name }) => [code, name] as const);
  return [
    ...(units.length < 2
      ? []
      : [choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [choices(named, unitCode)])]),
    choiceField({ kind: 'select', name: 'period', label: t('coverage.period') }, [choices(periods, period.code)]),
  ];
}
