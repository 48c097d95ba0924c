import { Injectable } from '@nestjs/common';
import type { RegisterRow } from '../../domain/dossier/register-row.js';
import { addDays, localDate, plainDate, startOfDay, yearOf, type PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { writeInstant } from '../../platform/database/instant-column.js';
import { Transactor } from '../../platform/database/transactor.js';
import { Keys } from '../../platform/keys/keys.js';
import { RegisterRepository, type RegisterRange } from '../papers/register.repository.js';
import { registerNote } from '../papers/register.view.js';
import { ExportFiles } from './export-files.js';
import { EXPORT_START, type ExportPlace, type RegisterExport } from './register-export.js';
import { RegisterExportsRepository } from './register-exports.repository.js';

/** Rows read at once: between two reads others get their turn. */
const BATCH = 500;
/** Days counted at once, for the same reason. */
const COUNTED_DAYS = 31;

/** A desk's register of one year, as far as it was asked for. */
interface Book extends RegisterRange {
  readonly yearBegins: RegisterRange['from'];
}

/** A line as it is kept until the workbook is written: number, code, …, days as text. */
export type ExportLine = readonly (string | number | null)[];

/** Reads the rows of an export into a file of lines, in steps that a crash cannot lose or double. */
@Injectable()
export class RegisterGathering {
  constructor(
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly registers: RegisterRepository,
    private readonly exports: RegisterExportsRepository,
    private readonly files: ExportFiles,
    private readonly keys: Keys,
  ) {}

  /** How many rows there are. The register grows meanwhile: it is for the bar that shows how far it is. */
  async count(one: RegisterExport): Promise<number> {
    let total = 0;
    for (const book of booksOf(one)) total += await this.countOf(book);
    await this.transactor.run((tx) => this.exports.counted(tx, one.id, total));
    return total;
  }

  /** Begins anew when this machine has not the rows that the record speaks of. */
  async resumed(one: RegisterExport): Promise<RegisterExport | null> {
    if (await this.files.hasRows(one.id, one.bytes)) return one;
    return this.advance(one, { rows: 0, bytes: 0, place: EXPORT_START });
  }

  /** @returns how it stands after the next rows; null when it was stopped; the same when there are no more */
  async step(one: RegisterExport): Promise<RegisterExport | null> {
    const books = booksOf(one);
    let place = one.place;
    for (let book = books[place.book]; book; book = books[place.book]) {
      const found = await this.registers.rows(book, place.after, BATCH);
      const last = found.at(-1);
      if (last) {
        const serial = place.serial ?? (await this.firstSerial(book));
        const after = { at: writeInstant(last.listedAt) as string, id: last.id };
        const more = found.length === BATCH;
        const next = more ? { book: place.book, after, serial: serial + found.length } : nextBook(place);
        return this.write(one, found, { place: next, serial, unitCode: book.unitCode });
      }
      place = nextBook(place);
    }
    return place.book === one.place.book ? one : this.advance(one, { rows: one.rows, bytes: one.bytes, place });
  }

  private async write(
    one: RegisterExport,
    found: readonly RegisterRow[],
    { place, serial, unitCode }: { readonly place: ExportPlace; readonly serial: number; readonly unitCode: string },
  ): Promise<RegisterExport | null> {
    const phones = one.phones
      ? await this.registers.phones(
          this.database,
          found.map(({ id }) => id),
        )
      : null;
    const lines = found.map((row, index) => {
      const sealed = phones?.get(row.id);
      const phone = phones ? (sealed === undefined ? null : this.keys.decrypt(sealed)) : row.phone;
      return JSON.stringify(lineOf({ ...row, phone }, serial + index, unitCode));
    });
    const bytes = await this.files.append(one.id, one.bytes, lines);
    return this.advance(one, { rows: one.rows + lines.length, bytes, place });
  }

  private async advance(
    one: RegisterExport,
    gathered: Pick<RegisterExport, 'rows' | 'bytes' | 'place'>,
  ): Promise<RegisterExport | null> {
    const goesOn = await this.transactor.run((tx) => this.exports.progress(tx, one, gathered));
    return goesOn ? { ...one, ...gathered } : null;
  }

  /** Numbers go on from the first of January, wherever the export begins. */
  private async firstSerial({ yearBegins, from, unitCode }: Book): Promise<number> {
    return 1 + (await this.countOf({ unitCode, from: yearBegins, until: from }));
  }

  private async countOf({ unitCode, from, until }: RegisterRange): Promise<number> {
    let n = 0;
    for (let begin = from; begin < until;) {
      const next = startOfDay(addDays(localDate(begin), COUNTED_DAYS));
      const end = next < until ? next : until;
      n += await this.registers.countBefore({ unitCode, from: begin, until: end }, null);
      begin = end;
    }
    return n;
  }
}

function nextBook({ book }: ExportPlace): ExportPlace {
  return { ...EXPORT_START, book: book + 1 };
}

/** Desk by desk, year by year: the numbers of a book begin anew each year. */
function booksOf({ unitCodes, from, to }: RegisterExport): Book[] {
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, i) => yearOf(from) + i);
  return unitCodes.flatMap((unitCode) =>
    years.map((year) => {
      const [first, last] = [plainDate(`${String(year)}-01-01`), plainDate(`${String(year)}-12-31`)];
      return {
        unitCode,
        yearBegins: startOfDay(first),
        from: startOfDay(from > first ? from : first),
        until: startOfDay(addDays(to < last ? to : last, 1)),
      };
    }),
  );
}

function lineOf(row: RegisterRow, serial: number, unitCode: string): ExportLine {
  const day = (at: RegisterRow['returnedAt']): PlainDate | null => (at === null ? null : localDate(at));
  const { code, content, copies, name, address, phone } = row;
  const days = [day(row.acceptedAt), day(row.dueAt), day(row.returnedAt)];
  return [serial, code, content, copies, name, address, phone, ...days, registerNote(row), unitCode];
}
