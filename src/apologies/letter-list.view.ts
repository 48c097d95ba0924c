import type { Badge, EmptyState, FormField, Link, Pagination } from '../platform/templates/page-parts.js';

/** GET /letters: who still waits for an apology, then the letters by state. Template pages/letters/list. */
export interface LetterListView {
  readonly coverage: CoverageTile;
  /** the list that must become empty */
  readonly missing: readonly MissingRow[];
  readonly missingEmpty: EmptyState | null;
  /** the missing list is longer than what is shown */
  readonly missingMore: Link | null;
  readonly tabs: readonly StateTab[];
  /** the tab that is open: the filter keeps it */
  readonly state: string;
  readonly filters: readonly FormField[];
  readonly rows: readonly LetterRow[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
  /** null for those who carry no letters */
}

/** k.cover: settled of opened; the rate divides by opened, so a waiver shows. */
export interface CoverageTile {
  readonly rateText: string;
  readonly definition: string;
  readonly opened: number;
  readonly settled: number;
  readonly waived: number;
  readonly missing: number;
  /** calm tick when nothing is missing */
  readonly calm: boolean;
}

export interface MissingRow {
  readonly code: string;
  readonly dossierHref: string;
  readonly applicantName: string;
  readonly procedureName: string;
  readonly cause: string;
  /** `Trễ 2 ngày làm việc` or the date of the fault */
  readonly standing: Badge;
  readonly sinceText: string;
  readonly unitName: string;
  /** to the draft, or POST that makes one */
  readonly draftHref: string | null;
  readonly createAction: string | null;
}

export interface StateTab {
  readonly href: string;
  readonly label: string;
  /** `1.000+` where there are more than are counted */
  readonly count: string;
  readonly current: boolean;
}

export interface LetterRow {
  readonly href: string;
  /** `14/PXL`, or `Chưa có số` */
  readonly numberText: string;
  readonly recipientName: string;
  readonly dossierCode: string;
  readonly formText: string;
  readonly state: Badge;
  readonly dateText: string;
  readonly unitName: string;
  /** what the reader may do: `Xem và duyệt`, `Ký, lấy số và phát hành` */
  readonly nextText: string;
  readonly loud: boolean;
}
