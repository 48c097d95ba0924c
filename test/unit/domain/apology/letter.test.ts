import { describe, expect, it, test } from '@jest/globals';
import {
  approve,
  LETTER_ACTS,
  LETTER_STATES,
  markIssued,
  revise,
  sendBack,
  takeNumber,
  voidLetter,
  type Letter,
  type LetterAct,
  type LetterState,
} from '../../../../src/domain/apology/letter.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { plainDate } from '../../../../src/domain/time/plain-date.js';
import { letterFacts } from '../../../support/letters.js';
import { at } from '../../../support/moments.js';

const NOW = at('2023-05-23 10:00');

function letter(changes: Partial<Letter> = {}): Letter {
  return {
    id: 'l-1',
    dossierId: 'd-1',
    unitCode: 'H45.20.05',
    state: 'drafted',
    mode: 'sign',
    reason: null,
    sentence: null,
    reasonKey: null,
    forecast: false,
    fault: 'ours',
    newDueAt: null,
    draftedAt: NOW,
    draftedBy: 'system',
    approvedAt: null,
    approvedBy: null,
    comment: null,
    number: null,
    date: null,
    facts: null,
    numberedAt: null,
    numberedBy: null,
    issuedAt: null,
    fileHash: null,
    awaits: null,
    signedHow: null,
    signedBy: null,
    scanHash: null,
    mark: null,
    version: 1,
    ...changes,
  };
}

const NUMBERING = {
  number: { year: 2023, serial: 1, text: '01/PXL' },
  date: plainDate('2023-05-23'),
  facts: letterFacts(),
  at: NOW,
  by: 'clerk',
  awaits: null,
} as const;

const PERFORM: Readonly<Record<LetterAct, (given: Letter) => Letter>> = {
  revise: (given) => revise(given, { reason: 'vì lấy ý kiến chậm' }),
  approve: (given) => approve(given, 'leader', NOW, ['specialist']),
  reject: (given) => sendBack(given, 'viết rõ hơn'),
  number: (given) => takeNumber(given, NUMBERING),
  issue: (given) => markIssued(given, 'f'.repeat(64), NOW),
  void: (given) => voidLetter(given, 'viết nhầm hồ sơ'),
};

/** The table of acts.md, written down a second time: act → state → state. */
const ALLOWED: Readonly<Record<LetterAct, Partial<Record<LetterState, LetterState>>>> = {
  revise: { drafted: 'drafted' },
  approve: { drafted: 'approved' },
  reject: { drafted: 'drafted', approved: 'drafted' },
  number: { approved: 'numbered' },
  issue: { numbered: 'issued' },
  void: { drafted: 'void', approved: 'void', numbered: 'void' },
};

describe.each(LETTER_ACTS)('%s', (act) => {
  test.each(LETTER_STATES)('of a letter that is %s', (state) => {
    const becomes = ALLOWED[act][state];
    const work = () => PERFORM[act](letter({ state }));
    if (becomes !== undefined) {
      expect(work().state).toBe(becomes);
      return;
    }
    expect(work).toThrow(DomainError);
    expect(work).toThrow(
      expect.objectContaining({
        code: 'letter.action_refused',
        facts: { action: act, state, allowed: LETTER_ACTS.filter((other) => state in ALLOWED[other]) },
      }),
    );
  });
});

describe('a letter', () => {
  it('is not signed by whoever worked on the dossier', () => {
    expect(() => approve(letter(), 'specialist', NOW, ['specialist'])).toThrow(
      expect.objectContaining({ code: 'auth.forbidden' }),
    );
  });

  it('that is sent back loses its approval and keeps the comment until it is approved', () => {
    const approved = approve(letter(), 'leader', NOW, []);
    expect(approved).toMatchObject({ approvedBy: 'leader', approvedAt: NOW, comment: null });
    const back = sendBack(approved, 'viết rõ hơn');
    expect(back).toMatchObject({ approvedBy: null, approvedAt: null, comment: 'viết rõ hơn' });
    expect(approve(back, 'leader', NOW, []).comment).toBeNull();
  });

  it('freezes number, day and facts together, the new date being that of the facts', () => {
    const newDueAt = at('2023-05-26 16:00');
    const numbered = takeNumber(letter({ state: 'approved', newDueAt }), {
      ...NUMBERING,
      facts: letterFacts({ newDueAt: null }),
    });
    expect(numbered).toMatchObject({
      number: NUMBERING.number,
      date: '2023-05-23',
      newDueAt: null,
      numberedBy: 'clerk',
    });
  });

  it('keeps its number when it is voided, so that nobody else gets it', () => {
    const numbered = takeNumber(letter({ state: 'approved' }), NUMBERING);
    expect(voidLetter(numbered, 'viết nhầm')).toMatchObject({ number: NUMBERING.number, comment: 'viết nhầm' });
  });

  test.each`
    change                | becomes
    ${{}}                 | ${NOW}
    ${{ newDueAt: null }} | ${null}
  `('keeps its new date unless the revision takes it away ($change)', ({ change, becomes }) => {
    expect(revise(letter({ newDueAt: NOW }), change as object).newDueAt).toBe(becomes);
  });
});
