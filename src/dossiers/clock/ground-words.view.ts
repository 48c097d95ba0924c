import type { ExtraTime } from '../../domain/procedure/procedure-version.js';
import type { Translator } from '../../platform/templates/i18n.js';

/** Grounds of the shipped catalogue; a procedure may bring its own. */
const KNOWN: readonly string[] = ['verification', 'site_review', 'written_agreement'];

/** What a ground of extra time is called: its own words, else the paper on which it rests, else its key. */
export function groundText(ground: string, extraTimes: readonly ExtraTime[], t: Translator): string {
  if (KNOWN.includes(ground)) return t(`ground.${ground}`);
  return extraTimes.find((one) => one.ground === ground)?.paper ?? ground;
}
