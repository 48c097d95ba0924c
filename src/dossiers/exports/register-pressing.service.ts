import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { xlsxStream, type SheetCell, type SheetColumn } from '../../platform/spreadsheet/write-xlsx.js';
import { UnitsService } from '../../units/units.service.js';
import { ExportFiles } from './export-files.js';
import { ExportMails } from './export-mails.js';
import { expiryOf, type ExportFault, type RegisterExport } from './register-export.js';
import { RegisterExportsRepository } from './register-exports.repository.js';
import type { ExportLine } from './register-gathering.service.js';

/** The columns of form 06, and whose book it is. Source: TT 01/2018 form 06 (reference 2.2). */
const COLUMNS: readonly SheetColumn[] = [
  { header: 'STT', width: 8 },
  { header: 'Mã hồ sơ', width: 26 },
  { header: 'Nội dung hồ sơ', width: 60 },
  { header: 'Số lượng (bộ)', width: 12 },
  { header: 'Họ tên chủ hồ sơ', width: 28 },
  { header: 'Địa chỉ chủ hồ sơ', width: 40 },
  { header: 'Số điện thoại', width: 16 },
  { header: 'Ngày nhận hồ sơ', width: 14, days: true },
  { header: 'Ngày hẹn trả kết quả', width: 14, days: true },
  { header: 'Ngày nhận kết quả', width: 14, days: true },
  { header: 'Ghi chú', width: 24 },
  { header: 'Nơi tiếp nhận', width: 36 },
];
const DAY_COLUMNS = COLUMNS.map(({ days }) => days === true);
const UNIT_COLUMN = COLUMNS.length - 1;
/** Rows written between two looks at whether somebody stopped it. */
const LOOK = 5_000;

/** Somebody stopped it while it was being written. */
class Stopped extends Error {}

/** Makes a workbook of gathered rows, and ends exports. */
@Injectable()
export class RegisterPressing {
  constructor(
    private readonly transactor: Transactor,
    private readonly exports: RegisterExportsRepository,
    private readonly files: ExportFiles,
    private readonly units: UnitsService,
    private readonly mails: ExportMails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The rows go when the workbook is on record: a crash before that makes it again. */
  async press(one: RegisterExport): Promise<void> {
    try {
      const fileBytes = await this.files.keep(one.id, xlsxStream('Sổ theo dõi', COLUMNS, this.rows(one)));
      const mail = await this.mails.prepared(one);
      const endedAt = this.clock.now();
      const end = { state: 'ready', fault: null, fileBytes, endedAt, expiresAt: expiryOf(one, endedAt) } as const;
      const ended = await this.transactor.run(async (tx) => {
        const first = await this.exports.end(tx, one.id, ['waiting'], end);
        if (first && mail) await this.mails.queue(tx, mail, endedAt);
        return first;
      });
      if (ended) await this.files.forgetRows(one.id);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  /** What is there stays, so that it can go on; for as long as a workbook would be kept. */
  async fail(one: RegisterExport, fault: ExportFault): Promise<void> {
    const endedAt = this.clock.now();
    const end = { state: 'failed', fault, fileBytes: null, endedAt, expiresAt: expiryOf(one, endedAt) } as const;
    await this.transactor.run((tx) => this.exports.end(tx, one.id, ['waiting'], end));
  }

  private async *rows(one: RegisterExport): AsyncGenerator<SheetCell[]> {
    const tree = await this.units.tree();
    const names = new Map(one.unitCodes.map((code) => [code, tree.find(code)?.name ?? code]));
    let written = 0;
    for await (const text of this.files.rows(one.id, one.bytes)) {
      yield cellsOf(JSON.parse(text) as ExportLine, names);
      written += 1;
      if (written % LOOK !== 0) continue;
      if ((await this.exports.find(one.id))?.state !== 'waiting') throw new Stopped();
      await breathe();
    }
    if (written !== one.rows) throw new Error(`${String(written)} rows are here of ${String(one.rows)}`);
  }
}

function cellsOf(line: ExportLine, names: ReadonlyMap<string, string>): SheetCell[] {
  return line.map((value, column) => {
    if (column === UNIT_COLUMN) return names.get(String(value)) ?? value;
    return DAY_COLUMNS[column] === true && typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : value;
  });
}
