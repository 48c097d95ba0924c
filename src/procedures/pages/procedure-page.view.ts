import { certaintyBadge } from '../../calendar/certainty.view.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { Translator } from '../../platform/templates/i18n.js';
import type { Badge, Fact } from '../../platform/templates/page-parts.js';
import { dayText } from '../../platform/templates/page-words.js';
import { versionChanges } from '../version-diff.js';
import { feeText, limitText } from '../limit-and-fee.view.js';

/** GET /procedures/{code}. Template pages/procedures/show. */
export interface ProcedurePageView {
  readonly code: string;
  readonly name: string;
  readonly certainty: Badge;
  readonly newHref: string | null;
  readonly facts: readonly Fact[];
  readonly stages: readonly string[];
  readonly extraTimes: readonly string[];
  readonly additions: readonly string[];
  readonly documents: readonly { readonly name: string; readonly counts: string }[];
  readonly versions: readonly VersionLine[];
}

interface VersionLine {
  readonly when: string;
  readonly state: Badge;
  readonly first: boolean;
  readonly fields: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
}

export interface ProcedurePageFacts {
  /** oldest first, each ended where the next begins */
  readonly versions: readonly ProcedureVersion[];
  readonly today: PlainDate;
  readonly mayKeep: boolean;
  readonly unitName: (code: string) => string;
}

/** The version of today; before the first or after the last, the one nearest. */
function shownVersion(versions: readonly ProcedureVersion[], today: PlainDate): ProcedureVersion | undefined {
  return versions.filter(({ validFrom }) => validFrom <= today).at(-1) ?? versions[0];
}

export function procedurePageView(facts: ProcedurePageFacts, t: Translator): ProcedurePageView | null {
  const { versions, today, mayKeep, unitName } = facts;
  const shown = shownVersion(versions, today);
  if (!shown) return null;
  const amount = (count: number): string =>
    limitText(
      shown.limit.unit === 'same_day' ? { amount: count, unit: 'working_day' } : { ...shown.limit, amount: count },
      t,
    );
  const lines = versions.map((version, i) => versionLine(version, versions[i - 1] ?? null, today, t));
  return {
    code: shown.procedureCode,
    name: shown.name,
    certainty: certaintyBadge(shown.certainty, t),
    newHref: mayKeep ? `/procedures/${shown.procedureCode}/versions/new` : null,
    facts: factsOf(shown, unitName, t),
    stages: shown.stages.map(
      ({ unitCode, amount: n }) =>
        `${unitCode === null ? t('procedures.receiving') : unitName(unitCode)}: ${amount(n)}`,
    ),
    extraTimes: shown.extraTimes.map((one) =>
      t('procedures.extra', {
        ...{ ground: one.ground, most: amount(one.maxAmount) },
        ...{ who: t(`role.${one.grantedBy}`), paper: one.paper },
      }),
    ),
    additions: shown.unitAdditions.map(({ unitCode, amount: n }) => `${unitName(unitCode)}: + ${amount(n)}`),
    documents: shown.documents.map(({ name, originals, certified, copies }) => ({
      name,
      counts: t('procedures.counts', { originals, certified, copies }),
    })),
    versions: lines.reverse(),
  };
}

function factsOf(version: ProcedureVersion, unitName: (code: string) => string, t: Translator): Fact[] {
  const said = (name: string, value: string, hint: string | null = null): Fact => ({
    label: t(`procedures.f.${name}`),
    value,
    href: null,
    hint,
  });
  const { responsibleUnitCode: unit, maxSupplements, supplementDeadlineWd, supplementMode } = version;
  const supplements = t('procedures.supplements', { most: maxSupplements, days: supplementDeadlineWd });
  return [
    said('code', version.procedureCode),
    said('field', version.fieldName),
    said('level', t(`ref.level.${version.level}`)),
    said('responsibleUnitCode', unit === null ? t('procedures.no_unit') : unitName(unit)),
    said('limitAmount', limitText(version.limit, t)),
    said('maxSupplements', supplements, t(`procedures.mode.${supplementMode}`)),
    said('feeVnd', feeText(version, t), version.feeVnd === 0 ? null : version.feeNote),
    said('instant', t(version.instant ? 'units.yes' : 'units.no')),
    said('onlineLevel', t(`ref.online.${version.onlineLevel}`)),
    said('legalBasis', version.legalBasis),
    ...(version.note === null ? [] : [said('note', version.note)]),
  ];
}

function versionLine(
  version: ProcedureVersion,
  before: ProcedureVersion | null,
  today: PlainDate,
  t: Translator,
): VersionLine {
  const { validFrom, validTo } = version;
  const fields = before === null ? [] : versionChanges({ ...before, validTo: null }, { ...version, validTo: null });
  return {
    when:
      validTo === null
        ? t('procedures.since', { from: dayText(validFrom, t) })
        : t('procedures.between', { from: dayText(validFrom, t), to: dayText(validTo, t) }),
    state: stateBadge(version, today, t),
    first: before === null,
    fields: fields.map(({ field: name, ...values }) => ({ field: t(`procedures.f.${name}`), ...values })),
  };
}

function stateBadge({ validFrom, validTo }: ProcedureVersion, today: PlainDate, t: Translator): Badge {
  if (validFrom > today) return { tone: 'soon', shape: 'ring', text: t('procedures.to_come') };
  if (validTo !== null && validTo <= today) return { tone: 'neutral', shape: 'cross', text: t('procedures.past') };
  return { tone: 'ok', shape: 'tick', text: t('procedures.in_force') };
}
