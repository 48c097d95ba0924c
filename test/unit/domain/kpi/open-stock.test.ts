import { describe, expect, it } from '@jest/globals';
import { dueDayOf, stockMovements, stockOf, type Standing } from '../../../../src/domain/kpi/open-stock.js';
import { instant } from '../../../../src/domain/time/instant.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';

const open: Standing = {
  status: 'processing',
  voidedAt: null,
  responsibleUnitCode: 'U',
  acceptedDay: plainDate('2023-05-15'),
  currentDueAt: instant('2023-05-17T17:00:00+07:00'),
  lateFrom: instant('2023-05-18T07:30:00+07:00'),
  settlement: null,
};
const stands = { unitCode: 'U', dueDay: '2023-05-17', lateDay: '2023-05-18' };

describe('a promise', () => {
  it.each([
    ['2023-05-17T17:00:00+07:00', '2023-05-17'],
    ['2023-05-18T00:00:00+07:00', '2023-05-17'],
    ['2023-05-18T00:00:00.001+07:00', '2023-05-18'],
    ['2023-05-17T00:00:00+07:00', '2023-05-16'],
  ])('of %s is for %s', (at, day) => {
    expect(dueDayOf(instant(at))).toBe(day);
  });
});

describe('in the stock of open dossiers', () => {
  it.each<[string, Partial<Standing>]>([
    ['what is settled', { status: 'returned', settlement: {} }],
    ['what was entered by mistake', { voidedAt: instant('2023-05-16T08:00:00+07:00') }],
    ['what was only filed', { status: 'submitted', acceptedDay: null }],
    ['what was refused at the counter', { status: 'rejected' }],
  ])('%s does not stand', (_, over) => {
    expect(stockOf({ ...open, ...over })).toBeNull();
    expect(stockMovements(null, { ...open, ...over })).toEqual([]);
  });

  it.each<[string, Partial<Standing>, object]>([
    ['waiting for the citizen it cannot become late', { lateFrom: null }, { lateDay: '' }],
    [
      'while nothing is promised it is due on no day',
      { currentDueAt: null, lateFrom: null },
      { dueDay: '', lateDay: '' },
    ],
  ])('%s', (_, over, where) => {
    expect(stockOf({ ...open, ...over })).toEqual({ ...stands, ...where });
  });

  it('a dossier is put where it stands, moved, and taken away', () => {
    const later = { ...open, currentDueAt: instant('2023-05-22T17:00:00+07:00') };
    expect(stockMovements(null, open)).toEqual([{ ...stands, dossiers: 1 }]);
    expect(stockMovements(open, { ...open, status: 'awaiting_payment' })).toEqual([]);
    expect(stockMovements(open, later)).toEqual([
      { ...stands, dossiers: -1 },
      { ...stands, dueDay: '2023-05-22', dossiers: 1 },
    ]);
    expect(stockMovements(open, { ...open, settlement: {} })).toEqual([{ ...stands, dossiers: -1 }]);
  });
});
