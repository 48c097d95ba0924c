import { isBreached } from '../../domain/dossier/dossier.js';
import { instant, toLocalIso, type Instant } from '../../domain/time/instant.js';
import type { Replan } from './replans.repository.js';
import { toldDue, type Moving, type MovingPage } from './replans.service.js';

/** @param now whether a dossier is late already is asked of this moment */
export function previewJson({ revision, total, items, nextCursor }: MovingPage, now: Instant): object {
  return { revision, total, items: items.map((one) => movingJson(one, now)), nextCursor };
}

function movingJson(moving: Moving, now: Instant): object {
  const { dossier, to } = moving;
  return {
    code: dossier.code,
    responsibleUnitCode: dossier.responsibleUnitCode,
    /** whose lateness does not move with its date any more */
    late: isBreached(dossier, now),
    countable: to !== null,
    statutoryDueAt: toLocalIso(dossier.statutoryDueAt),
    newStatutoryDueAt: to && toLocalIso(to.dueAt),
    currentDueAt: toLocalIso(dossier.currentDueAt),
    newCurrentDueAt: to && toLocalIso(toldDue(moving)),
    provisional: to?.provisional ?? dossier.provisional,
  };
}

export function replanJson(replan: Replan): object {
  const { id, state, revision, confirmedAt, confirmedBy, through, moved, stuck, finishedAt } = replan;
  return {
    id,
    state,
    revision,
    confirmedAt: toLocalIso(confirmedAt),
    confirmedBy,
    /** running dossiers due until then have been looked at */
    throughDueAt: through && toLocalIso(instant(through.at)),
    moved,
    stuck,
    finishedAt: finishedAt && toLocalIso(finishedAt),
  };
}
