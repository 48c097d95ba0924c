import type { PlainDate } from '../../domain/time/plain-date.js';
import { shortDate } from '../../platform/templates/vietnamese.js';

/** A number stays one in the workbook; a share is a percentage with two decimals, null where it divides by nothing. */
export type PrintedCell = string | number | null;

export interface PrintedTable {
  readonly title: string;
  /** how its columns share the sheet of paper; `figures`: a name, then numbers */
  readonly look: 'shares' | 'indices' | 'indicators' | 'figures';
  /** name of its sheet in the workbook, 31 characters at most */
  readonly sheet: string;
  /** widths in characters */
  readonly columns: readonly { readonly header: string; readonly width: number; readonly share?: boolean }[];
  readonly rows: readonly (readonly PrintedCell[])[];
  /** what the numbers are not, below the table */
  readonly notes: readonly string[];
}

/** A report as it is handed in: official, so in Vietnamese only. */
export interface PrintedReport {
  /** name of its files, without an ending */
  readonly file: string;
  readonly title: string;
  readonly unitName: string;
  /** the rule it follows, the period, up to when it is counted */
  readonly heads: readonly string[];
  readonly tables: readonly PrintedTable[];
}

export function periodLine({ code, from, to }: { code: string; from: PlainDate; to: PlainDate }): string {
  return `Kỳ báo cáo: ${code} (Từ ngày ${shortDate(from)} đến ngày ${shortDate(to)})`;
}
