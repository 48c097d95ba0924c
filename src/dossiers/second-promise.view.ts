import type { SecondPromiseState } from '../domain/apology/second-promise.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, Fact, Shape, Tone } from '../platform/templates/page-parts.js';
import { momentText } from '../platform/templates/page-words.js';
import type { DossierPageFacts } from './dossier-page.service.js';

const LOOKS: Readonly<Record<SecondPromiseState, readonly [Tone, Shape]>> = {
  waiting: ['soon', 'ring'],
  kept: ['ok', 'tick'],
  broken: ['late', 'triangle'],
};

export function secondBadge(state: SecondPromiseState, t: Translator): Badge {
  const [tone, shape] = LOOKS[state];
  return { tone, shape, text: t(`promise.second.${state}`) };
}

/** What form 04 has promised for a dossier, and what became of it; none while there is no second promise. */
export function secondFacts({ second, record }: DossierPageFacts, t: Translator): Fact[] {
  const { extensionDueAt } = record.dossier;
  if (extensionDueAt === null || second === null) return [];
  const value = momentText(extensionDueAt, t);
  return [{ label: t('promise.second'), value, href: null, hint: t(`promise.second.${second}`) }];
}
