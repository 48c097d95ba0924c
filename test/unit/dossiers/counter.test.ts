import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../src/domain/errors.js';
import { toLocalIso } from '../../../src/domain/time/instant.js';
import type { PlainDate } from '../../../src/domain/time/plain-date.js';
import { shelfAfter } from '../../../src/dossiers/counter/results.view.js';
import { citizenOf } from '../../../src/dossiers/counter/instant-citizen.js';
import { readPaperLine, type TypedPaperLine } from '../../../src/dossiers/paper-sessions/paper-line.js';

const CARD = '054090001234|221234567|Nguyễn Thị Ánh|01021990|Nữ|Xuân Phú, Sông Cầu, Phú Yên|15062021';
const MONDAY = '2023-05-15' as PlainDate;

function faults(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.errors.map(({ field, message }) => `${field} ${message}`);
    throw error;
  }
  return [];
}

describe('the place after a place', () => {
  it.each([
    ['B12', 'B13'],
    ['Tủ 09', 'Tủ 10'],
    ['A99', 'A100'],
    ['7', '8'],
    ['Tủ giữa', null],
  ])('%s is followed by %s', (last, next) => {
    expect(shelfAfter(last)).toBe(next);
  });
});

describe('who is served', () => {
  const counts = { copies: 1 };
  it('is who is typed, who a card names, or who mended the name of a card', () => {
    expect(citizenOf({ ...counts, name: 'Lê An' })).toMatchObject({ name: 'Lê An', idNumber: null, address: null });
    expect(citizenOf({ ...counts, name: CARD })).toMatchObject({ name: 'Nguyễn Thị Ánh', idNumber: '054090001234' });
    const bare = CARD.replace('Nguyễn Thị Ánh', 'NGUYN TH NH');
    expect(citizenOf({ ...counts, card: bare, name: 'Nguyễn Thị Ánh' })).toMatchObject({ idNumber: '054090001234' });
    expect(faults(() => citizenOf({ ...counts, card: bare }))).toEqual(['name counter.name_bare']);
    expect(citizenOf({ ...counts, card: bare, nameChecked: true })).toMatchObject({ name: 'Nguyn Th Nh' });
    expect(faults(() => citizenOf(counts))).toEqual(['name counter.name_missing']);
  });
  it('asks nothing of a name that somebody typed', () => {
    expect(citizenOf({ ...counts, name: 'John Smith' })).toMatchObject({ name: 'John Smith' });
  });
});

describe('a line of a paper book', () => {
  const line = (changes: Partial<TypedPaperLine>): TypedPaperLine => ({
    serial: '38',
    at: '8:20',
    procedure: '1.001612 Đăng ký',
    name: 'Lê Thị Cúc',
    due: '19/5',
    given: false,
    ...changes,
  });
  it('is read as it was meant', () => {
    const read = readPaperLine(line({}), MONDAY);
    expect(read).toMatchObject({ serial: 38, procedureCode: '1.001612', name: 'Lê Thị Cúc' });
    expect([read.acceptedAt, read.dueAt!].map(toLocalIso)).toEqual(['2023-05-15T08:20:00+07:00', '2023-05-19T17:00:00+07:00']); // prettier-ignore
    const next = readPaperLine(line({ at: '8:20 16/5', due: '', given: true }), MONDAY);
    expect([toLocalIso(next.acceptedAt), next.dueAt]).toEqual(['2023-05-16T08:20:00+07:00', null]);
    const turned = readPaperLine(line({ at: '9h 29/12/2023', due: '3/1' }), MONDAY);
    expect(toLocalIso(turned.dueAt!)).toBe('2024-01-03T17:00:00+07:00');
  });
  it.each([
    [{ serial: '0' }, 'serial outage.serial_wrong'],
    [{ serial: '123456' }, 'serial outage.serial_wrong'],
    [{ at: '16/5' }, 'at outage.at_wrong'],
    [{ procedure: 'khai sinh' }, 'procedure outage.procedure_wrong'],
    [{ name: 'A' }, 'name outage.name_wrong'],
    [{ due: '16:00' }, 'due outage.due_wrong'],
    [{ due: '' }, 'due outage.due_missing'],
    [{ given: true }, 'due outage.due_given'],
  ])('is refused for %j', (changes, fault) => {
    expect(faults(() => readPaperLine(line(changes), MONDAY))).toEqual([fault]);
  });
});
