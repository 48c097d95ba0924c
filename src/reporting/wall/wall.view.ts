import type { Translator } from '../../platform/templates/i18n.js';
import type { Link } from '../../platform/templates/page-parts.js';
import { fullDayText } from '../../platform/templates/page-words.js';
import { dueTile, boardView } from '../board/board.view.js';
import type { BoardFacts } from '../board/board.service.js';
import { standingTiles } from '../dashboard-page.view.js';
import type { DashboardFacts } from '../dashboard.service.js';
import type { Tile } from '../dashboard.view.js';

/** GET /board: one large number for a screen on the wall. Nobody's name, no dossier's code. Template pages/wall/show. */
export interface WallView {
  readonly unitName: string;
  readonly dayText: string;
  readonly timeText: string;
  readonly tile: Pick<Tile, 'label' | 'value' | 'badge' | 'sentence' | 'beside'>;
  readonly placeText: string;
  /** whether it turns by itself, in words */
  readonly turnText: string;
  readonly still: boolean;
  /** turns after so long */
  readonly seconds: number;
  readonly next: Link;
  readonly before: Link;
  /** stops it, or lets it go on */
  readonly toggle: Link;
}

/** The rate, the distance to the target, what is due today, the letters owed. */
export const SLIDES = 4;
const SECONDS = 20;

export interface WallAsked {
  /** from 1 */
  readonly slide: number;
  readonly still: boolean;
}

export function wallView(
  facts: DashboardFacts,
  board: BoardFacts,
  { slide, still }: WallAsked,
  t: Translator,
): WallView {
  const [rate, distance, owed] = standingTiles(facts, t);
  const tiles = [rate, distance, dueTile(board, t), owed];
  const { label, value, badge, sentence, beside } = tiles[slide - 1] ?? rate;
  const to = (n: number, stays: boolean): string => {
    const query = new URLSearchParams({ unit: facts.unit.code, slide: String(n) });
    if (stays) query.set('still', '1');
    return `/board?${query.toString()}`;
  };
  return {
    unitName: facts.unit.name,
    dayText: fullDayText(facts.day, t),
    timeText: boardView(board, t).live.timeText,
    tile: { label, value, badge, sentence, beside },
    placeText: t('wall.place', { n: slide, of: SLIDES }),
    turnText: still ? t('wall.stopped') : t('wall.turning', { seconds: SECONDS }),
    still,
    seconds: SECONDS,
    next: { href: to((slide % SLIDES) + 1, still), label: t('wall.next') },
    before: { href: to(((slide + SLIDES - 2) % SLIDES) + 1, still), label: t('wall.before') },
    toggle: { href: to(slide, !still), label: t(still ? 'wall.go' : 'wall.still') },
  };
}
