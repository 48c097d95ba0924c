import { describe, expect, it, test } from '@jest/globals';
import { csvTable } from '../../../src/platform/csv/stream-csv.js';
import { ndjsonRows } from '../../../src/platform/ndjson/read-ndjson.js';
import type { TableRow } from '../../../src/platform/spreadsheet/table.js';

/** The bytes in pieces of a size that breaks letters and line ends apart. */
async function* inPieces(bytes: Buffer, size = 3): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

async function csv(bytes: Buffer | string, size = 3): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of csvTable(() => inPieces(Buffer.from(bytes as string), size)).rows) rows.push(row);
  return rows;
}

describe('a CSV file, as a stream', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2'],
    ['tabs and CRLF', 'a\tb\r\n1\t2\r\n'],
    ['a byte order mark and empty lines', '\ufeffa,b\n\n  ,\n1,2\n'],
  ])('is read with %s', async (_, text) => {
    expect((await csv(text)).map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('knows on which line a row begins, also after line breaks inside quotes', async () => {
    const rows = await csv('Số;Chủ hồ sơ\r\n1;"Nguyễn\r\nVăn Ẩn"\r\n\r\n2;"a;b"\r\n');
    expect(rows).toEqual([
      { line: 1, cells: ['Số', 'Chủ hồ sơ'] },
      { line: 2, cells: ['1', 'Nguyễn\nVăn Ẩn'] },
      { line: 5, cells: ['2', 'a;b'] },
    ]);
  });

  it('reads the UTF-16 that Excel calls Unicode text', async () => {
    const rows = await csv(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Số\tTên\nĐ1\tẨn\n', 'utf16le')]));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Số', 'Tên'],
      ['Đ1', 'Ẩn'],
    ]);
  });

  test.each([
    ['an old encoding', Buffer.from([0x53, 0xf4, 0x20, 0x68, 0xe5, 0x0a]), 'not_utf8'],
    ['quotes that do not close', 'a,b\n"1,2\n3,4\n', 'malformed'],
    ['too many columns', `${','.repeat(100)}\n`, 'too_large'],
  ])('is refused for %s', async (_, bytes, fault) => {
    await expect(csv(bytes, 1000)).rejects.toMatchObject({ fault });
  });
});

describe('NDJSON, as a stream', () => {
  it('is an object a line; anything else is told by its line', async () => {
    const rows: unknown[] = [];
    const text = '{"a":"Ẩn"}\r\n\n[1]\nnot json\n{"b":2}';
    for await (const row of ndjsonRows(inPieces(Buffer.from(text)))) rows.push(row);
    expect(rows).toEqual([
      { line: 1, value: { a: 'Ẩn' } },
      { line: 3, value: null },
      { line: 4, value: null },
      { line: 5, value: { b: 2 } },
    ]);
  });

  it('is refused when a line does not end', async () => {
    const endless = ndjsonRows(inPieces(Buffer.alloc(300 * 1024, 'x'), 65_536));
    await expect(endless.next()).rejects.toMatchObject({ fault: 'too_large' });
  });
});
