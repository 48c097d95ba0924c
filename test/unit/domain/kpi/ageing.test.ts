import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { AGE_BANDS, lateDaysOf } from '../../../../src/domain/kpi/ageing.js';
import { addDays, plainDate } from '../../../../src/domain/time/plain-date.js';

const TODAY = plainDate('2023-03-02');

describe('ageing of what is late', () => {
  test.each([
    [0, '2023-03-01', '2023-03-02'],
    [1, '2023-02-26', '2023-02-28'],
    [2, '2023-02-21', '2023-02-25'],
    [3, '2023-02-11', '2023-02-20'],
    [4, null, '2023-02-10'],
  ])('band %i became late between %s and %s', (band, since, until) => {
    expect(lateDaysOf(AGE_BANDS[band]!, TODAY)).toEqual({ since, until });
  });

  it('puts every late day into exactly one band', () => {
    fc.assert(
      fc.property(fc.nat(4_000), (ago) => {
        const day = addDays(TODAY, -ago);
        const bands = AGE_BANDS.filter((band) => {
          const { since, until } = lateDaysOf(band, TODAY);
          return day <= until && (since === null || day >= since);
        });
        expect(bands).toHaveLength(1);
      }),
    );
  });
});
