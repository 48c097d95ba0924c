import { certaintyBadge } from '../../calendar/certainty.view.js';
import { foldVietnamese } from '../../domain/text/fold.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { field } from '../../platform/templates/form-field.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, EmptyState, FormField } from '../../platform/templates/page-parts.js';
import { dayText } from '../../platform/templates/page-words.js';
import type { UnitTree } from '../unit-tree.js';
import type { Unit } from '../unit.js';

/** GET /units. Template pages/units/list. */
export interface UnitsListView {
  readonly filters: readonly FormField[];
  readonly newHref: string | null;
  readonly rows: readonly UnitRow[];
  readonly empty: EmptyState | null;
}

interface UnitRow {
  readonly href: string;
  readonly code: string;
  readonly name: string;
  /** steps below the top, 0 to 4: how far it is set in */
  readonly depth: number;
  readonly kind: string;
  readonly desk: string;
  readonly standing: Badge;
  readonly certainty: Badge;
}

export interface UnitsListFacts {
  readonly tree: UnitTree;
  readonly today: PlainDate;
  readonly q: string;
  readonly all: boolean;
  readonly mayKeep: boolean;
}

const DEEPEST = 4;

export function unitsListView({ tree, today, q, all, mayKeep }: UnitsListFacts, t: Translator): UnitsListView {
  const words = foldVietnamese(q).split(' ');
  const found = inTreeOrder(tree).filter(
    (unit) =>
      (all || !hasEnded(unit, today)) &&
      words.every((word) => foldVietnamese(`${unit.code} ${unit.name} ${unit.shortName}`).includes(word)),
  );
  return {
    filters: [
      field({ name: 'q', label: t('units.search'), value: q, maxLength: 100 }),
      field({ kind: 'checkbox', name: 'all', label: t('units.with_ended'), checked: all }),
    ],
    newHref: mayKeep ? '/units/new' : null,
    rows: found.map((unit) => ({
      href: `/units/${unit.code}`,
      code: unit.code,
      name: unit.name,
      depth: Math.min(DEEPEST, tree.ancestors(unit.code).length),
      kind: t(`ref.unit.${unit.kind}`),
      desk: unit.hasDesk ? t('ref.own_desk') : (tree.find(unit.deskUnitCode ?? '')?.shortName ?? '–'),
      standing: standingBadge(unit, today, t),
      certainty: certaintyBadge(unit.certainty, t),
    })),
    empty: found.length > 0 ? null : { title: t('units.none'), body: t('units.none_hint'), action: null },
  };
}

/** Parents before their children, by code. */
function inTreeOrder(tree: UnitTree): Unit[] {
  const below = (parent: string | null): Unit[] =>
    tree.units.filter(({ parentCode }) => parentCode === parent).flatMap((unit) => [unit, ...below(unit.code)]);
  return below(null);
}

export function hasEnded({ validTo }: Pick<Unit, 'validTo'>, today: PlainDate): boolean {
  return validTo !== null && validTo <= today;
}

/** Whether it stands today: before its first day, standing, about to end, ended. */
export function standingBadge(unit: Unit, today: PlainDate, t: Translator): Badge {
  const { validFrom, validTo } = unit;
  if (validFrom > today)
    return { tone: 'neutral', shape: 'ring', text: t('units.from', { day: dayText(validFrom, t) }) };
  if (validTo === null) return { tone: 'ok', shape: 'tick', text: t('units.stands') };
  const text = t(hasEnded(unit, today) ? 'units.ended' : 'units.ends', { day: dayText(validTo, t) });
  return hasEnded(unit, today) ? { tone: 'neutral', shape: 'cross', text } : { tone: 'soon', shape: 'bars', text };
}
