import { tidy } from '../platform/templates/paper-text.js';
import { paperTree, type PaperNode } from '../platform/pdf/paper-tree.js';
import type { WordingFault } from './wording-fault.js';
import { wordingFaults } from './wording-guard.js';
import type { WordingKind } from './wording-kinds.js';
import { presenceFaults } from './wording-presence.js';
import { sampleFacts, type Sample, type WordingRendering } from './wording-rendering.js';
import { rulesOf, type WordingRules } from './wording-rules.js';

/** What is tried before a wording may be saved. */
const TRIED: readonly Sample[] = ['shortest', 'longest', 'least'];

/**
 * Words that no paper of ours says: compensation has a law and a procedure of its own (R32), and a citizen before an
 * office is no customer.
 */
const FORBIDDEN = /bồi\s+thường|khách\s+hàng/giu;

export interface CheckedWording {
  /** as it is kept: NFC, lines ended by \n, paragraphs marked */
  readonly source: string;
  /** [] when it may be saved, as far as it can be told without printing it */
  readonly faults: readonly WordingFault[];
}

/** The text as it would be kept, and what is wrong with it. @param typed as it came from the form */
export function checkedWording(kind: WordingKind, typed: string, rendering: WordingRendering): CheckedWording {
  const rules = rulesOf(kind);
  const text = tidy(typed.replace(/\r\n?/g, '\n')).trim();
  const source = rules.format === 'text' ? text : inParagraphs(text);
  const faults = [...wordingFaults(kind, source), ...lineFaults(kind, source)];
  if (faults.length > 0) return { source, faults };
  const said = [
    ...printFaults(kind, source, rendering, rules),
    ...presenceFaults(kind, source, rendering),
    ...wordFaults(kind, source, rendering),
  ];
  return { source, faults: said.sort((a, b) => a.line - b.line) };
}

/** Text without a single block element: paragraphs stand apart by an empty line, lines break where they broke. */
function inParagraphs(text: string): string {
  if (text === '' || /<\/?(?:p|ul|ol|li)\b/i.test(text)) return text;
  const paragraphs = text.split(/\n[ \t]*\n\s*/);
  return paragraphs.map((each) => `<p>${each.trim().replace(/\n/g, '<br>\n')}</p>`).join('\n');
}

function lineFaults(kind: WordingKind, source: string): WordingFault[] {
  return kind === 'mail-subject' && source.includes('\n') ? [{ code: 'one_line', line: 2, what: '' }] : [];
}

/** Renders the samples and reads them as the printer will. */
function printFaults(
  kind: WordingKind,
  source: string,
  rendering: WordingRendering,
  { format, mostPrinted }: WordingRules,
): WordingFault[] {
  for (const sample of TRIED) {
    const rendered = rendering.render(kind, source, sampleFacts(kind, sample));
    const printed = format === 'text' ? rendered : printedText(rendered);
    if (printed === null) return [{ code: 'not_printable', line: 1, what: '' }];
    if (printed.length > mostPrinted) return [{ code: 'prints_too_much', line: 1, what: String(mostPrinted) }];
    if (printed.trim() === '') return [{ code: 'prints_nothing', line: 1, what: '' }];
  }
  return [];
}

/** In the text as it was written, and as it reads once tags and branches are gone. */
function wordFaults(kind: WordingKind, source: string, rendering: WordingRendering): WordingFault[] {
  const written = [...source.matchAll(FORBIDDEN)].map(({ 0: what, index }): WordingFault => ({
    code: 'forbidden_word',
    line: source.slice(0, index).split('\n').length,
    what: what.replace(/\s+/g, ' '),
  }));
  if (written.length > 0) return written;
  for (const sample of TRIED) {
    const printed = rendering.render(kind, source, sampleFacts(kind, sample)).replace(/<[^>]*>/g, '');
    const [what] = printed.match(FORBIDDEN) ?? [];
    if (what !== undefined) return [{ code: 'forbidden_word', line: 1, what }];
  }
  return [];
}

/** @returns null when the printer would refuse it */
function printedText(html: string): string | null {
  try {
    return paperTree(html).map(textOf).join(' ');
  } catch {
    return null;
  }
}

function textOf(node: PaperNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join(' ');
}
