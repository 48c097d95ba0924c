import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import { fullDayText } from '../../platform/templates/page-words.js';
import type { BoardFacts } from '../board/board.service.js';
import { boardView, dueTile, lateTile } from '../board/board.view.js';
import { standingTiles } from '../dashboard-page.view.js';
import type { DashboardFacts } from '../dashboard.service.js';
import type { Tile } from '../dashboard.view.js';

/** GET /reports/brief: five numbers and five sentences, for a chairman's telephone. Template pages/reports/brief. */
export interface BriefView {
  readonly unitName: string;
  readonly dayText: string;
  readonly timeText: string;
  readonly refreshHref: string;
  /** each number is the door to its dossiers */
  readonly lines: readonly Pick<Tile, 'label' | 'value' | 'badge' | 'sentence' | 'href' | 'hrefLabel'>[];
  readonly dashboard: Link;
}

export function briefView(facts: DashboardFacts, board: BoardFacts, t: Translator): BriefView {
  const [rate, distance, owed] = standingTiles(facts, t);
  const unit = new URLSearchParams({ unit: facts.unit.code }).toString();
  return {
    unitName: facts.unit.name,
    dayText: fullDayText(facts.day, t),
    timeText: boardView(board, t).live.timeText,
    refreshHref: `/reports/brief?${unit}`,
    lines: [rate, lateTile(board, t), dueTile(board, t), distance, owed],
    dashboard: { href: `/?${unit}`, label: t('brief.dashboard') },
  };
}
