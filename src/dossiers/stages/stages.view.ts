import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge } from '../../platform/templates/page-parts.js';
import { momentText, workingTimeText } from '../../platform/templates/page-words.js';
import type { DossierPageFacts } from '../dossier-page.service.js';
import type { StageTime } from '../../domain/dossier/stages.js';

/** A leg of the dossier beside the date of the whole. */
export interface StageRow {
  readonly no: string;
  readonly unit: string;
  readonly mine: boolean;
  readonly budget: string;
  readonly dueText: string;
  readonly held: string;
  readonly state: Badge;
}

export interface StagesView {
  /** `Hẹn trả: 17:00 01/06/2023; đơn vị của bạn xong trước: 17:00 24/05/2023` */
  readonly lead: string;
  readonly rows: readonly StageRow[];
}

/** Of dossiers that pass through several agencies: the date of the whole and this unit's own, side by side. */
export function stagesView({ record, rooms, by, names }: DossierPageFacts, t: Translator): StagesView | null {
  const { stages } = rooms;
  const { currentDueAt } = record.dossier;
  if (stages === null || stages.length < 2 || currentDueAt === null) return null;
  const own = stages.find(({ unitCode }) => unitCode === by.unitCode);
  const total = t('show.stage_total', { moment: momentText(currentDueAt, t) });
  return {
    lead: own === undefined ? total : `${total}; ${t('show.stage_own', { moment: momentText(own.plannedDueAt, t) })}`,
    rows: stages.map((stage) => ({
      no: String(stage.no),
      unit: names.unit(stage.unitCode),
      mine: stage.unitCode === by.unitCode,
      budget: workingTimeText(stage.budgetMinutes, t),
      dueText: momentText(stage.plannedDueAt, t),
      held: stage.from === null ? '–' : workingTimeText(stage.heldMinutes, t),
      state: stateOf(stage, t),
    })),
  };
}

function stateOf({ from, to, late }: StageTime, t: Translator): Badge {
  if (from === null) return { tone: 'neutral', shape: 'ring', text: t('stage.ahead') };
  if (late) return { tone: 'late', shape: 'dot', text: t(to === null ? 'stage.late_here' : 'stage.late') };
  return to === null
    ? { tone: 'brand', shape: 'diamond', text: t('stage.here') }
    : { tone: 'ok', shape: 'tick', text: t('stage.done') };
}
