import { describe, expect, test } from '@jest/globals';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { dossiersHref, type Figure } from '../../../src/reporting/dossier-links.js';

const TODAY = plainDate('2023-05-31');
const MAY = { unitCode: 'H45.20', from: plainDate('2023-05-01'), to: TODAY, row: null } as const;
const FINISHED = 'finishedFrom=2023-05-01&finishedTo=2023-05-31';

describe('the door behind a number', () => {
  test.each<[Figure['measure'], string]>([
    ['received', '/dossiers?responsible=H45.20&acceptedFrom=2023-05-01&acceptedTo=2023-05-31'],
    ['resolved', `/dossiers?responsible=H45.20&${FINISHED}`],
    ['early', `/dossiers?responsible=H45.20&timeliness=early&${FINISHED}`],
    ['onTime', `/dossiers?responsible=H45.20&timeliness=on_time&${FINISHED}`],
    ['late', `/dossiers?responsible=H45.20&timeliness=late&${FINISHED}`],
    ['inTime', '/dossiers?responsible=H45.20&timeliness=in_time'],
    ['overdue', '/dossiers?responsible=H45.20&timeliness=overdue'],
  ])('of %s opens %s', (measure, href) => {
    expect(dossiersHref({ ...MAY, measure }, TODAY)).toBe(href);
  });

  test.each<[NonNullable<Figure['row']>, string]>([
    [{ by: 'unit', key: 'H45.20.05' }, `/dossiers?responsible=H45.20.05&timeliness=late&${FINISHED}`],
    [
      { by: 'field', key: 'xây dựng' },
      `/dossiers?responsible=H45.20&field=x%C3%A2y+d%E1%BB%B1ng&timeliness=late&${FINISHED}`,
    ],
    [
      { by: 'procedure', key: '1.009994' },
      `/dossiers?responsible=H45.20&procedure=1.009994&timeliness=late&${FINISHED}`,
    ],
    [{ by: 'channel', key: 'online' }, `/dossiers?responsible=H45.20&channel=online&timeliness=late&${FINISHED}`],
    [{ by: 'month', key: '2023-05' }, `/dossiers?responsible=H45.20&timeliness=late&${FINISHED}`],
  ])('of the row %j narrows the list', (row, href) => {
    expect(dossiersHref({ ...MAY, measure: 'late', row }, TODAY)).toBe(href);
  });

  test.each<[Figure['measure'], string]>([
    ['inTime', 'inTimeOn=2023-05-31'],
    ['overdue', 'overdueOn=2023-05-31'],
    ['inProgress', 'openOn=2023-05-31'],
    ['carried', 'openOn=2023-04-30'],
  ])('of %s opens what stood so at the end of a day already past', (measure, day) => {
    const href = `/dossiers?responsible=H45.20&${day}&sort=accepted`;
    expect(dossiersHref({ ...MAY, measure }, plainDate('2023-06-01'))).toBe(href);
  });
});
