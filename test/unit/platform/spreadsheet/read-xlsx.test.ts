import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { toLocalIso } from '../../../../src/domain/time/instant.js';
import { withXlsx } from '../../../../src/platform/spreadsheet/read-xlsx.js';
import { serialInstant } from '../../../../src/platform/spreadsheet/serial-date.js';
import { MAX_CELL_CHARACTERS, type TableRow } from '../../../../src/platform/spreadsheet/table.js';
import { part, writeXlsx, writeZip, type Part, type Written } from '../../../support/xlsx.js';

let folder = '';
let files = 0;
const newFile = (): string => join(folder, `${String((files += 1))}.xlsx`);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dung-hen-xlsx-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(path: string, sheet: string | null = null): Promise<TableRow[]> {
  return withXlsx(path, sheet, async ({ rows }) => {
    const found: TableRow[] = [];
    for await (const row of rows) found.push(row);
    return found;
  });
}

async function readBack(...rows: Written[][]): Promise<TableRow[]> {
  const path = newFile();
  await writeXlsx(path, { sheets: [{ name: 'Sổ', rows }] });
  return read(path);
}

describe('cells', () => {
  test.each<[string, Written, string | number | null]>([
    ['a shared text', 'Nguyễn Văn Ẩn & Ơn <1>', 'Nguyễn Văn Ẩn & Ơn <1>'],
    ['a text in the cell', { inline: 'Đất đai' }, 'Đất đai'],
    ['runs of a rich text, without its reading', { rich: ['Hồ ', 'sơ'], reading: 'ho' }, 'Hồ sơ'],
    ['a number', 45_062.4375, 45_062.4375],
    ['a long number, to its last digit', 540_900_012_345, 540_900_012_345],
    ['what a formula came to, a text', { formula: 'A1&"x"', value: 'H45' }, 'H45'],
    ['what a formula came to, a number', { formula: '1+1', value: 2 }, 2],
    ['a truth', true, 'TRUE'],
    ['an error', { error: '#N/A' }, '#N/A'],
    ['nothing', null, null],
  ])('reads %s', async (_, written, expected) => {
    const [row] = await readBack([written, 'end']);
    expect(row).toEqual({ line: 1, cells: [expected, 'end'] });
  });

  it('cuts what is too long one character beyond, so that it can be told', async () => {
    const [row] = await readBack(['a'.repeat(MAX_CELL_CHARACTERS * 3)]);
    expect(row?.cells[0]).toBe('a'.repeat(MAX_CELL_CHARACTERS + 1));
  });

  it('keeps row numbers and leaves out empty rows', async () => {
    const rows = await readBack(['one'], [null, '  '], [], ['four']);
    expect(rows.map(({ line }) => line)).toEqual([1, 4]);
  });
});

describe('sheets', () => {
  it('takes the first that can be seen, or the one that is named', async () => {
    const path = newFile();
    const sheet = (name: string, hidden = false) => ({ name, hidden, rows: [[name]] });
    await writeXlsx(path, { sheets: [sheet('Ẩn', true), sheet('Sổ theo dõi'), sheet('Trễ hạn')] });
    expect((await read(path))[0]?.cells).toEqual(['Sổ theo dõi']);
    expect((await read(path, 'trễ hạn'))[0]?.cells).toEqual(['Trễ hạn']);
    await expect(read(path, 'khác')).rejects.toMatchObject({ fault: 'no_such_sheet' });
  });
});

describe('days as numbers', () => {
  test.each([
    [45_062.4375, 1900, '2023-05-16T10:30:00+07:00'],
    [45_062, 1900, '2023-05-16T00:00:00+07:00'],
    [43_600.4375, 1904, '2023-05-16T10:30:00+07:00'],
    [45_062.999_999_9, 1900, '2023-05-17T00:00:00+07:00'],
    [61, 1900, '1900-03-01T00:00:00+07:00'],
  ] as const)('%d from %d is %s', (serial, epoch, expected) => {
    const at = serialInstant(serial, epoch);
    expect(at === null ? null : toLocalIso(at)).toBe(expected);
  });

  test.each([60, 0, -3, 200_000, Number.NaN])('%d is no day', (serial) => {
    expect(serialInstant(serial, 1900)).toBeNull();
  });
});

const SHEET = 'xl/worksheets/sheet1.xml';
const HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';

