import type { OnlineLevel } from '../procedure/procedure-version.js';

/** The order in which they are shown: what can be done wholly online first. */
export const LEVELS_SHOWN: readonly OnlineLevel[] = ['full', 'partial', 'none'];

export interface OfferedProcedure {
  readonly procedureCode: string;
  readonly fieldCode: string;
  readonly onlineLevel: OnlineLevel;
}

export interface FiledProcedure {
  readonly procedureCode: string;
  readonly channel: string;
  readonly received: number;
}

export interface PlannedNumber {
  readonly fieldCode: string;
  readonly onlineLevel: OnlineLevel;
  readonly planned: number;
}

export interface ProcedureNumbers {
  /** in force on the last day */
  readonly procedures: number;
  /** null: nobody has planned a number */
  readonly planned: number | null;
  /** of the procedures, with at least one dossier in the period, and with one that was filed online */
  readonly filed: number;
  readonly filedOnline: number;
  /** dossiers */
  readonly received: number;
  readonly receivedOnline: number;
}

export interface ProcedureRow extends ProcedureNumbers {
  readonly fieldCode: string;
  readonly onlineLevel: OnlineLevel;
}

export interface ProcedureCounts {
  /** by field, then by level; none that is empty and unplanned */
  readonly rows: readonly ProcedureRow[];
  readonly byLevel: readonly (ProcedureNumbers & { readonly onlineLevel: OnlineLevel })[];
  readonly total: ProcedureNumbers;
  /** dossiers of what is no more in force on the last day: in no row, and not lost */
  readonly elsewhere: number;
}

/** How many procedures there are against the plan, and how many of them anybody has used. */
export function countProcedures(
  offered: readonly OfferedProcedure[],
  filed: readonly FiledProcedure[],
  plans: readonly PlannedNumber[],
): ProcedureCounts {
  const used = new Map<string, { received: number; online: number }>();
  for (const { procedureCode, channel, received } of filed) {
    const sum = used.get(procedureCode) ?? { received: 0, online: 0 };
    const online = channel === 'online' ? received : 0;
    used.set(procedureCode, { received: sum.received + received, online: sum.online + online });
  }
  const known = new Set(offered.map(({ procedureCode }) => procedureCode));
  const fields = [...new Set([...offered, ...plans].map(({ fieldCode }) => fieldCode))].sort();
  const rows = fields
    .flatMap((fieldCode) => LEVELS_SHOWN.map((onlineLevel) => ({ fieldCode, onlineLevel })))
    .map(({ fieldCode, onlineLevel }) => {
      const own = offered.filter((one) => one.fieldCode === fieldCode && one.onlineLevel === onlineLevel);
      const plan = plans.find((one) => one.fieldCode === fieldCode && one.onlineLevel === onlineLevel);
      const sums = own.map(({ procedureCode }) => used.get(procedureCode) ?? { received: 0, online: 0 });
      return {
        ...{ fieldCode, onlineLevel, procedures: own.length, planned: plan?.planned ?? null },
        filed: sums.filter(({ received }) => received > 0).length,
        filedOnline: sums.filter(({ online }) => online > 0).length,
        received: sums.reduce((sum, { received }) => sum + received, 0),
        receivedOnline: sums.reduce((sum, { online }) => sum + online, 0),
      };
    })
    .filter(({ procedures, planned }) => procedures > 0 || planned !== null);
  return {
    rows,
    byLevel: LEVELS_SHOWN.map((level) => ({ onlineLevel: level, ...sumOf(rows.filter((row) => row.onlineLevel === level)) })), // prettier-ignore
    total: sumOf(rows),
    elsewhere: filed.filter(({ procedureCode }) => !known.has(procedureCode)).reduce((sum, { received }) => sum + received, 0), // prettier-ignore
  };
}

function sumOf(rows: readonly ProcedureRow[]): ProcedureNumbers {
  const sum = (of: (row: ProcedureRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    procedures: sum(({ procedures }) => procedures),
    planned: rows.some(({ planned }) => planned !== null) ? sum(({ planned }) => planned ?? 0) : null,
    filed: sum(({ filed }) => filed),
    filedOnline: sum(({ filedOnline }) => filedOnline),
    received: sum(({ received }) => received),
    receivedOnline: sum(({ receivedOnline }) => receivedOnline),
  };
}
