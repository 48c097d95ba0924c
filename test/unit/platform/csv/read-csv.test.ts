import { describe, expect, it, test } from '@jest/globals';
import { demandApplied, importReport } from '../../../../src/platform/csv/import-report.js';
import { MAX_CSV_CHARACTERS, MAX_CSV_ROWS, readCsv } from '../../../../src/platform/csv/read-csv.js';
import { RowReader } from '../../../../src/platform/csv/row-reader.js';

const columns = { required: ['a', 'b'], optional: ['c'] };

describe('a CSV file', () => {
  it('may begin with a byte order mark, end its lines as Windows does, and break lines inside quotes', () => {
    const { rows, rejected } = readCsv('\ufeffa,b\r\n1, hai \r\n\r\n3,"bốn,\r\n""năm"""\r\n5,6', columns);
    expect(rejected).toEqual([]);
    expect(rows).toEqual([
      { line: 2, values: { a: '1', b: 'hai', c: '' } },
      { line: 4, values: { a: '3', b: 'bốn,\n"năm"', c: '' } },
      { line: 6, values: { a: '5', b: '6', c: '' } },
    ]);
  });

  it('is read in Unicode form NFC, whatever the keyboard sent', () => {
    expect(readCsv('a,b\nPhường,x'.normalize('NFD'), columns).rows[0]?.values['a']).toBe('Phường'.normalize('NFC'));
  });

  test.each([
    [
      'nothing',
      '',
      [
        [1, 'a'],
        [1, 'b'],
      ],
    ],
    ['a missing column', 'a\n1', [[1, 'b']]],
    ['an unknown column', 'a,b,d\n1,2,3', [[1, 'd']]],
    ['a repeated column', 'a,b,a\n1,2,3', [[1, 'a']]],
    ['too few cells', 'a,b\n1,2\n3', [[3, '']]],
    ['too many cells', 'a,b\n1,2,3', [[2, '']]],
    ['an open quote', 'a,b\n1,"2\n', [[2, '']]],
  ])('with %s is told where', (_, text, where) => {
    expect(readCsv(text, columns).rejected.map(({ line, field }) => [line, field])).toEqual(where);
  });

  it('is bounded', () => {
    expect(() => readCsv('x'.repeat(MAX_CSV_CHARACTERS + 1), columns)).toThrow(
      expect.objectContaining({ code: 'request.too_large' }),
    );
    expect(() => readCsv(`a,b\n${'1,2\n'.repeat(MAX_CSV_ROWS + 1)}`, columns)).toThrow(
      expect.objectContaining({ code: 'request.too_large' }),
    );
    expect(readCsv(`a,b\n${'1,2\n'.repeat(MAX_CSV_ROWS)}`, columns).rows).toHaveLength(MAX_CSV_ROWS);
  });
});

describe('a cell', () => {
  const read = (value: string): RowReader => new RowReader({ line: 7, values: { a: value } });

  test.each<[string, string, (row: RowReader) => unknown, unknown]>([
    ['a day', '2023-05-08', (row) => row.day('a'), '2023-05-08'],
    ['no day', '', (row) => row.dayOrNull('a'), null],
    ['a number', '-12', (row) => row.integer('a', -12, 5), -12],
    ['yes', 'yes', (row) => row.yesOrNo('a'), true],
    ['one of a list', 'y', (row) => row.oneOf('a', ['x', 'y']), 'y'],
    ['nothing', '', (row) => row.textOrNull('a', 5), null],
  ])('holds %s', (_, value, take, wanted) => {
    const row = read(value);
    expect(take(row)).toBe(wanted);
    expect(row.faults).toEqual([]);
  });

  test.each<[string, string, (row: RowReader) => unknown]>([
    ['a day that does not exist', '2023-02-30', (row) => row.day('a')],
    ['a day written our way', '08/05/2023', (row) => row.day('a')],
    ['no day where one is needed', '', (row) => row.day('a')],
    ['a number too large', '6', (row) => row.integer('a', 0, 5)],
    ['half a number', '1.5', (row) => row.integer('a', 0, 5)],
    ['a number in words', 'năm', (row) => row.integer('a', 0, 5)],
    ['something outside the list', 'z', (row) => row.oneOf('a', ['x', 'y'])],
    ['a text too long', 'dài quá', (row) => row.text('a', 5)],
    ['a control character', 'a\u0007', (row) => row.text('a', 5)],
    ['a mark that turns the reading round', 'a\u202eb', (row) => row.text('a', 5)],
    ['nothing where a text is needed', '', (row) => row.text('a', 5)],
  ])('is refused with %s, once, by line and column', (_, value, take) => {
    const row = read(value);
    take(row);
    expect(row.faults).toEqual([{ line: 7, field: 'a', message: expect.any(String) }]);
  });
});

describe('a report', () => {
  it('counts rows, not faults, and a refused one becomes an error with its lines', () => {
    const rejected = [
      { line: 2, field: 'a', message: 'một' },
      { line: 2, field: 'b', message: 'hai' },
      { line: 4, field: '', message: 'ba' },
    ];
    const report = importReport(10, rejected, true);
    expect(report).toEqual({ rows: 10, accepted: 8, rejected, applied: false });
    expect(() => demandApplied(report)).toThrow(
      expect.objectContaining({
        code: 'import.rejected',
        facts: { rows: 10, rejected: 3 },
        errors: [
          { field: 'line 2, a', message: 'một' },
          { field: 'line 2, b', message: 'hai' },
          { field: 'line 4', message: 'ba' },
        ],
      }),
    );
    expect(demandApplied(importReport(1, [], true))).toMatchObject({ applied: true });
  });
});
