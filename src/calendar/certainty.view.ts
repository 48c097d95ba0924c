import type { Badge } from '../platform/templates/page-parts.js';
import type { Translator } from '../platform/templates/i18n.js';

/** The strong marks; anything else must be checked by a person. */
const SURE: Readonly<Record<'F' | 'K', Pick<Badge, 'tone' | 'shape'>>> = {
  F: { tone: 'ok', shape: 'tick' },
  K: { tone: 'neutral', shape: 'ring' },
};

/**
 * A found fact, common knowledge, or something a person must check: never only by colour.
 *
 * @param certainty one mark or several, e.g. `F/K`: the weakest speaks
 * @param words other words for it; left out, those of the mark
 */
export function certaintyBadge(certainty: string, t: Translator, words?: string): Badge {
  const mark = certainty.includes('U') ? 'U' : certainty.includes('K') ? 'K' : 'F';
  const look = mark === 'U' ? ({ tone: 'soon', shape: 'question' } as const) : SURE[mark];
  return { ...look, text: words ?? t(`ref.certainty.${mark}`) };
}
