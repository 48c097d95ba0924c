import { withoutPlumbing } from '../../platform/web/forms.js';
import type { VersionDraft } from '../../domain/procedure/version-faults.js';

/** Lists of a version, each a table of the form; the cells of a row in their order. */
export const VERSION_LISTS = {
  stages: ['unitCode', 'amount'],
  unitAdditions: ['unitCode', 'amount'],
  extraTimes: ['ground', 'maxAmount', 'grantedBy', 'paper'],
  documents: ['name', 'originals', 'certified', 'copies'],
} as const;

export type VersionList = keyof typeof VERSION_LISTS;
export const VERSION_LIST_NAMES = Object.keys(VERSION_LISTS) as readonly VersionList[];

/** A form as texts: its own fields by their names, and rows of its lists. */
export interface VersionTexts {
  readonly fields: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<VersionList, readonly Readonly<Record<string, string>>[]>>;
}

const COUNTS = ['originals', 'certified', 'copies'];

/** What somebody typed; rows without a word in them are none, and a count that is left empty is none. */
export function typedVersion(body: unknown): VersionTexts {
  const given = withoutPlumbing(body ?? {}) as Record<string, unknown>;
  const limit = (given['limit'] ?? {}) as Record<string, unknown>;
  const flat = Object.entries(given).filter(([, value]) => typeof value === 'string') as [string, string][];
  const nested = Object.entries(limit).filter(([, value]) => typeof value === 'string') as [string, string][];
  return {
    fields: Object.fromEntries([...flat, ...nested.map(([name, value]) => [`limit.${name}`, value] as const)]),
    lists: Object.fromEntries(
      VERSION_LIST_NAMES.map((name) => [name, rowsOf(given[name], name)]),
    ) as unknown as VersionTexts['lists'],
  };
}

function rowsOf(value: unknown, list: VersionList): Record<string, string>[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const cells = (one ?? {}) as Record<string, unknown>;
    const texts = VERSION_LISTS[list].map(
      (name) => [name, typeof cells[name] === 'string' ? cells[name].trim() : ''] as const,
    );
    return texts.every(([, text]) => text === '')
      ? []
      : [Object.fromEntries(texts.map(([name, text]) => [name, text === '' && COUNTS.includes(name) ? '0' : text]))];
  });
}

/** The same as the request class of a version reads it. */
export function versionRequest({ fields, lists }: VersionTexts): object {
  const { 'limit.amount': amount = '', 'limit.unit': unit = '', instant = 'false', ...rest } = fields;
  return { ...rest, instant, limit: { amount, unit }, ...lists };
}

/** A version as a form begins with it: the next one starts from the last. */
export function textsOfVersion(version: VersionDraft, validFrom: string): VersionTexts {
  const text = (value: string | number | null): string => (value === null ? '' : String(value));
  const { limit, stages, unitAdditions, extraTimes, documents } = version;
  return {
    fields: {
      validFrom,
      name: version.name,
      field: version.fieldCode,
      level: version.level,
      responsibleUnitCode: text(version.responsibleUnitCode),
      'limit.amount': text(limit.amount),
      'limit.unit': limit.unit,
      maxSupplements: text(version.maxSupplements),
      supplementDeadlineWd: text(version.supplementDeadlineWd),
      supplementMode: version.supplementMode,
      ...(version.instant && { instant: 'on' }),
      feeVnd: text(version.feeVnd),
      feeNote: text(version.feeNote),
      feeRule: text(version.feeRule),
      onlineLevel: version.onlineLevel,
      legalBasis: version.legalBasis,
      certainty: version.certainty,
      note: text(version.note),
    },
    lists: {
      stages: stages.map(({ unitCode, amount }) => ({ unitCode: text(unitCode), amount: text(amount) })),
      unitAdditions: unitAdditions.map(({ unitCode, amount }) => ({ unitCode, amount: text(amount) })),
      extraTimes: extraTimes.map((one) => ({ ...one, maxAmount: text(one.maxAmount) })),
      documents: documents.map(({ name, originals, certified, copies }) => ({
        ...{ name, originals: text(originals) },
        ...{ certified: text(certified), copies: text(copies) },
      })),
    },
  };
}
