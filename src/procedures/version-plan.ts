import { versionFaults, type VersionDraft } from '../domain/procedure/version-faults.js';
import type { FieldError } from '../domain/errors.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { StoredVersion } from './catalogue.js';

/** What a draft is judged against. */
export interface Ground {
  readonly stored: readonly StoredVersion[];
  readonly unitCodes: ReadonlySet<string>;
  readonly fieldCodes: ReadonlySet<string>;
  readonly today: PlainDate;
}

/**
 * What is wrong with adding this version; empty when nothing is. What a day was promised under is not rewritten:
 * a version that has begun stays as it is, a new one of a known procedure begins after today or before all others.
 */
export function draftFaults(draft: VersionDraft, { stored, unitCodes, fieldCodes, today }: Ground): FieldError[] {
  const faults = versionFaults(draft);
  const named = [...draft.stages, ...draft.unitAdditions].map(({ unitCode }) => unitCode);
  const unknown = [...named, draft.responsibleUnitCode].filter((code) => code !== null && !unitCodes.has(code));
  for (const code of new Set(unknown)) faults.push({ field: 'units', message: `Không có đơn vị ${code ?? ''}` });
  if (!fieldCodes.has(draft.fieldCode)) faults.push({ field: 'fieldCode', message: 'Không có lĩnh vực này' });
  const own = stored.filter(({ procedureCode }) => procedureCode === draft.procedureCode);
  const before = own.find(({ validFrom }) => validFrom === draft.validFrom);
  const first = own[0]?.validFrom;
  if (before ? !sameVersion(before, draft) && before.validFrom <= today : mayNotBegin(draft.validFrom, first, today)) {
    const message = before ? 'Bản này đã áp dụng, không sửa được: thêm bản mới' : 'Bản mới bắt đầu từ ngày mai trở đi';
    faults.push({ field: 'validFrom', message });
  }
  return faults;
}

function mayNotBegin(day: PlainDate, first: PlainDate | undefined, today: PlainDate): boolean {
  return first !== undefined && day <= today && day > first;
}

/**
 * A version that says nothing yet of how its fee is computed, and is otherwise what the file says: it was loaded before
 * that was written down. A unit that decided otherwise has another version, or another rule.
 */
export function lacksFeeRule(stored: StoredVersion, draft: VersionDraft): boolean {
  return stored.feeRule === null && draft.feeRule !== null && sameVersion(stored, draft);
}

/** How a fee is computed is written down since later: a version from before says nothing of it, and is the same. */
export function sameVersion(stored: StoredVersion, draft: VersionDraft): boolean {
  return (Object.keys(draft) as (keyof VersionDraft)[]).every(
    (key) =>
      JSON.stringify(stored[key]) === JSON.stringify(draft[key]) || (key === 'feeRule' && stored.feeRule === null),
  );
}
