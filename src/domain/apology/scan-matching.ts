/** What a scanned page was found to be. */
export const SCAN_PAGE_KINDS = [
  'letter',
  'blank',
  'no_code',
  'not_ours',
  'other_unit',
  'other_folder',
  'double',
  'unreadable',
  'discarded',
] as const;

export type ScanPageKind = (typeof SCAN_PAGE_KINDS)[number];

/** Pages that somebody has to look at. */
export const OPEN_KINDS = [
  'no_code',
  'not_ours',
  'other_unit',
  'other_folder',
  'double',
  'unreadable',
] as const satisfies readonly ScanPageKind[];

/** A page as the reader of scans saw it. */
export interface SeenPage {
  readonly page: number;
  /** marks of letters in its codes */
  readonly marks: readonly string[];
  /** it has a code, be it ours or not */
  readonly coded: boolean;
  readonly blank: boolean;
  readonly readable: boolean;
}

/** What is known of the letter that a mark leads to. */
export interface MarkedLetter {
  readonly letterId: string;
  readonly place: 'here' | 'other_folder' | 'other_unit';
  /** pages it was printed on; null: nobody knows */
  readonly sheets: number | null;
  /** its sheets have come back already */
  readonly scanned: boolean;
}

export interface PlacedPage {
  readonly page: number;
  readonly kind: ScanPageKind;
  readonly letterId: string | null;
}

interface Run {
  readonly kind: ScanPageKind;
  readonly letterId: string | null;
  /** further pages that may belong to it */
  left: number;
}

/**
 * Splits a pile of scanned pages by the code on the first page of each letter: a letter goes on until the next code,
 * and never beyond as many pages as it was printed on, for behind those stands a page whose code could not be read.
 * A blank page is the back of a sheet; behind an unreadable one nothing is taken for granted.
 *
 * @param letters by mark; a mark nobody knows is missing
 * @returns one line a page, in their order
 * Source: acts.md, Letter, paper path; issue 5, C1.
 */
export function placePages(pages: readonly SeenPage[], letters: ReadonlyMap<string, MarkedLetter>): PlacedPage[] {
  const seen = new Set<string>();
  let run: Run | null = null;
  return pages.map((page): PlacedPage => {
    if (page.blank) return { page: page.page, kind: 'blank', letterId: null };
    if (!page.readable) {
      run = null;
      return { page: page.page, kind: 'unreadable', letterId: null };
    }
    if (!page.coded) {
      if (run === null || run.left === 0) {
        run = null;
        return { page: page.page, kind: 'no_code', letterId: null };
      }
      run.left -= 1;
      return { page: page.page, kind: run.kind, letterId: run.letterId };
    }
    run = beginning(page, letters, seen);
    return { page: page.page, kind: run.kind, letterId: run.letterId };
  });
}

/** A page with a code begins something. */
function beginning(page: SeenPage, letters: ReadonlyMap<string, MarkedLetter>, seen: Set<string>): Run {
  const marks = [...new Set(page.marks)];
  const [mark] = marks;
  // Two letters on one page: somebody has to look.
  if (marks.length > 1) return { kind: 'no_code', letterId: null, left: 0 };
  const letter = mark === undefined ? undefined : letters.get(mark);
  if (!letter) return { kind: 'not_ours', letterId: null, left: Infinity };
  const { letterId, sheets } = letter;
  const left = sheets === null ? Infinity : sheets - 1;
  if (letter.place !== 'here') return { kind: letter.place, letterId, left };
  if (letter.scanned || seen.has(letterId)) return { kind: 'double', letterId, left };
  seen.add(letterId);
  return { kind: 'letter', letterId, left };
}
