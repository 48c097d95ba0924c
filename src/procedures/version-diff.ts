import { diffText, fieldDiffs, type FieldDiff, type ImportDiff } from '../platform/csv/import-diff.js';
import type { VersionDraft } from '../domain/procedure/version-faults.js';
import type { StoredVersion } from './catalogue.js';

/** What a version is known by; its day stands beside it. */
const OTHERWISE_SAID: readonly string[] = ['id', 'procedureCode', 'validFrom', 'fieldName'];

type Texts = Record<string, string | null>;

/** What a version says, field by field, as a file of procedures would write it. */
function versionTexts(version: VersionDraft): Texts {
  const { limit, unitAdditions, stages, extraTimes, documents, ...rest } = version;
  const facts = Object.entries(rest).filter(([name]) => !OTHERWISE_SAID.includes(name));
  const list = (lines: readonly (readonly (string | number | null)[])[]): string | null =>
    lines.length === 0 ? null : lines.map((cells) => cells.map((cell) => cell ?? '@').join('; ')).join(' | ');
  return {
    ...Object.fromEntries(facts.map(([name, value]) => [name, diffText(value)])),
    limitAmount: String(limit.amount),
    limitUnit: limit.unit,
    unitAdditions: list(unitAdditions.map(({ unitCode, amount }) => [unitCode, amount])),
    stages: list(stages.map(({ unitCode, amount }) => [unitCode, amount])),
    extraTimes: list(
      extraTimes.map(({ ground, maxAmount, grantedBy, paper }) => [ground, maxAmount, grantedBy, paper]),
    ),
    documents: list(documents.map(({ name, originals, certified, copies }) => [name, originals, certified, copies])),
  };
}

/** What is otherwise in a version than in the one before it; without one, what it begins with. */
export function versionChanges(before: VersionDraft | null, after: VersionDraft): FieldDiff[] {
  return fieldDiffs(before && versionTexts(before), versionTexts(after));
}

/** A version of a file beside the one of the same day, else the last one before that day. */
export function versionDiff(stored: readonly StoredVersion[], version: StoredVersion): ImportDiff {
  const own = stored.filter(({ procedureCode }) => procedureCode === version.procedureCode);
  const earlier = own.filter(({ validFrom }) => validFrom <= version.validFrom).at(-1) ?? null;
  const closes = earlier !== null && earlier.validTo === null && version.validTo !== null;
  return {
    kind: earlier === null ? 'added' : closes ? 'closed' : 'changed',
    key: `${version.procedureCode} · ${version.validFrom}`,
    name: version.name,
    fields: versionChanges(earlier, version),
  };
}
