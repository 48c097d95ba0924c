import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { instant } from '../../../../src/domain/time/instant.js';
import { formWorkbook, type FormSheet } from '../../../../src/platform/spreadsheet/form-sheet.js';
import { ZipParts } from '../../../../src/platform/spreadsheet/zip-parts.js';

const SHEET: FormSheet = {
  name: 'Biểu',
  rows: [['TIÊU ĐỀ'], ['Nội dung', 'Điểm', 'Số', 'Tỷ lệ'], ['Chỉ số 1', 1.2, 1_745, 97.5]],
  widths: [40, 10, 10, 10],
  merges: [{ row: 0, col: 0, toRow: 0, toCol: 3 }],
  table: { from: 1, body: 2, to: 3 },
  bold: [0],
  shares: [3],
};

async function part(workbook: Buffer, name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'form-sheet-'));
  try {
    const path = join(folder, 'form.xlsx');
    writeFileSync(path, workbook);
    const parts = await ZipParts.open(path);
    const chunks: Buffer[] = [];
    for await (const chunk of parts.bytes(name)) chunks.push(chunk);
    parts.close();
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('shows points with their decimal, counts without one, shares with two', async () => {
  const workbook = await formWorkbook([SHEET], 'Biểu', instant('2023-06-16T08:00:00+07:00'));
  const [styles, sheet] = [await part(workbook, 'xl/styles.xml'), await part(workbook, 'xl/worksheets/sheet1.xml')];
  const codes = new Map(
    [...styles.matchAll(/numFmtId="(\d+)" formatCode="([^"]+)"/g)].map(([, id, code]) => [id, code]),
  );
  const formats = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*numFmtId="(\d+)"/g)].map(
    ([, id]) => id,
  );
  const shown = (cell: string): string | undefined => {
    const style = new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(sheet)?.[1];
    const id = formats[Number(style)];
    // 3 and 2 are built into every spreadsheet program.
    return codes.get(id) ?? { '3': '#,##0', '2': '0.00' }[String(id)];
  };
  expect([shown('B3'), shown('C3'), shown('D3')]).toEqual(['0.0#', '#,##0', '0.00']);
});

it('is the same to the byte for the same figures at the same moment', async () => {
  const at = instant('2023-06-16T08:00:00+07:00');
  expect(await formWorkbook([SHEET], 'Biểu', at)).toEqual(await formWorkbook([SHEET], 'Biểu', at));
});
