import type { ProcedureVersion } from '../domain/procedure/procedure-version.js';
import type { VersionDraft } from '../domain/procedure/version-faults.js';
import type { VersionRequest } from './procedures.dto.js';

/** A version as the API says it: `field` is the code of the field. */
export interface VersionView extends Omit<ProcedureVersion, 'procedureCode' | 'fieldCode'> {
  readonly code: string;
  readonly field: string;
}

/** `GET /procedures/{code}`. */
export interface ProcedureView {
  readonly code: string;
  /** the version of today; null when none is in force */
  readonly inForce: VersionView | null;
  /** oldest first, the one in force among them */
  readonly versions: readonly VersionView[];
}

export function versionView({ procedureCode, fieldCode, ...version }: ProcedureVersion): VersionView {
  return { code: procedureCode, field: fieldCode, ...version };
}

/** What a request asks for; lists left out are empty, in the order of keys in which they are stored. */
export function versionDraft(procedureCode: string, request: VersionRequest): VersionDraft {
  const { field, limit, unitAdditions = [], stages = [], extraTimes = [], documents = [], ...rest } = request;
  return {
    ...rest,
    procedureCode,
    fieldCode: field,
    validTo: rest.validTo ?? null,
    responsibleUnitCode: rest.responsibleUnitCode ?? null,
    feeNote: rest.feeNote ?? null,
    feeRule: rest.feeRule ?? null,
    note: rest.note ?? null,
    limit: { amount: limit.amount, unit: limit.unit },
    unitAdditions: unitAdditions.map(({ unitCode, amount }) => ({ unitCode, amount })),
    stages: stages.map(({ unitCode, amount }) => ({ unitCode: unitCode ?? null, amount })),
    extraTimes: extraTimes.map(({ ground, maxAmount, grantedBy, paper }) => ({ ground, maxAmount, grantedBy, paper })),
    documents: documents.map(({ name, originals, certified, copies }) => ({ name, originals, certified, copies })),
  };
}
