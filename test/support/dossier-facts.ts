import { openTailStatements, tailStatements } from '../../src/counting/tail.js';
import type { DossierStatus } from '../../src/domain/dossier/status.js';
import { movementsOf, type Countable } from '../../src/domain/kpi/movements.js';
import { stockMovements, type Standing } from '../../src/domain/kpi/open-stock.js';
import type { CountedDossier } from '../../src/domain/kpi/population.js';
import type { OnlineLevel, ProcedureVersion } from '../../src/domain/procedure/procedure-version.js';
import type { Instant } from '../../src/domain/time/instant.js';
import { atMinute, localDate, plainDate, startOfDay } from '../../src/domain/time/plain-date.js';
import { writeInstant } from '../../src/platform/database/instant-column.js';
import { insert, type Statement, type Tx } from '../../src/platform/database/sql.js';
import { fillLists } from './dossier-lists.js';

/** What figures look at, and nothing else: written straight into the table, past the acts that guard it. */
export interface FactRow extends CountedDossier {
  readonly code: string;
  readonly responsibleUnitCode: string;
  readonly fieldCode: string;
  readonly procedureCode: string;
  readonly channel: 'counter' | 'online' | 'postal';
  readonly instant: boolean;
  readonly limitUnit: 'working_day' | 'calendar_day' | 'working_hour' | 'same_day';
  readonly settledBy: string | null;
  readonly status?: string;
  readonly voidedAt?: Instant;
  readonly currentDueAt?: Instant;
  /** where it was received; the responsible unit unless said */
  readonly unitCode?: string;
  readonly holderUnitCode?: string;
  readonly holderUsername?: string;
  /** `none` unless said */
  readonly onlineLevel?: OnlineLevel;
}

/** What of a version a test is about. */
export type VersionChange = Partial<Pick<ProcedureVersion, 'onlineLevel' | 'level' | 'responsibleUnitCode'>>;

/** Units by code and parent, fields by code, procedures by code and field: just enough to point at. */
export interface FactWorld {
  readonly units: readonly (readonly [code: string, parent: string | null])[];
  readonly procedures: readonly (readonly [code: string, field: string, over?: VersionChange])[];
}

export async function insertFactWorld(tx: Tx, { units, procedures }: FactWorld): Promise<void> {
  const statements = [
    ...units.map(([code, parent]) => insert('unit', unitRow(code, parent))),
    ...[...new Set(procedures.map(([, field]) => field))].map((code) =>
      insert('field', { code, name: `Lĩnh vực ${code}` }),
    ),
    ...procedures.map(([code]) => insert('procedure', { code })),
    ...procedures.map(([code, field, over]) => insert('procedure_version', { ...versionRow(code, field), ...over })),
  ];
  await insertAll(tx, statements);
}

/** @param alone without what the acts would have written besides: lists, and what they post for the figures */
export async function insertFacts(tx: Tx, rows: readonly FactRow[], { alone = false } = {}): Promise<void> {
  await insertAll(
    tx,
    rows.flatMap((row) => [
      insert('dossier', dossierRow(row)),
      ...(alone ? [] : posted(row.code, 1, null, countable(row))),
    ]),
  );
  if (!alone) await fillLists(tx);
}

/** What an act would have posted for the figures. */
export function posted(code: string, seq: number, before: Counted | null, after: Counted): Statement[] {
  return [
    ...tailStatements(code, seq, movementsOf(before, after)),
    ...openTailStatements(code, seq, stockMovements(before, after)),
  ];
}

type Counted = Countable & Standing;

/** As the figures see it. */
export function countable(row: FactRow): Counted {
  const { finishedDay, timeliness, ending, outcome, settledBy } = row;
  const settled = finishedDay !== null && timeliness !== null && ending !== null && settledBy !== null;
  return {
    ...row,
    status: statusOf(row) as DossierStatus,
    voidedAt: row.voidedAt ?? null,
    currentDueAt: dueOf(row),
    onlineLevel: row.onlineLevel ?? 'none',
    limit: { unit: row.limitUnit },
    acceptedDay: isAccepted(row) ? row.acceptedDay : null,
    settlement: settled ? { finishedDay, timeliness, ending, outcome, settledBy } : null,
  };
}

function dueOf({ currentDueAt, lateFrom, acceptedDay }: FactRow): Instant {
  return currentDueAt ?? lateFrom ?? startOfDay(acceptedDay);
}

function isAccepted({ status }: FactRow): boolean {
  return status !== 'submitted' && status !== 'rejected';
}

/** One after another: later rows point at earlier ones. */
async function insertAll(tx: Tx, statements: readonly Statement[]): Promise<void> {
  for (const { sql, params } of statements) await tx.execute(sql, params);
}

