import { addCover, coverOf, NO_COVER, type CoverLine, type CoverPosting } from '../../domain/apology/coverage.js';
import type { Path } from '../../counting/roll-up.js';

/** A unit by itself, or with everything below it. */
export type Span = 'own' | 'tree';

export interface Place {
  readonly nodeCode: string;
  readonly span: Span;
}

/** An obligation as one unit counts it. */
export interface PlacedLine extends Place {
  readonly line: CoverLine;
}

export interface PlacedPosting extends Place, CoverPosting {}

/** Where an obligation counts: at the unit that owes it, and at that one and each above it with all below. */
export function placed(line: CoverLine, path: Path): PlacedLine[] {
  return [
    { nodeCode: line.unitCode, span: 'own', line },
    ...path(line.unitCode).map((nodeCode) => ({ nodeCode, span: 'tree' as const, line })),
  ];
}

/** What these lines add to the figures; a dossier's lines at one place belong together. */
export function postingsOf(lines: readonly PlacedLine[]): PlacedPosting[] {
  const together = new Map<string, { readonly at: Place; readonly lines: CoverLine[] }>();
  for (const { nodeCode, span, line } of lines) {
    const id = `${span} ${line.dossierId} ${nodeCode}`;
    const group = together.get(id);
    if (group) group.lines.push(line);
    else together.set(id, { at: { nodeCode, span }, lines: [line] });
  }
  return [...together.values()].flatMap(({ at, lines: own }) => coverOf(own).map((posting) => ({ ...at, ...posting })));
}

/** From what stood to what stands: one posting for each row of the bins that changes, in the order of their keys. */
export function difference(before: readonly PlacedLine[], after: readonly PlacedLine[]): PlacedPosting[] {
  const sums = new Map<string, PlacedPosting>();
  const post = (posting: PlacedPosting, times: 1 | -1): void => {
    const id = [posting.nodeCode, posting.span, posting.day, posting.cause, posting.fault].join(' ');
    const sum = sums.get(id)?.counts ?? NO_COVER;
    sums.set(id, { ...posting, counts: addCover(sum, posting.counts, times) });
  };
  for (const posting of postingsOf(before)) post(posting, -1);
  for (const posting of postingsOf(after)) post(posting, 1);
  return [...sums]
    .filter(([, { counts }]) => Object.values(counts).some((count) => count !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, posting]) => posting);
}