/** A workbook whose only sheet is the given part. */
async function workbookWith(sheet: Part, ...more: Part[]): Promise<string> {
  const path = newFile();
  await writeZip(path, [
    part(
      '_rels/.rels',
      '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    part('xl/workbook.xml', '<workbook xmlns:r="x"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'),
    part(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="a" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
    ),
    sheet,
    ...more,
  ]);
  return path;
}

function* times(count: number, piece: string): Generator<string> {
  for (let i = 0; i < count; i += 1) yield piece;
}

describe('files that mean harm, or were broken', () => {
  const bomb = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  const inRow = (cells: string): string => `${HEAD}<row r="1">${cells}</row></sheetData></worksheet>`;
  test.each<[string, Part, string]>([
    ['entities that grow', part(SHEET, `${bomb}${inRow('<c><v>1</v></c>')}`), 'malformed'],
    ['an entity of its own', part(SHEET, inRow('<c t="str"><v>&b;</v></c>')), 'malformed'],
    ['XML that does not end', part(SHEET, `${HEAD}<row r="1"><c><v>1`), 'malformed'],
    ['tags that cross', part(SHEET, `${HEAD}<row><c></row></c>`), 'malformed'],
    [
      'a text without end',
      { name: SHEET, text: () => [HEAD, '<row><c t="str"><v>', ...times(100, 'a'.repeat(65_536))] },
      'too_large',
    ],
    [
      'CDATA without end',
      { name: SHEET, text: () => [HEAD, '<row><c t="str"><v><![CDATA[', ...times(100, '<'.repeat(65_536))] },
      'too_large',
    ],
    [
      'a comment without end',
      { name: SHEET, text: () => [HEAD, '<!--', ...times(100, '<'.repeat(65_536))] },
      'too_large',
    ],
    ['nesting without end', { name: SHEET, text: () => times(5_000, '<a>') }, 'malformed'],
    [
      'rows beyond number',
      { name: SHEET, text: () => [HEAD, ...times(200_002, '<row><c><v>1</v></c></row>')] },
      'too_large',
    ],
    ['columns beyond number', part(SHEET, inRow('<c r="CW1"><v>1</v></c>')), 'too_large'],
    ['rows in disorder', part(SHEET, `${HEAD}<row r="2"/><row r="1"/></sheetData></worksheet>`), 'malformed'],
    ['a cell before the last', part(SHEET, inRow('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>')), 'malformed'],
    ['a number that is none', part(SHEET, inRow('<c><v>1e999</v></c>')), 'malformed'],
    ['a shared text that is not there', part(SHEET, inRow('<c t="s"><v>7</v></c>')), 'malformed'],
    [
      'bytes that are no UTF-8',
      { name: SHEET, text: () => [Buffer.from(HEAD), Buffer.from([0xc3, 0x28])] },
      'not_utf8',
    ],
    ['more bytes than it claims', { name: SHEET, text: () => [HEAD, ...times(10, 'x')], claims: 5 }, 'malformed'],
    ['a claim beyond the limit', { name: SHEET, text: () => [HEAD], claims: 2_000_000_000 }, 'too_large'],
  ])('are refused: %s', async (_, sheet, fault) => {
    await expect(read(await workbookWith(sheet))).rejects.toMatchObject({ name: 'UnreadableFile', fault });
  });

  it('are refused: no workbook at all, half of one, one that was damaged, one part twice', async () => {
    const [text, half, twice, damaged] = [newFile(), newFile(), newFile(), newFile()];
    writeFileSync(text, 'Số hồ sơ;Chủ hồ sơ');
    await writeXlsx(half, { sheets: [{ name: 'S', rows: [['a']] }] });
    const bytes = readFileSync(half);
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    await writeZip(twice, [part('a.xml', '<a/>'), part('a.xml', '<a/>')]);
    await expect(read(text)).rejects.toMatchObject({ fault: 'not_a_spreadsheet' });
    await expect(read(half)).rejects.toMatchObject({ fault: 'not_a_spreadsheet' });
    await expect(read(twice)).rejects.toMatchObject({ fault: 'malformed' });
    const flipped = Buffer.from(bytes);
    const checksumAt = bytes.indexOf(Buffer.from('504b0102', 'hex')) + 16;
    flipped.writeUInt32LE((flipped.readUInt32LE(checksumAt) ^ 1) >>> 0, checksumAt);
    writeFileSync(damaged, flipped);
    await expect(read(damaged)).rejects.toMatchObject({ fault: 'malformed' });
  });
});
