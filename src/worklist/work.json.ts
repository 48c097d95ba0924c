import { toLocalIso, type Instant } from '../domain/time/instant.js';
import type { WarningKind } from '../domain/warning/warnings.js';
import { listRowJson, type DossierRowJson } from '../dossiers/dossier.json.js';
import type { WorkItem, WorkList, WorkSection } from './work-list.service.js';

/** `GET /worklist`: a dossier that waits for the caller. */
export interface WorkItemJson extends DossierRowJson {
  readonly procedureName: string;
  /** working minutes to the due less what the rest of the way usually takes; null where that cannot be reckoned */
  readonly slackMinutes: number | null;
  readonly warning: WarningKind | null;
  /** username of the colleague for whom the caller stands in */
  readonly absent: string | null;
  /** of papers asked for: when */
  readonly askedAt: string | null;
}

/** Some of a kind of work, in the order in which to do it. */
export interface WorkSectionJson {
  readonly items: readonly WorkItemJson[];
  /** how many there are; with `more`, at least so many */
  readonly total: number;
  readonly more: boolean;
}

export interface WorkListJson {
  readonly at: string;
  readonly mine: WorkSectionJson;
  readonly arriving: WorkSectionJson;
  readonly unassigned: WorkSectionJson;
  readonly told: WorkSectionJson;
  readonly filings: WorkSectionJson;
  readonly unanswered: WorkSectionJson;
  readonly faults: readonly {
    readonly code: string;
    readonly procedureName: string;
    readonly cause: string;
    readonly reportedAt: string;
  }[];
}

export function workListJson(list: WorkList): WorkListJson {
  return {
    at: toLocalIso(list.now),
    mine: sectionJson(list.mine),
    arriving: sectionJson(list.arriving),
    unassigned: sectionJson(list.unassigned),
    told: sectionJson(list.told),
    filings: sectionJson(list.filings),
    unanswered: sectionJson(list.unanswered),
    faults: list.faults.map(({ reportedAt, ...fault }) => ({ ...fault, reportedAt: toLocalIso(reportedAt) })),
  };
}

/** `GET /warnings`: what the caller was warned of among what waits for them, and it is still so; each dossier once. */
export function warningsJson({ mine, arriving, told }: WorkList): WorkItemJson[] {
  const warned = [...told.items, ...mine.items, ...arriving.items].filter(({ warning }) => warning !== null);
  const once = new Map(warned.map((item) => [item.dossier.id, item]));
  return [...once.values()].map(itemJson);
}

function sectionJson({ items, total, cut }: WorkSection): WorkSectionJson {
  return { items: items.map(itemJson), total, more: cut };
}

function itemJson({
  dossier,
  applicantName,
  procedureName,
  urgency,
  warning,
  absent,
  askedAt,
}: WorkItem): WorkItemJson {
  const at = (instant: Instant | null): string | null => (instant === null ? null : toLocalIso(instant));
  return {
    ...listRowJson({ dossier, applicantName }),
    procedureName,
    slackMinutes: urgency?.slackMinutes ?? null,
    warning,
    absent,
    askedAt: at(askedAt),
  };
}
