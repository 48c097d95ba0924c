import type { DocumentLine } from '../domain/dossier/receipt-facts.js';
import {
  EXTRA_TIME_GRANTERS,
  ONLINE_LEVELS,
  PROCEDURE_LEVELS,
  SUPPLEMENT_MODES,
  type ExtraTime,
  type Stage,
  type UnitAddition,
} from '../domain/procedure/procedure-version.js';
import { FEE_RULE } from '../domain/procedure/fee.js';
import { LIMIT_UNITS } from '../domain/procedure/time-limit.js';
import type { VersionDraft } from '../domain/procedure/version-faults.js';
import type { RowReader } from '../platform/csv/row-reader.js';

/** The unit that received the dossier, in a stage. */
const RECEIVING = '@';
const MOST_LIST = 4_000;

export const PROCEDURE_COLUMNS = [
  ...['code', 'validFrom', 'validTo', 'name', 'fieldCode', 'fieldName', 'level', 'responsibleUnitCode'],
  ...['limitAmount', 'limitUnit', 'unitAdditions', 'stages', 'extraTimes', 'documents'],
  ...['maxSupplements', 'supplementDeadlineWd', 'supplementMode', 'instant', 'feeVnd', 'feeNote'],
  ...['onlineLevel', 'legalBasis', 'certainty', 'note'],
];

/** How a fee is computed: left out in files from before it was written down. */
export const OPTIONAL_COLUMNS = ['feeRule'];

/**
 * A version from a row. Lists are written `a;b | c;d`: unitAdditions `unit;amount`, stages `unit;amount` (`@` is the
 * unit that received), extraTimes `ground;most;who grants;paper`, documents `name;originals;certified;copies`.
 */
export function readVersion(row: RowReader): VersionDraft {
  return {
    procedureCode: row.text('code', 20),
    validFrom: row.day('validFrom'),
    validTo: row.dayOrNull('validTo'),
    name: row.text('name', 300),
    fieldCode: row.text('fieldCode', 40),
    level: row.oneOf('level', PROCEDURE_LEVELS),
    responsibleUnitCode: row.textOrNull('responsibleUnitCode', 40),
    limit: { amount: row.integer('limitAmount', 0, 10_000), unit: row.oneOf('limitUnit', LIMIT_UNITS) },
    unitAdditions: list(row, 'unitAdditions', 2, readAddition),
    stages: list(row, 'stages', 2, readStage),
    extraTimes: list(row, 'extraTimes', 4, readExtraTime),
    documents: list(row, 'documents', 4, readDocument),
    maxSupplements: row.integer('maxSupplements', 0, 5),
    supplementDeadlineWd: row.integer('supplementDeadlineWd', 1, 30),
    supplementMode: row.oneOf('supplementMode', SUPPLEMENT_MODES),
    instant: row.yesOrNo('instant'),
    feeVnd: row.integer('feeVnd', 0, 1_000_000_000),
    feeNote: row.textOrNull('feeNote', 200),
    feeRule: feeRule(row),
    onlineLevel: row.oneOf('onlineLevel', ONLINE_LEVELS),
    legalBasis: row.text('legalBasis', 400),
    certainty: row.text('certainty', 3),
    note: row.textOrNull('note', 400),
  };
}

function feeRule(row: RowReader): string | null {
  const text = row.textOrNull('feeRule', 60);
  if (text !== null && !FEE_RULE.test(text))
    row.refuse('feeRule', 'Phải có dạng copy;10000 hoặc page;2000;2;1000;200000');
  return text;
}

function list<T>(row: RowReader, column: string, parts: number, read: (parts: readonly string[]) => T | null): T[] {
  const text = row.textOrNull(column, MOST_LIST);
  if (text === null) return [];
  return text.split('|').flatMap((piece) => {
    const cells = piece.split(';').map((cell) => cell.trim());
    const item = cells.length === parts && cells.every((cell) => cell !== '') ? read(cells) : null;
    if (item === null) row.refuse(column, `Không đọc được "${piece.trim().slice(0, 60)}"`);
    return item === null ? [] : [item];
  });
}

function readAddition([unitCode = '', amount = '']: readonly string[]): UnitAddition | null {
  return isCount(amount) ? { unitCode, amount: Number(amount) } : null;
}

function readStage([unitCode = '', amount = '']: readonly string[]): Stage | null {
  return isCount(amount) ? { unitCode: unitCode === RECEIVING ? null : unitCode, amount: Number(amount) } : null;
}

function readExtraTime([ground = '', most = '', granter = '', paper = '']: readonly string[]): ExtraTime | null {
  const grantedBy = EXTRA_TIME_GRANTERS.find((role) => role === granter);
  return isCount(most) && grantedBy ? { ground, maxAmount: Number(most), grantedBy, paper } : null;
}

function readDocument([name = '', ...counts]: readonly string[]): DocumentLine | null {
  if (!counts.every(isCount)) return null;
  const [originals = 0, certified = 0, copies = 0] = counts.map(Number);
  return { name, originals, certified, copies };
}

function isCount(text: string): boolean {
  return /^\d{1,4}$/.test(text);
}
