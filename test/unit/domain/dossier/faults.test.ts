import { describe, expect, it, test } from '@jest/globals';
import { FAULT_KINDS, HELD_OUT } from '../../../../src/domain/apology/fault-kinds.js';
import { FAULT_CAUSES, type FaultCause } from '../../../../src/domain/apology/obligation.js';
import { confirmFault, dismissFault, mendFault, reportFault } from '../../../../src/domain/dossier/acts/faults.js';
import type { ReportedFault } from '../../../../src/domain/dossier/acts/judge.js';
import type { ActContext } from '../../../../src/domain/dossier/decision.js';
import type { Dossier } from '../../../../src/domain/dossier/dossier.js';
import { plainDate, startOfDay } from '../../../../src/domain/time/plain-date.js';
import { context, DIVISION, received, someone, TOWN } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const WARD = 'H45.20.21';
const returned = received({ status: 'returned' });
const report = {
  id: 'f-1',
  cause: 'error',
  kind: 'wrong_data',
  description: 'Ghi sai ngày tháng năm sinh',
  detectedBy: 'citizen',
  detectedOn: null,
} as const;
const reported: ReportedFault = {
  id: 'f-1',
  cause: 'error',
  kind: 'wrong_data',
  state: 'reported',
  reportedAt: at('2023-05-16 09:00'),
  detectedOn: plainDate('2023-05-16'),
  mended: false,
};
const head = someone(TOWN, 'desk_head');
const told = (changes: Partial<ActContext> = {}): ActContext => context({ by: head, ...changes });
const judging = { fault: reported, handlers: [] };
const confirmation = { ...judging, whose: 'ours', obligationId: null, newObligationId: 'o-2' } as const;
const mending = { result: 'Cấp lại bản đúng', correctedOn: plainDate('2023-05-17'), costsVnd: 8_000 };
const confirmed: ReportedFault = { ...reported, state: 'confirmed' };

const JUDGEMENTS = {
  confirm: (given: Dossier, who: ActContext, handlers: readonly string[] = []) =>
    confirmFault(given, who, { ...confirmation, handlers }),
  dismiss: (given: Dossier, who: ActContext, handlers: readonly string[] = []) =>
    dismissFault(given, who, { fault: reported, handlers, reason: 'đã đối chiếu sổ gốc, ghi đúng' }),
  mend: (given: Dossier, who: ActContext, handlers: readonly string[] = []) =>
    mendFault(given, who, { fault: confirmed, handlers, ...mending }),
};

describe('a report', () => {
  it('is a candidate: nothing is owed, and its words stand in the event only', () => {
    const { event, obligations, books, dossier } = reportFault(returned, context(), report);
    expect(obligations).toEqual([]);
    expect(dossier).toMatchObject({ status: 'returned', settlement: returned.settlement, eventSeq: 2 });
    expect(event).toMatchObject({ act: 'report_fault', payload: { description: report.description, faultId: 'f-1' } });
    const [row] = books;
    expect(row).toMatchObject({
      book: 'dossier_fault',
      isNew: true,
      facts: { state: 'reported', cause: 'error', kind: 'wrong_data', detectedOn: '2023-05-17', reportedSeq: 2 },
    });
    expect(JSON.stringify(books)).not.toContain(report.description);
  });

  test.each(HELD_OUT)('of %s is held out of the letters, whatever the cause', (kind) => {
    for (const cause of FAULT_CAUSES as FaultCause[]) {
      expect(() => reportFault(returned, context(), { ...report, cause, kind })).toThrow(
        expect.objectContaining({ code: 'request.invalid', errors: [expect.objectContaining({ field: 'kind' })] }),
      );
    }
  });

  it('names a kind of its own cause, and no other', () => {
    for (const cause of FAULT_CAUSES as FaultCause[]) {
      for (const [of, kinds] of Object.entries(FAULT_KINDS)) {
        for (const kind of kinds) {
          const work = () => reportFault(returned, context(), { ...report, cause, kind });
          if (of === cause) expect(work().books[0]?.facts).toMatchObject({ cause, kind });
          else expect(work).toThrow(expect.objectContaining({ code: 'request.invalid' }));
        }
      }
    }
  });

  test.each`
    day             | fine     | why
    ${'2023-05-15'} | ${true}  | ${'the day of receipt'}
    ${'2023-05-17'} | ${true}  | ${'today'}
    ${'2023-05-18'} | ${false} | ${'to come'}
    ${'2023-05-14'} | ${false} | ${'before the dossier was received'}
  `('detected on $day ($why): $fine', ({ day, fine }) => {
    const work = () => reportFault(returned, context(), { ...report, detectedOn: plainDate(day as string) });
    if (fine === true) expect(work().books[0]?.facts['detectedOn']).toBe(day);
    else expect(work).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  });

  it('is not made by whoever only watches, and not of a dossier that was never received', () => {
    const monitor = context({ by: someone(TOWN, 'monitor') });
    expect(() => reportFault(returned, monitor, report)).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
    for (const status of ['submitted', 'rejected'] as const) {
      expect(() => reportFault(received({ status }), context(), report)).toThrow(
        expect.objectContaining({ code: 'dossier.action_refused' }),
      );
    }
  });
});

