import { isPlainDate, type PlainDate } from '../../domain/time/plain-date.js';
import type { CsvRow } from './read-csv.js';
import type { RejectedRow } from './import-report.js';

/** Control characters, and marks that turn the reading direction: they hide what a line really says. */
const INVISIBLE = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const WHOLE_NUMBER = /^-?\d{1,12}$/;

/**
 * Reads the cells of one row and gathers what is wrong with them, so that a person is told everything at once.
 * A faulty cell answers a harmless value; look at `faults` before using the row.
 */
export class RowReader {
  readonly faults: RejectedRow[] = [];

  constructor(private readonly row: CsvRow) {}

  /** @param most characters */
  text(name: string, most: number): string {
    const value = this.cell(name, most);
    if (value === '') this.refuse(name, 'Không được để trống');
    return value;
  }

  textOrNull(name: string, most: number): string | null {
    return this.cell(name, most) || null;
  }

  matching(name: string, pattern: RegExp, says: string): string {
    const value = this.text(name, 400);
    if (value !== '' && !pattern.test(value)) this.refuse(name, says);
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly [T, ...T[]]): T {
    const value = this.text(name, 400);
    const found = values.find((known) => known === value);
    if (value !== '' && found === undefined) this.refuse(name, `Phải là một trong: ${values.join(', ')}`);
    return found ?? values[0];
  }

  integer(name: string, least: number, most: number): number {
    const value = this.text(name, 400);
    const number = WHOLE_NUMBER.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    if (value !== '') this.refuse(name, `Phải là số nguyên từ ${least} đến ${most}`);
    return least;
  }

  yesOrNo(name: string): boolean {
    return this.oneOf(name, ['no', 'yes']) === 'yes';
  }

  day(name: string): PlainDate {
    return this.dayOrNull(name) ?? this.missingDay(name);
  }

  dayOrNull(name: string): PlainDate | null {
    const value = this.cell(name, 400);
    if (value === '') return null;
    if (isPlainDate(value)) return value;
    this.refuse(name, 'Phải là ngày có thật, dạng NNNN-TT-NN, ví dụ 2023-05-08');
    return '1900-01-01' as PlainDate;
  }

  refuse(field: string, message: string): void {
    this.faults.push({ line: this.row.line, field, message });
  }

  private missingDay(name: string): PlainDate {
    this.refuse(name, 'Không được để trống');
    return '1900-01-01' as PlainDate;
  }

  private cell(name: string, most: number): string {
    const value = this.row.values[name] ?? '';
    if (value.length > most) this.refuse(name, `Dài quá ${most} ký tự`);
    if (INVISIBLE.test(value)) this.refuse(name, 'Có ký tự điều khiển');
    return value;
  }
}
