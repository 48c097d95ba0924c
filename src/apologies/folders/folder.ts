import type { Letter } from '../../domain/apology/letter.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { ScanPageKind } from '../../domain/apology/scan-matching.js';
import type { Instant } from '../../domain/time/instant.js';

/** Letters that go to be signed by hand together. */
export interface Folder {
  readonly id: string;
  readonly unitCode: string;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
}

/** A letter of a folder, and how far it has come. */
export interface FolderLetter {
  readonly folderId: string;
  readonly position: number;
  readonly letter: Letter;
  readonly dossierCode: string;
  /** what its sheet says; null until printed */
  readonly printed: LetterFacts | null;
  readonly printedAt: Instant | null;
  /** pages on paper; null until printed */
  readonly sheets: number | null;
  readonly scanHash: string | null;
  /** some of its sheets have come, and not as many as were printed */
  readonly came: boolean;
}

export interface FolderLine extends Folder {
  readonly letters: number;
  readonly issued: number;
}

export type PrintState = 'waiting' | 'printed' | 'stopped' | 'failed';

/** One printing of a folder. */
export interface FolderPrint {
  readonly id: string;
  readonly folderId: string;
  readonly state: PrintState;
  readonly total: number;
  readonly done: number;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly endedAt: Instant | null;
  readonly fault: string | null;
}

/** A PDF of some letters of it. */
export interface FolderPart {
  readonly printId: string;
  readonly part: number;
  readonly fileId: string;
  /** positions */
  readonly first: number;
  readonly last: number;
  readonly pages: number;
}

export type ScanState = 'waiting' | 'read' | 'refused';

/** A file of scanned sheets. */
export interface FolderScan {
  readonly id: string;
  readonly folderId: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly state: ScanState;
  readonly pages: number | null;
  readonly fault: string | null;
  readonly uploadedAt: Instant;
  readonly uploadedBy: string;
}

export interface FolderScanPage {
  readonly scanId: string;
  readonly page: number;
  readonly kind: ScanPageKind;
  readonly letterId: string | null;
  readonly turned: number;
}
