import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dayDefect,
  hasEventGap,
  isDoubtfulPair,
  stageMinutes,
  type DatedDossier,
} from '../../../../src/domain/kpi/data-quality.js';
import { instant, MINUTE, type Instant } from '../../../../src/domain/time/instant.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';

const TODAY = plainDate('2023-05-20');
const SOUND: DatedDossier = {
  status: 'processing',
  acceptedDay: plainDate('2023-05-15'),
  finishedDay: null,
  lateFrom: instant('2023-05-23T00:00:00+07:00'),
};

describe('days of a dossier', () => {
  test.each<[string, Partial<DatedDossier>, ReturnType<typeof dayDefect>]>([
    ['in order', {}, null],
    ['running without a due date', { lateFrom: null }, 'no_due'],
    ['waiting for the citizen needs none', { lateFrom: null, status: 'awaiting_supplement' }, null],
    ['withdrawn while it waited needs none', { lateFrom: null, status: 'withdrawn', finishedDay: TODAY }, null],
    ['finished the day it came', { finishedDay: plainDate('2023-05-15') }, null],
    ['finished the day before', { finishedDay: plainDate('2023-05-14') }, 'finished_before_received'],
    ['received today', { acceptedDay: TODAY }, null],
    ['received tomorrow', { acceptedDay: plainDate('2023-05-21') }, 'received_in_future'],
  ])('%s', (_, dossier, defect) => {
    expect(dayDefect({ ...SOUND, ...dossier }, TODAY)).toBe(defect);
  });
});

describe('the history of a dossier', () => {
  test.each([
    ['whole', { eventSeq: 4, events: 4, lastSeq: 4 }, false],
    ['one missing in the middle', { eventSeq: 4, events: 3, lastSeq: 4 }, true],
    ['the last one missing', { eventSeq: 4, events: 3, lastSeq: 3 }, true],
    ['one more than the dossier knows', { eventSeq: 3, events: 4, lastSeq: 4 }, true],
    ['none', { eventSeq: 1, events: 0, lastSeq: 0 }, true],
  ])('%s', (_, history, gap) => {
    expect(hasEventGap(history)).toBe(gap);
  });
});

describe('the stages of a dossier', () => {
  const START = instant('2023-05-15T08:00:00+07:00');
  const moment = (minutes: number): Instant => (START + minutes * MINUTE) as Instant;
  /** Round the clock: what the stages add up to does not depend on hours. */
  const always = { workingMinutesBetween: (from: Instant, to: Instant) => Math.max(0, (to - from) / MINUTE) };

  it('add up when each was taken after the one before', () => {
    const steps = fc.array(fc.nat(500), { maxLength: 8 });
    fc.assert(
      fc.property(steps, fc.nat(500), (gaps, rest) => {
        let at = 0;
        const takenAt = gaps.map((gap) => moment((at += gap)));
        const { stages, total } = stageMinutes({ acceptedAt: START, finishedAt: moment(at + rest), takenAt }, always);
        expect(stages).toBe(total);
      }),
    );
  });

  test.each([
    ['taken before it was handed on', [200, 100]],
    ['taken before it came', [-10]],
    ['taken after it was finished', [900]],
  ])('do not add up when %s', (_, taken) => {
    const held = { acceptedAt: START, finishedAt: moment(600), takenAt: taken.map(moment) };
    const { stages, total } = stageMinutes(held, always);
    expect(stages).toBeGreaterThan(total);
  });
});

describe('two people of the register', () => {
  const AN = 'Nguyễn Văn Ẩn';
  test.each([
    ['one paper, one name', { sameId: true, samePhone: false, name: AN, otherName: 'NGUYỄN  VĂN ẨN' }, false],
    ['one paper, two names', { sameId: true, samePhone: true, name: AN, otherName: 'Trần Thị Bình' }, true],
    [
      'one name and telephone, two papers',
      { sameId: false, samePhone: true, name: AN, otherName: 'nguyen van an' },
      true,
    ],
    ['a family with one telephone', { sameId: false, samePhone: true, name: AN, otherName: 'Lê Thị Cúc' }, false],
    ['one name only', { sameId: false, samePhone: false, name: AN, otherName: AN }, false],
  ])('%s', (_, pair, doubtful) => {
    expect(isDoubtfulPair(pair)).toBe(doubtful);
  });
});