describe('a confirmation', () => {
  it('opens the obligation since the day the fault was noticed', () => {
    const { obligations, books, event } = confirmFault(returned, told(), confirmation);
    expect(obligations).toEqual([
      {
        id: 'o-2',
        cause: 'error',
        state: 'owed',
        fault: 'ours',
        unitCode: DIVISION,
        since: startOfDay(plainDate('2023-05-16')),
        openedAt: told().at,
        openedDay: '2023-05-17',
        openedBy: head.username,
      },
    ]);
    expect(books[0]).toMatchObject({
      isNew: false,
      facts: { state: 'confirmed', fault: 'ours', obligationId: 'o-2', judgedBy: head.username, judgedSeq: 2 },
    });
    expect(event.payload).toMatchObject({ faultId: 'f-1', fault: 'ours' });
  });

  it('joins the obligation of its cause when one stands', () => {
    const { obligations, books } = confirmFault(returned, told(), { ...confirmation, obligationId: 'o-1' });
    expect(obligations).toEqual([]);
    expect(books[0]?.facts).toMatchObject({ state: 'confirmed', obligationId: 'o-1' });
  });

  it('is historic for what was noticed before the unit began to apologise here', () => {
    const from = (day: string) => confirmFault(returned, told({ apologiesFrom: plainDate(day) }), confirmation);
    expect(from('2023-05-17').obligations[0]?.state).toBe('historic');
    expect(from('2023-05-16').obligations[0]?.state).toBe('owed');
  });

  it('notes a breach that nobody has noted, under an id of its own', () => {
    const late = received();
    const { obligations } = confirmFault(late, told({ at: at('2023-05-23 09:00') }), confirmation);
    expect(obligations.map(({ id, cause }) => [id, cause])).toEqual([
      ['o-1', 'late'],
      ['o-2', 'error'],
    ]);
  });
});

describe.each(Object.keys(JUDGEMENTS) as (keyof typeof JUDGEMENTS)[])('who may %s', (judgement) => {
  const judge = JUDGEMENTS[judgement];

  test.each`
    role               | unit        | commands | may
    ${'desk_head'}     | ${TOWN}     | ${false} | ${true}
    ${'leader'}        | ${TOWN}     | ${true}  | ${true}
    ${'leader'}        | ${DIVISION} | ${true}  | ${true}
    ${'leader'}        | ${WARD}     | ${false} | ${false}
    ${'desk_head'}     | ${WARD}     | ${false} | ${false}
    ${'desk_head'}     | ${DIVISION} | ${true}  | ${false}
    ${'receiver'}      | ${TOWN}     | ${false} | ${false}
    ${'division_head'} | ${DIVISION} | ${true}  | ${false}
    ${'admin'}         | ${TOWN}     | ${true}  | ${false}
  `('$role of $unit (commands: $commands): $may', ({ role, unit, commands, may }) => {
    const who = told({ by: someone(unit as string, role as 'leader'), commands: commands as boolean });
    const work = () => judge(returned, who);
    if (may === true) expect(work().event.by).toBe(who.by.username);
    else expect(work).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });

  it('is nobody who worked on the dossier', () => {
    expect(() => judge(returned, told(), [head.username])).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
  });
});

describe('judging twice', () => {
  const mended: ReportedFault = { ...confirmed, mended: true };
  const dismissed: ReportedFault = { ...reported, state: 'dismissed' };

  test.each`
    fault        | confirm  | dismiss  | mend
    ${reported}  | ${true}  | ${true}  | ${false}
    ${confirmed} | ${false} | ${false} | ${true}
    ${mended}    | ${false} | ${false} | ${false}
    ${dismissed} | ${false} | ${false} | ${false}
  `('of a fault that is $fault.state, mended $fault.mended', ({ fault, confirm, dismiss, mend }) => {
    const given = { fault: fault as ReportedFault, handlers: [] };
    const works = [
      [confirm, () => confirmFault(returned, told(), { ...confirmation, ...given })],
      [dismiss, () => dismissFault(returned, told(), { ...given, reason: null })],
      [mend, () => mendFault(returned, told(), { ...given, ...mending })],
    ] as const;
    for (const [possible, work] of works) {
      if (possible === true) expect(work().event.at).toBe(told().at);
      else expect(work).toThrow(expect.objectContaining({ code: 'dossier.action_refused' }));
    }
  });
});

describe('a correction', () => {
  const mend = (changes: Partial<typeof mending>) =>
    mendFault(returned, told(), { fault: confirmed, handlers: [], ...mending, ...changes });

  it('stands beside the first result, with its day and what it cost', () => {
    const { books, dossier, event } = mend({});
    expect(books[0]?.facts).toEqual({ correctedOn: '2023-05-17', costsVnd: 8_000, correctedSeq: 2 });
    expect(event.payload).toMatchObject({ result: mending.result });
    expect(dossier).toMatchObject({ status: 'returned', settlement: returned.settlement });
  });

  it('is neither before the fault was noticed nor still to come', () => {
    for (const day of ['2023-05-15', '2023-05-18']) {
      expect(() => mend({ correctedOn: plainDate(day) })).toThrow(expect.objectContaining({ code: 'request.invalid' }));
    }
  });
});
