import { describe, expect, it, test } from '@jest/globals';
import { replan, replannedDue } from '../../../../src/domain/dossier/acts/replan.js';
import { accepted, type Dossier } from '../../../../src/domain/dossier/dossier.js';
import { STATUSES } from '../../../../src/domain/dossier/status.js';
import type { CalendarDay } from '../../../../src/domain/time/calendar-day.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { calendar, context, received } from '../../../support/acts.js';
import { deskCalendar, deskData, years } from '../../../support/desk-calendar.js';
import { at, wall } from '../../../support/moments.js';

const withDay = (date: string, kind: CalendarDay['kind']) =>
  deskCalendar({ days: [...deskData().days, { date: plainDate(date), kind, name: 'mới' }] });

const FURTHER = withDay('2023-05-19', 'holiday');
const NEARER = withDay('2023-05-20', 'swapped_work');

const move = (dossier: Dossier, on: typeof calendar, moment = '2023-05-17 10:00') =>
  replan(dossier, context({ at: at(moment), calendar: on }), 'r-1');

describe('a changed calendar', () => {
  it('moves the promise of a running dossier, once', () => {
    const decision = move(received(), FURTHER);
    expect(decision?.promises).toMatchObject([{ seq: 2, kind: 'calendar', previousDueAt: received().currentDueAt }]);
    expect(decision?.event.payload).toMatchObject({ replanId: 'r-1' });
    const { dossier } = decision!;
    expect([dossier.statutoryDueAt, dossier.currentDueAt, dossier.lateFrom].map(wall)).toEqual([
      '2023-05-23 17:00',
      '2023-05-23 17:00',
      '2023-05-24 00:00',
    ]);
    expect(move(dossier, FURTHER, '2023-05-17 11:00')).toBeNull();
  });

  it('brings the limit nearer, and never what the citizen was told', () => {
    const { dossier } = move(received(), NEARER)!;
    expect([dossier.statutoryDueAt, dossier.currentDueAt, dossier.lateFrom].map(wall)).toEqual([
      '2023-05-20 17:00',
      '2023-05-22 17:00',
      '2023-05-21 00:00',
    ]);
    expect(move(dossier, NEARER, '2023-05-17 11:00')).toBeNull();
  });

  it('does not make late in the past', () => {
    const { dossier } = move(received(), NEARER, '2023-05-22 09:00')!;
    expect([dossier.statutoryDueAt, dossier.lateFrom].map(wall)).toEqual(['2023-05-20 17:00', '2023-05-23 00:00']);
  });

  it('leaves late what is late, and still writes its row', () => {
    const { dossier, promises } = move(received(), FURTHER, '2023-05-23 09:00')!;
    expect(dossier.lateFrom).toBe(received().lateFrom);
    expect(promises).toMatchObject([{ kind: 'calendar', lateFrom: received().lateFrom }]);
    expect(wall(dossier.currentDueAt)).toBe('2023-05-23 17:00');
  });

  it('makes certain what was provisional', () => {
    const projected = deskCalendar({ years: years(2021, 2026, 'confirmed') });
    expect(replannedDue(accepted(received({ provisional: true })), projected)).toBeNull();
    const { dossier, promises } = move(received({ provisional: true }), calendar)!;
    expect(dossier).toMatchObject({ provisional: false, currentDueAt: received().currentDueAt });
    expect(promises).toHaveLength(1);
  });

  it('moves nothing when nothing differs', () => {
    expect(replannedDue(accepted(received()), calendar)).toBeNull();
    expect(move(received(), calendar)).toBeNull();
  });

  it('refuses to guess', () => {
    const ended = deskCalendar({ years: years(2021, 2022, 'official') });
    expect(() => move(received(), ended)).toThrow(expect.objectContaining({ code: 'calendar.missing' }));
  });

  test.each(STATUSES)('of a dossier that is %s', (status) => {
    const act = () => move(received({ status }), FURTHER);
    if (status === 'accepted' || status === 'processing') expect(act()?.dossier.status).toBe(status);
    else expect(act).toThrow(expect.objectContaining({ code: 'dossier.action_refused' }));
  });
});