function unitRow(code: string, parentCode: string | null) {
  return {
    code,
    parentCode,
    kind: parentCode === null ? 'town' : 'division',
    name: `Đơn vị ${code}`,
    shortName: code,
    place: 'Sông Cầu',
    address: null,
    phone: null,
    hotline: null,
    letterheadSuperior: null,
    letterheadAgency: `ĐƠN VỊ ${code}`,
    signerTitle: 'TRƯỞNG PHÒNG',
    signerAuthority: null,
    signerName: null,
    hasDesk: true,
    deskUnitCode: null,
    certainty: 'F',
    validFrom: '2000-01-01',
    validTo: null,
  };
}

function versionRow(procedureCode: string, fieldCode: string) {
  return {
    id: `v-${procedureCode}`,
    procedureCode,
    validFrom: '2000-01-01',
    validTo: null,
    name: `Thủ tục ${procedureCode}`,
    fieldCode,
    level: 'both',
    responsibleUnitCode: null,
    limitAmount: 5,
    limitUnit: 'working_day',
    unitAdditions: '[]',
    stages: '[]',
    extraTimes: '[]',
    documents: '[]',
    maxSupplements: 1,
    supplementDeadlineWd: 3,
    supplementMode: 'restart',
    instant: false,
    feeVnd: 0,
    feeNote: null,
    feeRule: null,
    onlineLevel: 'none',
    legalBasis: 'TEST',
    certainty: 'F/F',
    note: null,
  };
}

/** The row of the dossier, for whoever writes many at once or changes some columns. */
export function dossierRow(row: FactRow) {
  const acceptedAt = isAccepted(row) ? writeInstant(atMinute(row.acceptedDay, 480)) : null;
  const heldSince = writeInstant(atMinute(row.acceptedDay, 480));
  const due = writeInstant(dueOf(row));
  const finishedAt = row.finishedDay === null ? null : writeInstant(atMinute(row.finishedDay, 600));
  return {
    ...identity(row),
    status: statusOf(row),
    acceptedAt,
    acceptedDay: isAccepted(row) ? row.acceptedDay : null,
    startsAt: acceptedAt,
    originalDueAt: due,
    statutoryDueAt: due,
    currentDueAt: due,
    provisional: false,
    lateFrom: writeInstant(row.lateFrom),
    lateFromDay: row.lateFromDay,
    breachNoted: false,
    finishedAt,
    finishedDay: row.finishedDay,
    timeliness: row.timeliness,
    daysLate: row.timeliness === null ? null : 0,
    ending: row.ending,
    outcome: row.outcome,
    settledBy: row.settledBy,
    voidedAt: writeInstant(row.voidedAt ?? null),
    heldSince,
    lastEventAt: heldSince,
    eventSeq: 1,
    chainHash: '0'.repeat(64),
    version: 1,
  };
}

function identity(row: FactRow) {
  return {
    id: row.code,
    code: row.code,
    channel: row.channel,
    instant: row.instant,
    assisted: false,
    unitCode: row.unitCode ?? row.responsibleUnitCode,
    responsibleUnitCode: row.responsibleUnitCode,
    procedureCode: row.procedureCode,
    procedureVersionId: `v-${row.procedureCode}`,
    fieldCode: row.fieldCode,
    onlineLevel: row.onlineLevel ?? 'none',
    limitAmount: row.limitUnit === 'same_day' ? 0 : 5,
    limitUnit: row.limitUnit,
    dayZero: 'receipt',
    feeVnd: 0,
    copies: 1,
    documents: '[]',
    resultVia: 'desk',
    holderUnitCode: row.holderUnitCode ?? row.responsibleUnitCode,
    holderUsername: row.holderUsername ?? null,
    trackingSerial: 1,
  };
}

function statusOf({ status, finishedDay, ending, lateFrom }: FactRow): string {
  if (status !== undefined) return status;
  if (finishedDay !== null) return ending === null || ending === 'completed' ? 'completed' : ending;
  return lateFrom === null ? 'awaiting_supplement' : 'processing';
}

/** An open dossier of a plain procedure, late from `lateFrom` on; overridden as the test needs. */
export function openFact(code: string, lateFrom: Instant, over: Partial<FactRow> = {}): FactRow {
  return {
    code,
    responsibleUnitCode: 'T.1',
    fieldCode: 'xd',
    procedureCode: 'P1',
    channel: 'counter',
    instant: false,
    limitUnit: 'working_day',
    acceptedDay: plainDate('2023-01-03'),
    finishedDay: null,
    timeliness: null,
    ending: null,
    outcome: null,
    lateFrom,
    lateFromDay: localDate(lateFrom),
    settledBy: null,
    ...over,
  };
}
