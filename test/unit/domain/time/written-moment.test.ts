import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant, toLocalIso } from '../../../../src/domain/time/instant.js';
import type { PlainDate } from '../../../../src/domain/time/plain-date.js';
import { momentWritten, readWrittenMoment } from '../../../../src/domain/time/written-moment.js';

const FROM = '2023-05-15' as PlainDate;

describe('a moment written by hand', () => {
  it.each([
    ['8:20', null, 500],
    ['08:20', null, 500],
    ['8h20', null, 500],
    ['8g20', null, 500],
    ['8.20', null, 500],
    ['0820', null, 500],
    ['820', null, 500],
    ['8h', null, 480],
    ['8', null, 480],
    ['23:59', null, 1439],
    ['0:00', null, 0],
    ['19/5', '2023-05-19', null],
    ['19-05-2023', '2023-05-19', null],
    ['19/5/23', '2023-05-19', null],
    ['15/5', '2023-05-15', null],
    ['14/5', '2024-05-14', null],
    ['2/1', '2024-01-02', null],
    ['16:00 19/5', '2023-05-19', 960],
    ['19/5, 16h', '2023-05-19', 960],
  ])('reads %s', (text, day, minute) => {
    expect(readWrittenMoment(text, FROM)).toEqual({ day, minute });
  });

  it.each([
    '',
    ' ',
    '24:00',
    '8:60',
    '31/2',
    '32/5',
    '0/5',
    '5/13',
    '19/5/2023 20/5',
    '8:20 9:30',
    'mai',
    '8:20 19/5 x',
    '1/2/3/4',
  ])('does not read %s', (text) => {
    expect(readWrittenMoment(text, FROM)).toBeNull();
  });

  it('takes what was left out from its surroundings, in local time', () => {
    const at = momentWritten({ day: null, minute: 500 }, FROM, 0);
    expect(toLocalIso(at)).toBe('2023-05-15T08:20:00+07:00');
    expect(momentWritten({ day: '2023-05-19' as PlainDate, minute: null }, FROM, 1020)).toBe(instant('2023-05-19T17:00:00+07:00')); // prettier-ignore
  });

  it('never guesses at anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        const read = readWrittenMoment(text, FROM);
        if (read === null) return;
        expect(read.day !== null || read.minute !== null).toBe(true);
        expect(/^[\d\s,:hg./-]+$/i.test(text)).toBe(true);
      }),
    );
  });
});
