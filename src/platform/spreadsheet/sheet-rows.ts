import type { SharedStrings } from './shared-strings.js';
import { bounded, isEmptyRow, MAX_COLUMNS, MAX_ROWS, UnreadableFile, type Cell, type TableRow } from './table.js';
import { readXml, type XmlHandler } from './xml-reader.js';

const LETTER_A = 65;
const MAX_SHEET_ROWS = 1_048_576;

/** The rows of one sheet, as they arrive. @throws UnreadableFile */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  part: string,
  strings: SharedStrings,
): AsyncGenerator<TableRow> {
  let count = 0;
  for await (const row of readXml(bytes, part, new SheetReader(part, strings))) {
    count += 1;
    if (count > MAX_ROWS + 1) throw new UnreadableFile('too_large', `${String(MAX_ROWS)} rows`);
    yield row;
  }
}

/** Turns the elements of a sheet into rows. A formula counts by the value it had when the file was written. */
class SheetReader implements XmlHandler<TableRow> {
  private done: TableRow[] = [];
  private line = 0;
  private cells: Cell[] = [];
  private column = -1;
  private type = 'n';
  private value = '';
  private inValue = false;
  private inReading = false;

  constructor(
    private readonly part: string,
    private readonly strings: SharedStrings,
  ) {}

  take(): readonly TableRow[] {
    const rows = this.done;
    this.done = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.beginRow(attributes['r']);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'rPh') this.inReading = true;
    else if (name === 'v' || (name === 't' && !this.inReading)) this.inValue = true;
  }

  text(text: string): void {
    if (this.inValue) this.value = bounded(this.value + text);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'rPh') this.inReading = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
  }

  private beginRow(given: string | undefined): void {
    const line = given === undefined ? this.line + 1 : Number(given);
    if (!Number.isInteger(line) || line <= this.line || line > MAX_SHEET_ROWS) throw this.malformed('a row number');
    this.line = line;
    this.cells = [];
    this.column = -1;
  }

  private beginCell({ r, t }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.column + 1 : columnOf(r);
    if (column === null || column <= this.column) throw this.malformed('a cell reference');
    this.column = column;
    this.type = t ?? 'n';
    this.value = '';
  }

  private endCell(): void {
    if (this.value === '') return;
    if (this.column >= MAX_COLUMNS) {
      if (this.value.trim() === '') return;
      throw new UnreadableFile('too_large', `${String(MAX_COLUMNS)} columns`);
    }
    while (this.cells.length < this.column) this.cells.push(null);
    this.cells.push(this.cell());
  }

  private cell(): Cell {
    switch (this.type) {
      case 's': {
        const text = this.strings.at(Number(this.value));
        if (text === null) throw this.malformed('a text that is not there');
        return text;
      }
      case 'n': {
        const number = Number(this.value);
        if (!Number.isFinite(number)) throw this.malformed('a number');
        return number;
      }
      case 'b':
        return this.value === '1' ? 'TRUE' : 'FALSE';
      default:
        return this.value;
    }
  }

  private endRow(): void {
    if (!isEmptyRow(this.cells)) this.done.push({ line: this.line, cells: this.cells });
  }

  private malformed(what: string): UnreadableFile {
    return new UnreadableFile('malformed', `${this.part}, row ${String(this.line)}: ${what}`);
  }
}

/** `C5` → 2; null when it is no reference. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - LETTER_A + 1);
  return column - 1;
}
