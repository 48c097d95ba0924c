import { isBreached } from '../../domain/dossier/dossier.js';
import { instant, toLocalIso, type Instant } from '../../domain/time/instant.js';
import type { Replan } from './replans.repository.js';
import { toldDue, type Moving, type MovingPage } from './replans.service.js';

/** What would move with the calendar as it is now. */
interface MovingJson {
  readonly code: string;
  readonly responsibleUnitCode: string;
  /** whose lateness does not move with its date any more */
  readonly late: boolean;
  readonly countable: boolean;
  readonly statutoryDueAt: string;
  readonly newStatutoryDueAt: string | null;
  readonly currentDueAt: string;
  readonly newCurrentDueAt: string | null;
  readonly provisional: boolean;
}

interface PreviewJson extends Omit<MovingPage, 'items' | 'ways'> {
  readonly items: readonly MovingJson[];
}

/** How far a confirmed calendar has moved the dates. */
interface ReplanJson extends Pick<Replan, 'id' | 'state' | 'revision' | 'confirmedBy' | 'moved' | 'stuck'> {
  readonly confirmedAt: string;
  /** running dossiers due until then have been looked at */
  readonly throughDueAt: string | null;
  readonly finishedAt: string | null;
}

/** @param now whether a dossier is late already is asked of this moment */
export function previewJson({ revision, total, items, nextCursor }: MovingPage, now: Instant): PreviewJson {
  return { revision, total, items: items.map((one) => movingJson(one, now)), nextCursor };
}

function movingJson(moving: Moving, now: Instant): MovingJson {
  const { dossier, to } = moving;
  return {
    code: dossier.code,
    responsibleUnitCode: dossier.responsibleUnitCode,
    late: isBreached(dossier, now),
    countable: to !== null,
    statutoryDueAt: toLocalIso(dossier.statutoryDueAt),
    newStatutoryDueAt: to && toLocalIso(to.dueAt),
    currentDueAt: toLocalIso(dossier.currentDueAt),
    newCurrentDueAt: to && toLocalIso(toldDue(moving)),
    provisional: to?.provisional ?? dossier.provisional,
  };
}

export function replanJson(replan: Replan): ReplanJson {
  const { id, state, revision, confirmedAt, confirmedBy, through, moved, stuck, finishedAt } = replan;
  return {
    id,
    state,
    revision,
    confirmedAt: toLocalIso(confirmedAt),
    confirmedBy,
    throughDueAt: through && toLocalIso(instant(through.at)),
    moved,
    stuck,
    finishedAt: finishedAt && toLocalIso(finishedAt),
  };
}
