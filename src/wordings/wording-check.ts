import { tidy } from '../platform/templates/paper-text.js';
import { paperTree, type PaperNode } from '../platform/pdf/paper-tree.js';
import type { WordingFault } from './wording-fault.js';
import { wordingFaults } from './wording-guard.js';
import type { WordingKind } from './wording-kinds.js';
import { sampleFacts, type Sample, type WordingRendering } from './wording-rendering.js';

/** Printed characters of the longest sample: about half a sheet of A5, so that the form keeps to its page. */
export const MOST_PRINTED = 1_500;

/** What is tried before a wording may be saved. */
const TRIED: readonly Sample[] = ['shortest', 'longest', 'least'];

export interface CheckedWording {
  /** as it is kept: NFC, lines ended by \n, paragraphs marked */
  readonly source: string;
  /** [] when it may be saved */
  readonly faults: readonly WordingFault[];
}

/** The text as it would be kept, and what is wrong with it. @param typed as it came from the form */
export function checkedWording(kind: WordingKind, typed: string, rendering: WordingRendering): CheckedWording {
  const source = inParagraphs(tidy(typed.replace(/\r\n?/g, '\n')).trim());
  const faults = wordingFaults(kind, source);
  return { source, faults: faults.length > 0 ? faults : printFaults(kind, source, rendering) };
}

/** Text without a single block element: paragraphs stand apart by an empty line, lines break where they broke. */
function inParagraphs(text: string): string {
  if (text === '' || /<\/?(?:p|ul|ol|li)\b/i.test(text)) return text;
  const paragraphs = text.split(/\n[ \t]*\n\s*/);
  return paragraphs.map((each) => `<p>${each.trim().replace(/\n/g, '<br>\n')}</p>`).join('\n');
}

/** Renders the samples and reads them as the printer will. */
function printFaults(kind: WordingKind, source: string, rendering: WordingRendering): WordingFault[] {
  for (const sample of TRIED) {
    const printed = printedText(rendering.render(kind, source, sampleFacts(kind, sample)));
    if (printed === null) return [{ code: 'not_printable', line: 1, what: '' }];
    if (printed.length > MOST_PRINTED) return [{ code: 'prints_too_much', line: 1, what: String(MOST_PRINTED) }];
    if (printed.trim() === '') return [{ code: 'prints_nothing', line: 1, what: '' }];
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
