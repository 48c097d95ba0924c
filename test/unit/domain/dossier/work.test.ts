import { describe, expect, it, test } from '@jest/globals';
import type { Actor } from '../../../../src/domain/accounts/roles.js';
import { assign, attach, note, transferResult } from '../../../../src/domain/dossier/acts/work.js';
import { isHeldBy } from '../../../../src/domain/dossier/acts/permission.js';
import { stop, withdraw } from '../../../../src/domain/dossier/acts/settle.js';
import { DomainError } from '../../../../src/domain/errors.js';
import { context, DIVISION, received, someone, TOWN } from '../../../support/acts.js';
import { at } from '../../../support/moments.js';

const atDivision = received({ status: 'processing', holder: { unitCode: DIVISION, username: null } });
const head = context({ by: someone(DIVISION, 'division_head') });
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'done';
};

describe('assigning', () => {
  it('makes one person the holder, and moves no clock', () => {
    const { dossier } = assign(atDivision, head, 'minh');
    expect(dossier.holder).toEqual({ unitCode: DIVISION, username: 'minh' });
    expect(dossier).toMatchObject({ lateFrom: atDivision.lateFrom, status: 'processing', heldSince: head.at });
  });

  test.each`
    what                               | by                                    | code
    ${'the head of another unit'}      | ${someone(TOWN, 'division_head')}     | ${'auth.forbidden'}
    ${'a specialist'}                  | ${someone(DIVISION, 'specialist')}    | ${'auth.forbidden'}
    ${'the leader where it is'}        | ${someone(DIVISION, 'leader')}        | ${'done'}
    ${'the head of the unit it is at'} | ${someone(DIVISION, 'division_head')} | ${'done'}
  `('by $what: $code', ({ by, code }) => {
    expect(refusal(() => assign(atDivision, context({ by: by as Actor }), 'minh'))).toBe(code);
  });

  it('waits while the dossier is on its way', () => {
    const sent = { ...atDivision, pending: { id: 'h', unitCode: TOWN, username: null } };
    expect(refusal(() => assign(sent, head, 'minh'))).toBe('dossier.action_refused');
  });
});

describe('notes and files', () => {
  const strangers = someone('H45.20.21', 'specialist');

  it('are for the holder, their head and the desk', () => {
    for (const by of [someone(DIVISION, 'clerk'), someone(DIVISION, 'leader'), someone(TOWN, 'receiver')]) {
      expect(refusal(() => note(atDivision, context({ by }), 'đã gọi điện'))).toBe('done');
    }
    expect(refusal(() => note(atDivision, context({ by: strangers }), 'đã gọi điện'))).toBe('auth.forbidden');
  });

  it('keep words where they can be erased', () => {
    const file = { id: 'f', fileHash: 'a'.repeat(64), contentType: 'image/png', name: 'đơn.png', bytes: 9 };
    const { books, event } = attach(atDivision, head, file);
    expect(books).toMatchObject([
      { book: 'dossier_file', facts: { fileHash: file.fileHash }, words: { name: 'đơn.png' } },
    ]);
    expect(JSON.stringify(books[0]?.facts)).not.toContain('đơn');
    expect(event.payload).toMatchObject({ name: 'đơn.png' });
  });
});

describe('a result on its way', () => {
  it('does not end the clock', () => {
    const by = someone(DIVISION, 'specialist');
    const { dossier } = transferResult(atDivision, context({ by }), { outcome: 'granted', number: '12' });
    expect(dossier).toMatchObject({ settlement: null, status: 'processing', resultSentAt: context().at });
    expect(refusal(() => transferResult(dossier, context({ by }), { outcome: 'granted', number: null }))).toBe(
      'dossier.action_refused',
    );
  });
});

describe('a cover', () => {
  const lan = { ...someone(DIVISION, 'specialist'), username: 'lan' };

  it('holds what the absent colleague holds, and nothing else', () => {
    const holder = { unitCode: DIVISION, username: 'minh' };
    expect(isHeldBy(holder, lan)).toBe(false);
    expect(isHeldBy(holder, { ...lan, covers: ['minh'] })).toBe(true);
    expect(isHeldBy({ ...holder, username: 'hoa' }, { ...lan, covers: ['minh'] })).toBe(false);
  });
});

describe('stopping', () => {
  const leader = someone(DIVISION, 'leader');

  test.each`
    moment                | timeliness
    ${'2023-05-17 10:00'} | ${'on_time'}
    ${'2023-05-22 23:59'} | ${'on_time'}
    ${'2023-05-23 00:00'} | ${'late'}
  `('at $moment is $timeliness, never early (R24)', ({ moment, timeliness }) => {
    const { dossier } = stop(atDivision, context({ by: leader, at: at(moment as string) }), 'quá hạn bổ sung');
    expect(dossier.settlement).toMatchObject({ ending: 'stopped', timeliness, outcome: null });
  });

  it('is a decision of the agency that answers', () => {
    expect(refusal(() => stop(atDivision, context({ by: leader, commands: false }), 'lý do'))).toBe('auth.forbidden');
    expect(refusal(() => stop(atDivision, context({ by: someone(DIVISION, 'specialist') }), 'lý do'))).toBe(
      'auth.forbidden',
    );
  });
});

describe('a declared delay that did not happen (R32)', () => {
  const declared = received({ delayDeclared: true });
  const owed = [{ id: 'o-late', cause: 'late' as const, numbered: false }];

  it('is averted when the dossier ends in time', () => {
    expect(withdraw(declared, context({ owed }), 'xin rút').obligationEnds).toEqual([
      { id: 'o-late', state: 'averted' },
    ]);
  });

  test.each`
    what                            | changes
    ${'a letter has its number'}    | ${{ owed: [{ ...owed[0], numbered: true }] }}
    ${'the promise was broken'}     | ${{ owed, at: at('2023-05-23 00:00') }}
    ${'it is owed for a fault too'} | ${{ owed: [{ ...owed[0], cause: 'error' }] }}
  `('stands when $what', ({ changes }) => {
    expect(withdraw(declared, context(changes as object), 'xin rút').obligationEnds).toEqual([]);
  });
});
