import type { Badge, EmptyState, FormField, Link, Pagination } from '../platform/templates/page-parts.js';

/** GET /dossiers: what needs doing first; every row has one obvious act. Template pages/dossiers/list. */
export interface DossierListView {
  /** the list in words, e.g. `Hồ sơ đang trễ hạn của Phòng Quản lý đô thị` */
  readonly heading: string;
  /** why this order, in one sentence; null when it is by date */
  readonly orderNote: string | null;
  readonly filters: DossierFilters;
  readonly rows: readonly DossierRow[];
  readonly pagination: Pagination | null;
  /** set when `rows` is empty */
  readonly empty: EmptyState | null;
}

export interface DossierFilters {
  /** always shown: q, status, timeliness */
  readonly main: readonly FormField[];
  /** behind "Lọc thêm": unit, procedure, field, channel, acceptedFrom, acceptedTo, dueFrom, dueTo */
  readonly more: readonly FormField[];
  readonly moreOpen: boolean;
  /** filters in force, each with a link that lifts it */
  readonly active: readonly Link[];
  readonly clearHref: string;
}

export interface DossierRow {
  readonly code: string;
  readonly href: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly status: Badge;
  readonly standing: Badge;
  /** `17:00 01/06/2023`; null before acceptance */
  readonly dueText: string | null;
  /** `Đang ở Phòng Quản lý đô thị` */
  readonly holderText: string;
  /** the one thing to do next, or null: then the row only opens */
  readonly nextAct: Link | null;
  /** late or waiting for the reader: drawn with weight */
  readonly loud: boolean;
}
