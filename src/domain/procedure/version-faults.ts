import type { FieldError } from '../errors.js';
import type { ProcedureVersion } from './procedure-version.js';
import { MAX_AMOUNT, timeLimitFault } from './time-limit.js';

/** A version as somebody proposes it: it has no id yet, and its end is its own, not the next version's beginning. */
export type VersionDraft = Omit<ProcedureVersion, 'id' | 'fieldName'>;

/** `1.004884`; an agency suffix is not part of it (reference 5). */
export const PROCEDURE_CODE = /^\d\.\d{6}$/;
const CERTAINTY = /^[FKU]\/[FKU]$/;
const MOST_EXTRA = 60;
const MOST_LINES = 40;

/**
 * What is wrong with a version by itself, worded for the person who enters it; empty when nothing is. Whether its
 * units and field exist is asked elsewhere.
 *
 * Source: R4 (units and additions), R9 (extra times), R12 (supplements), R28 (stages sum to the limit).
 */
export function versionFaults(version: VersionDraft): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: keyof VersionDraft, message: string): void => void faults.push({ field, message });
  if (!PROCEDURE_CODE.test(version.procedureCode)) refuse('procedureCode', 'Phải có dạng 1.004884');
  if (!CERTAINTY.test(version.certainty)) refuse('certainty', 'Phải có dạng F/K: mã / thời hạn, mỗi phần F, K hoặc U');
  if (version.validTo !== null && version.validTo <= version.validFrom) refuse('validTo', 'Phải sau ngày bắt đầu');
  if (timeLimitFault(version.limit)) refuse('limit', limitWords(version));
  if (version.level === 'commune' && version.responsibleUnitCode !== null) {
    refuse('responsibleUnitCode', 'Thủ tục cấp xã do nơi tiếp nhận giải quyết: để trống');
  }
  if (version.level !== 'commune' && version.responsibleUnitCode === null) {
    refuse('responsibleUnitCode', 'Thủ tục cấp huyện cần cơ quan giải quyết');
  }
  faults.push(...listFaults(version), ...supplementFaults(version));
  if (!isWhole(version.feeVnd, 0, 1_000_000_000)) refuse('feeVnd', 'Phải là số đồng, từ 0');
  return faults;
}

function limitWords({ limit }: VersionDraft): string {
  return limit.unit === 'same_day' ? 'Trong ngày thì số là 0' : `Phải là số nguyên từ 1 đến ${MAX_AMOUNT[limit.unit]}`;
}

function listFaults({ limit, stages, unitAdditions, extraTimes, documents }: VersionDraft): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: keyof VersionDraft, message: string): void => void faults.push({ field, message });
  const budget = stages.reduce((sum, { amount }) => sum + amount, 0);
  if (stages.some(({ amount }) => !isWhole(amount, 1, MAX_AMOUNT[limit.unit]))) {
    refuse('stages', 'Thời hạn mỗi chặng phải từ 1; thủ tục trong ngày không chia chặng');
  } else if (stages.length > 0 && budget !== limit.amount) {
    refuse('stages', `Tổng các chặng là ${budget}, thời hạn là ${limit.amount}`);
  }
  if (unitAdditions.some(({ amount }) => !isWhole(amount, 1, MOST_EXTRA)) || limit.unit === 'same_day') {
    if (unitAdditions.length > 0) refuse('unitAdditions', `Thời gian cộng thêm phải từ 1 đến ${MOST_EXTRA}`);
  }
  if (hasRepeats(unitAdditions.map(({ unitCode }) => unitCode))) refuse('unitAdditions', 'Một đơn vị bị lặp');
  if (extraTimes.some(({ maxAmount }) => !isWhole(maxAmount, 1, MOST_EXTRA))) {
    refuse('extraTimes', `Thời gian thêm phải từ 1 đến ${MOST_EXTRA}`);
  }
  if (hasRepeats(extraTimes.map(({ ground }) => ground))) refuse('extraTimes', 'Một căn cứ bị lặp');
  const counts = documents.flatMap(({ originals, certified, copies }) => [originals, certified, copies]);
  if (counts.some((count) => !isWhole(count, 0, 99))) refuse('documents', 'Số bản phải từ 0 đến 99');
  for (const [field, list] of Object.entries({ stages, unitAdditions, extraTimes, documents })) {
    if (list.length > MOST_LINES) faults.push({ field, message: `Nhiều nhất ${MOST_LINES} dòng` });
  }
  return faults;
}

function supplementFaults({ maxSupplements, supplementDeadlineWd }: VersionDraft): FieldError[] {
  const faults: FieldError[] = [];
  if (!isWhole(maxSupplements, 0, 5)) faults.push({ field: 'maxSupplements', message: 'Phải từ 0 đến 5' });
  if (!isWhole(supplementDeadlineWd, 1, 30))
    faults.push({ field: 'supplementDeadlineWd', message: 'Phải từ 1 đến 30' });
  return faults;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function hasRepeats(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
