import { localDate } from '../domain/time/plain-date.js';
import type { Instant } from '../domain/time/instant.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { ActForm, Badge, Fact, FormError, Link } from '../platform/templates/page-parts.js';
import { dayText } from '../platform/templates/page-words.js';
import type { RefusedActs } from './act-list.view.js';
import type { ExplanationView } from './explanation.view.js';
import type { FaultView } from './faults/fault-acts.view.js';
import type { FilesView } from './processing/dossier-files.view.js';
import type { PromiseView } from './promise.view.js';
import type { CorrectionView } from './receipt-changes/receipt-acts.view.js';
import type { RulerView } from './ruler.view.js';
import type { StagesView } from './stages/stages.view.js';

/** GET /dossiers/{code}. Template pages/dossiers/show. The promise is the hero; everything else is quieter. */
export interface DossierShowView {
  readonly code: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly status: Badge;
  /** `Đang ở Phòng Quản lý đô thị, từ 22/05/2023` */
  readonly holderText: string;
  readonly promise: PromiseView;
  readonly explanation: ExplanationView | null;
  readonly errors: readonly FormError[];
  /** right after a receipt: how to take it back, and how long */
  readonly undo: { readonly text: string; readonly links: readonly Link[] } | null;
  /** what the reader most probably came to do */
  readonly acts: readonly ActForm[];
  /** whatever else they may do now; others are not shown */
  readonly moreActs: readonly ActForm[];
  readonly moreOpen: boolean;
  /** why the others are not: one sentence each */
  readonly refusedActs: readonly RefusedActs[];
  readonly corrections: readonly CorrectionView[];
  readonly faults: readonly FaultView[];
  readonly files: FilesView;
  readonly stages: StagesView | null;
  readonly facts: readonly Fact[];
  /** asks for an unmasked number; null where the reader has no need of one */
  readonly reveal: ActForm | null;
  /** the unmasked number in words, shown this once */
  readonly revealed: string | null;
  readonly documents: readonly { readonly name: string; readonly count: string }[];
  readonly papers: readonly Link[];
  readonly ruler: RulerView | null;
  readonly events: readonly EventLine[];
  readonly ledger: readonly LedgerLine[];
  readonly obligations: readonly ObligationLine[];
  readonly letters: readonly LetterLine[];
}

/** One sentence of the history: who did what. */
export interface EventLine {
  readonly atText: string;
  readonly text: string;
  readonly by: string;
  readonly note: string | null;
}

/** One row of the promise ledger: nothing is ever overwritten. */
export interface LedgerLine {
  readonly atText: string;
  readonly kind: string;
  readonly from: string | null;
  readonly to: string;
  readonly reason: string | null;
  readonly by: string;
}

export interface ObligationLine {
  readonly cause: string;
  readonly sinceText: string;
  readonly state: Badge;
  /** to the draft, or to where one is written; null when nothing is to be done */
  readonly next: Link | null;
  /** the paper that asks the agency at fault for its letter; null where nobody is asked */
  readonly request: Link | null;
  /** how it may end without a letter of ours */
  readonly acts: readonly ActForm[];
}

export interface LetterLine {
  readonly href: string;
  readonly title: string;
  readonly state: Badge;
  readonly dateText: string | null;
}

/** f.holder of the word list: `Đang ở {đơn vị}, từ {ngày}` */
export function holderText(unitName: string, since: Instant, t: Translator): string {
  return t('f.holder', { unit: unitName, day: dayText(localDate(since), t) });
}
