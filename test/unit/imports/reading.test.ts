import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { toLocalIso } from '../../../src/domain/time/instant.js';
import { givenSerial } from '../../../src/dossiers/replay/given-serial.js';
import { atTime, DateFormat, readMoment } from '../../../src/platform/spreadsheet/date-text.js';
import { worded } from '../../../src/imports/finding.js';
import { FINDING_WORDS, type FindingCode } from '../../../src/imports/finding-words.js';
import { filledOf, HeadingFinder } from '../../../src/platform/spreadsheet/heading.js';
import { mappingFault, readyMapping, REQUIRED_TARGETS, type Mapping } from '../../../src/imports/mapping.js';
import { tidyIdNumber, tidyPhone } from '../../../src/imports/row-checks.js';
import type { Cell } from '../../../src/platform/spreadsheet/table.js';

const shipped = JSON.parse(
  readFileSync(new URL('../../../data/mappings/one-stop-register.json', import.meta.url), 'utf8'),
) as Mapping;
const ready = readyMapping(shipped);

describe('a date in a cell', () => {
  test.each<[Cell, string]>([
    ['17/05/2023 08:30', '2023-05-17T08:30:00+07:00'],
    ['7/5/2023', '2023-05-07T07:30:00+07:00'],
    ['17/05/2023  08:30:15', '2023-05-17T08:30:15+07:00'],
    ['08:30 17/05/2023', '2023-05-17T08:30:00+07:00'],
    ['17-05-2023', '2023-05-17T07:30:00+07:00'],
    ['2023-05-17', '2023-05-17T07:30:00+07:00'],
    ['2023-05-17T01:30:00Z', '2023-05-17T08:30:00+07:00'],
    [45_063.354_166_666_7, '2023-05-17T08:30:00+07:00'],
    [45_063, '2023-05-17T07:30:00+07:00'],
  ])('%p is %s; a day alone begins at half past seven', (cell, expected) => {
    const found = readMoment(cell, ready.formats, 1900);
    expect(found && toLocalIso(atTime(found, ready.minutes.accepted))).toBe(expected);
  });

  test.each<[Cell]>([
    ['31/02/2023'],
    ['17/13/2023'],
    ['17/05/23'],
    ['17/05/2023 24:00'],
    ['hôm qua'],
    [''],
    [12],
    [null],
  ])('%p is none', (cell) => {
    expect(readMoment(cell, ready.formats, 1900)).toBeNull();
  });

  test.each(['dd/MM', 'dd/MM/yyyy mm', 'dd/MM/yyyy dd', 'D/M/Y', 'dd/MM/yyyy HH:mm:xx', ''])(
    '%p is no format',
    (text) => {
      expect(DateFormat.of(text)).toBeNull();
    },
  );
});

describe('headings', () => {
  const row = (...cells: Cell[]) => ({ line: 1, cells });

  it('are found below title and letterhead, whatever their accents, case and marks', () => {
    const finder = new HeadingFinder(ready.headings, REQUIRED_TARGETS);
    expect(finder.look(row('SỔ THEO DÕI HỒ SƠ'))).toBeNull();
    expect(finder.look(row('Số hồ sơ', 'Chủ hồ sơ'))).toBeNull();
    expect(finder.stillMissing).toEqual(['procedure', 'acceptedAt']);
    const heading = finder.look(row('STT', 'SỐ HỒ SƠ (*)', 'Thủ  tục:', 'chu ho so', null, 'Ngày\ntiếp nhận'));
    expect([...(heading?.columns ?? [])]).toEqual([
      ['code', 1],
      ['procedure', 2],
      ['applicantName', 3],
      ['acceptedAt', 5],
    ]);
    if (!heading) throw new Error('a heading was found');
    expect(filledOf(REQUIRED_TARGETS, heading, row(1, 'H45.20-230508-0001', 'Khai sinh', 'Ẩn'))).toBe(3);
    expect(filledOf(REQUIRED_TARGETS, heading, row('II', null, 'Lĩnh vực đất đai'))).toBe(1);
  });

  it('are given up after so many rows without', () => {
    const finder = new HeadingFinder(ready.headings, REQUIRED_TARGETS);
    for (let i = 0; i < 40; i += 1) finder.look(row('x'));
    expect(finder.hasGivenUp).toBe(true);
  });
});

describe('the shipped mapping', () => {
  it('has no fault, and knows the ten national labels', () => {
    expect(mappingFault(shipped)).toBeNull();
    const national = [
      ...['Mới đăng ký', 'Được tiếp nhận', 'Không được tiếp nhận', 'Đang xử lý', 'Yêu cầu bổ sung giấy tờ'],
      ...['Yêu cầu thực hiện nghĩa vụ tài chính', 'Công dân yêu cầu rút hồ sơ', 'Dừng xử lý', 'Đã xử lý xong'],
      'Đã trả kết quả',
    ];
    const known = new Set(shipped.values.filter(({ target }) => target === 'status').flatMap(({ from }) => from));
    expect(national.filter((label) => !known.has(label))).toEqual([]);
  });
});

describe('numbers that a spreadsheet has touched', () => {
  test.each([
    [tidyPhone, '+84 905.123.456', false, '0905123456'],
    [tidyPhone, '905123456', true, '0905123456'],
    [tidyPhone, '905123456', false, '905123456'],
    [tidyIdNumber, '54090001234', true, '054090001234'],
    [tidyIdNumber, '54090001234', false, '54090001234'],
    [tidyIdNumber, 'b1234567', false, 'B1234567'],
  ] as const)('%p(%p, %p) is %p', (tidy, text, wasNumber, expected) => {
    expect(tidy(text, wasNumber)).toBe(expected);
  });
});

test.each([
  ['H45.20-230508-0017', { unitCode: 'H45.20', scope: 'dossier:H45.20:230508', serial: 17 }],
  ['H45.20.21-230508-12345', { unitCode: 'H45.20.21', scope: 'dossier:H45.20.21:230508', serial: 12_345 }],
  ['H45.20-230231-0001', null],
  ['000.20.45.H45-230508-0001', null],
])('the code %s lifts %p', (code, expected) => {
  expect(givenSerial(code)).toEqual(expected);
});

it('says every finding in two languages, with the same facts', () => {
  const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
  for (const [code, [vi, en]] of Object.entries(FINDING_WORDS)) {
    expect([code, holes(vi)]).toEqual([code, holes(en)]);
    const facts = Object.fromEntries(holes(vi).map((name) => [name, 'X']));
    const said = worded({ severity: 'defect', code: code as FindingCode, field: 'f', facts });
    expect(`${said.vi}${said.en}`).not.toMatch(/[{}…]/);
  }
});
