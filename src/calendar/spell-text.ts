import { spellsFault, type Spell } from '../domain/time/weekly-hours.js';

const SPELL = /^(\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)$/;

/** `07:30-11:30 13:30-17:00` as minutes since local midnight; null for nothing; `faulty` when it is not that. */
export function readSpells(text: string | null): readonly Spell[] | null | 'faulty' {
  if (text === null) return null;
  const spells: Spell[] = [];
  for (const piece of text.split(/\s+/)) {
    const match = SPELL.exec(piece);
    if (!match) return 'faulty';
    const [h1, m1, h2, m2] = match.slice(1).map(Number) as [number, number, number, number];
    spells.push({ opens: h1 * 60 + m1, closes: h2 * 60 + m2 });
  }
  return spellsFault(spells) === null ? spells : 'faulty';
}

/** @param minutes since local midnight, 0 to 1440 */
function clockText(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function spellsText(spells: readonly Spell[]): string {
  return spells.map(({ opens, closes }) => `${clockText(opens)}-${clockText(closes)}`).join(' ');
}
