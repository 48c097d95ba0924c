import { periodText } from '../../apologies/coverage/coverage.view.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { FormField, Link } from '../../platform/templates/page-parts.js';
import { reportFilters, type NamedUnit } from '../report-filters.view.js';
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
