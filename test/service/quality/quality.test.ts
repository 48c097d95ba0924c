import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { CalendarService } from '../../../src/calendar/calendar.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { dayDefect, DEFECT_KINDS, type DatedDossier, type DefectKind } from '../../../src/domain/kpi/data-quality.js';
import { localDate } from '../../../src/domain/time/plain-date.js';
import { readInstantOrNull } from '../../../src/platform/database/instant-column.js';
import { QualityRound } from '../../../src/reporting/quality/quality-round.service.js';
import { QualityService } from '../../../src/reporting/quality/quality.service.js';
import { ReportingRepository } from '../../../src/reporting/reporting.repository.js';
import { UnitsService } from '../../../src/units/units.service.js';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, FIVE_DAYS, registered, startDesk } from '../../support/desk.js';

const DIVISION = 'H45.20.05';

describe('data to be mended', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let receiver: Agent;
  let leader: Actor;
  const spoil = (code: string, set: string): Promise<number> =>
    world.transactor.run((tx) => tx.execute(`UPDATE "dossier" SET ${set} WHERE "code" = $1`, [code]));
  const look = (): Promise<number> => world.get(QualityRound, { strict: false }).look();
  const listed = async (kind: DefectKind, after?: string): Promise<string[]> => {
    const page = await world.get(QualityService, { strict: false }).page({ kind, after }, leader);
    return page.lines.map(({ code }) => code);
  };
  const counts = async (): Promise<Partial<Record<DefectKind, number>>> => {
    const page = await world.get(QualityService, { strict: false }).page({}, leader);
    return Object.fromEntries(page.counts.filter(({ n }) => n > 0).map(({ kind, n }) => [kind, n]));
  };
  let people = 0;
  const somebody = (): object => {
    people += 1;
    const n = String(people).padStart(4, '0');
    return { ...APPLICANT, name: `Người thứ ${n}`, idNumber: `05409002${n}`, phone: `091234${n}` };
  };
  const received = async (applicant = somebody()): Promise<string> =>
    (await registered(receiver, { procedureCode: FIVE_DAYS, applicant })).code;

  beforeAll(async () => {
    world = await startDesk({ clock });
    receiver = await world.as('receiver');
    leader = await world.get(AccountsService, { strict: false }).actor('leader');
  });
  afterAll(() => world.close());

  it('has nothing to mend where everything was done by acts', async () => {
    await received();
    expect(await look()).toBe(1);
    expect(await counts()).toEqual({});
    const page = await world.get(QualityService, { strict: false }).page({}, leader);
    expect([page.kind, page.lines, page.calendar]).toEqual([null, [], null]);
  });

  it('shows days that contradict each other at once, exactly those of the definition', async () => {
    const [noDue, backwards, tomorrow] = [await received(), await received(), await received()];
    await spoil(noDue, `"lateFrom" = NULL, "lateFromDay" = NULL`);
    await spoil(tomorrow, `"acceptedDay" = '2023-05-16'`);
    await receiver.post(`/api/v1/dossiers/${backwards}/completions`, {
      outcome: 'granted',
      resultNumber: '1',
      shelf: 'A',
    });
    await spoil(backwards, `"finishedDay" = '2023-05-12'`);
    expect(await counts()).toEqual({ no_due: 1, finished_before_received: 1, received_in_future: 1 });
    const facts = await world.database.query<DatedDossier & { code: string }>(
      'SELECT "code", "status", "acceptedDay", "finishedDay", "lateFrom" FROM "dossier_fact"',
    );
    for (const kind of DEFECT_KINDS.slice(0, 3)) {
      const defined = facts.filter(
        (fact) => dayDefect({ ...fact, lateFrom: readInstantOrNull(fact.lateFrom) }, localDate(clock.now())) === kind,
      );
      expect([kind, await listed(kind)]).toEqual([kind, defined.map(({ code }) => code)]);
    }
    // The report that meets one names the same.
    const unitCodes = (await world.get(UnitsService, { strict: false }).tree()).subtree('H45.20');
    const period = { from: localDate(clock.now()), to: localDate(clock.now()) };
    const named = await world.get(ReportingRepository, { strict: false }).unsound(unitCodes, { ...period, from: '2023-05-01' as typeof period.from }, 10); // prettier-ignore
    expect(named).toEqual([noDue, backwards].sort());
  });

  it('finds at night what no index shows, with who is to mend it', async () => {
    clock.set('2023-05-16T08:30:00+07:00');
    const [gap, stages] = [await received(), await received()];
    await spoil(gap, '"eventSeq" = "eventSeq" + 1');
    const sent = await receiver.post(`/api/v1/dossiers/${stages}/hand-overs`, { unitCode: DIVISION });
    const { pendingHandOver } = sent.json<{ pendingHandOver: { id: string } }>();
    const specialist = await world.as('specialist');
    await specialist.post(`/api/v1/dossiers/${stages}/hand-overs/${pendingHandOver.id}/acknowledgements`, {});
    clock.set('2023-05-16T10:30:00+07:00');
    await receiver.post(`/api/v1/dossiers/${stages}/completions`, {
      outcome: 'granted',
      resultNumber: '2',
      shelf: 'A',
    });
    await world.transactor.run((tx) =>
      tx.execute(`UPDATE "hand_over" SET "acknowledgedAt" = $1 WHERE "id" = $2`, [
        '2023-05-16T04:00:00.000Z',
        pendingHandOver.id,
      ]),
    );
    const [first, namesake] = [{ ...APPLICANT, idNumber: '054090999001', phone: '0912999001' }, await received()];
    await received(first);
    // Whoever came later is asked about.
    clock.set('2023-05-16T10:31:00+07:00');
    const twoNames = await received({ ...first, name: 'Trần Thị Khác', phone: '0912999002' });
    clock.set('2023-05-16T10:32:00+07:00');
    const twoPapers = await received({ ...first, idNumber: '054090999003', name: APPLICANT.name.toUpperCase() });
    clock.set('2023-05-16T10:32:00+07:00');
    await received({ ...first, idNumber: '054090999004', name: 'Lê Thị Nhà' });
    await look();
    expect(await counts()).toMatchObject({ event_gap: 1, stage_sum: 1, same_person: 2 });
    const page = await world.get(QualityService, { strict: false }).page({ kind: 'event_gap' }, leader);
    expect(page.lines).toMatchObject([
      { code: gap, unitCode: DIVISION, holderUnitCode: 'H45.20', holderUsername: 'receiver', expected: 2, found: 1 },
    ]);
    expect(await listed('stage_sum')).toEqual([stages]);
    const pairs = await world.get(QualityService, { strict: false }).page({ kind: 'same_person' }, leader);
    expect(pairs.lines.map(({ code }) => code)).toEqual([twoNames, twoPapers]);
    expect(pairs.lines.map(({ otherCode }) => otherCode)).not.toContain(namesake);
    expect(await listed('same_person', twoNames)).toEqual([twoPapers]);
  });

  it('looks at everything once a day, and at what it found before every time: what is mended is gone', async () => {
    const [gap] = await listed('event_gap');
    await spoil(gap ?? '', '"eventSeq" = "eventSeq" - 1');
    expect(await look()).toBe(4);
    expect(await listed('event_gap')).toEqual([]);
    expect(await look()).toBe(3);
    await spoil(gap ?? '', '"eventSeq" = "eventSeq" + 1');
    await look();
    expect(await listed('event_gap')).toEqual([]);
    clock.set('2023-05-17T00:30:00+07:00');
    await Promise.all([look(), look()]);
    expect(await listed('event_gap')).toEqual([gap]);
  });

  it('shows nobody what is another unit’s', async () => {
    const quality = world.get(QualityService, { strict: false });
    const ward = await world.get(AccountsService, { strict: false }).actor('xp.leader');
    expect((await quality.page({}, ward)).counts.every(({ n }) => n === 0)).toBe(true);
    await expect(quality.page({ unit: 'H45.20' }, ward)).rejects.toMatchObject({ code: 'auth.forbidden' });
  });

  it('names the year that has no calendar when it comes near', async () => {
    const last = (await world.get(CalendarService, { strict: false }).years()).at(-1) ?? 0;
    clock.set(`${String(last)}-12-20T08:00:00+07:00`);
    const page = await world.get(QualityService, { strict: false }).page({}, leader);
    expect(page.calendar).toEqual({ year: last + 1, state: 'missing' });
  });
});
