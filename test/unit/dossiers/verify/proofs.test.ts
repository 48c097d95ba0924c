import { describe, expect, it, test } from '@jest/globals';
import { agrees, linkOf, CHAIN_START, personDigest, unsaid } from '../../../../src/dossiers/history.js';
import { digestOf } from '../../../../src/platform/database/series.js';
import { proveChain, provePayloads, type StoredEvent } from '../../../../src/dossiers/verify/chain-proof.js';
import { findingText, type Finding } from '../../../../src/dossiers/verify/finding.js';
import { proveFold } from '../../../../src/dossiers/verify/fold-proof.js';
import { proveLatch } from '../../../../src/dossiers/verify/latch-proof.js';
import { proveStanding } from '../../../../src/dossiers/verify/standing-proof.js';

const SALT = 'f'.repeat(32);

/** A chained history out of what each event says that it wrote. */
function history(...written: (object | null)[]): StoredEvent[] {
  let link = CHAIN_START;
  return written.map((changes, i) => {
    const body = '{}';
    const event = {
      seq: i + 1,
      act: i === 0 ? 'register' : 'note',
      actor: 'receiver',
      at: `2023-05-${String(15 + i)}T01:30:00.000Z`,
      payloadDigest: digestOf(SALT + body),
      changes: changes && JSON.stringify(changes),
    };
    link = linkOf(link, event.seq, event);
    return { ...event, hash: link, salt: SALT, body };
  });
}

function said(prove: (report: (finding: Finding) => void) => void): string[] {
  const found: string[] = [];
  prove((finding) => found.push(findingText(finding).split(':')[0]!));
  return found;
}

const latch = (...written: object[]): string[] =>
  said((report) => {
    proveLatch('H', history(...written.map((dossier) => ({ dossier }))), report);
  });

describe('the latch over a history', () => {
  const BORN = { status: 'accepted', lateFrom: '2023-05-18T17:00:00.000Z', originalDueAt: '2023-05-18T10:00:00.000Z', statutoryDueAt: 'x', currentDueAt: 'x', finishedAt: null }; // prettier-ignore

  test.each<[string, object[], string[]]>([
    ['nothing moves', [BORN, { version: 2 }], []],
    ['lateness moves on before it', [BORN, { lateFrom: '2023-05-25T17:00:00.000Z' }], []],
    ['it waits for the citizen', [BORN, { lateFrom: null, status: 'awaiting_supplement' }], []],
    ['lateness moves into the past', [BORN, { lateFrom: '2023-05-15T17:00:00.000Z' }], ['H dossier_event/2 lateFrom']],
    ['lateness moves after it', [BORN, {}, {}, {}, { lateFrom: '2023-06-25T17:00:00.000Z' }], ['H dossier_event/5 lateFrom']],
    ['lateness goes after it', [BORN, {}, {}, {}, { lateFrom: null, status: 'stopped' }], ['H dossier_event/5 lateFrom']],
    ['the first promise changes', [BORN, { originalDueAt: '2023-05-19T10:00:00.000Z' }], ['H dossier_event/2 originalDueAt']],
    ['a filing gets its first promise', [{ status: 'submitted', originalDueAt: null, lateFrom: null }, BORN], []],
    ['it runs without a due', [BORN, { currentDueAt: null }], ['H dossier_event/2 currentDueAt']],
    ['a voided receipt runs without one', [BORN, { lateFrom: null, voidedAt: '2023-05-16T01:30:00.000Z' }], []],
    ['the judgement changes', [BORN, { finishedAt: 'a', timeliness: 'late', status: 'completed' }, { timeliness: 'on_time' }], ['H dossier_event/3 timeliness']],
    ['the shelf changes', [BORN, { finishedAt: 'a', shelf: 'A', status: 'completed' }, { shelf: 'B' }], ['H dossier_event/3 shelf']],
  ])('%s', (_, written, named) => {
    expect(latch(...written)).toEqual(named);
  }); // prettier-ignore
});

describe('a chain', () => {
  const events = history({ dossier: {} }, { dossier: {} }, { dossier: {} });
  const dossier = { code: 'H', eventSeq: 3, chainHash: events[2]!.hash };
  const named = (chain: readonly StoredEvent[], row: object = dossier): string[] =>
    said((report) => {
      proveChain(row as never, chain, report);
    });

  it('is whole, also with events of before that kept no changes', () => {
    const old = history(null, { dossier: {} });
    expect(named(events)).toEqual([]);
    expect(named(old, { code: 'H', eventSeq: 2, chainHash: old[1]!.hash })).toEqual([]);
  });

  test.each<[string, readonly StoredEvent[], object, string[]]>([
    ['an event changed', events.with(1, { ...events[1]!, actor: 'x' }), dossier, ['H dossier_event/2']],
    ['an event and its hash', events.with(1, { ...events[1]!, hash: 'x' }), dossier, ['H dossier_event/2', 'H dossier_event/3']],
    ['changes taken away', events.with(1, { ...events[1]!, changes: null }), dossier, ['H dossier_event/2']],
    ['one taken out', [events[0]!, events[2]!], dossier, ['H dossier_event/3']],
    ['the end cut off', events.slice(0, 2), dossier, ['H dossier_event/2']],
    ['nothing left', [], dossier, ['H dossier_event/0']],
    ['a dossier behind its history', events, { ...dossier, eventSeq: 2 }, ['H dossier eventSeq']],
    ['a dossier with another end', events, { ...dossier, chainHash: 'x' }, ['H dossier chainHash']],
  ])('%s is named', (_, chain, row, places) => {
    expect(named(chain, row)).toEqual(places);
  }); // prettier-ignore

  test.each<[string, (event: StoredEvent) => StoredEvent, number, string[]]>([
    ['words changed', (event) => ({ ...event, body: '{"a":1}' }), 0, ['H dossier_event_payload/2 body']],
    ['words gone', (event) => ({ ...event, salt: null, body: null }), 0, ['H dossier_event_payload/2']],
    ['words gone by rule', (event) => ({ ...event, salt: null, body: null }), 3, []],
    ['words changed before the rule', (event) => ({ ...event, body: '{"a":1}' }), 3, ['H dossier_event_payload/2 body']],
  ])('%s', (_, change, erased, places) => {
    const chain = events.map((event, i) => {
      const one = i === 1 ? change(event) : event;
      return event.seq === erased ? { ...one, act: 'erase' } : one;
    });
    expect(said((report) => { provePayloads(dossier, chain, report); })).toEqual(places);
  }); // prettier-ignore
});

describe('the fold of a history', () => {
  const party = { role: 'applicant', name: 'An', authorisation: false, keyId: 'k', email: null };
  const born = {
    dossier: { id: 'd', code: 'H', status: 'accepted', ...unsaid({ summary: 'nhà', copies: 1, documents: '[]' }, SALT) },
    'promise/1': { kind: 'original', trace: `#${digestOf('long')}`, ...unsaid({ reason: null }, SALT) },
    'dossier_party/applicant': { row: personDigest(party, SALT) },
  };
  const dossier = { id: 'd', code: 'H', status: 'accepted', summary: 'nhà', copies: 1, documents: '[]', chainHash: 'h', voidedAt: null };
  const books = { promise: [{ dossierId: 'd', seq: 1, kind: 'original', trace: 'long', reason: null }], dossier_party: [{ dossierId: 'd', ...party }] };
  const fold = (row: object, rows: object, events = history(born)): string[] =>
    said((report) => {
      proveFold({ ...dossier, ...row }, { ...books, ...rows }, events, report);
    });

  it('is what stands, on either engine', () => {
    expect(fold({}, {})).toEqual([]);
    expect(fold({}, { dossier_party: [{ dossierId: 'd', ...party, authorisation: 0 }] })).toEqual([]);
  });

  test.each<[string, object, object, string[]]>([
    ['a fact', { status: 'processing' }, {}, ['H dossier status']],
    ['words', { summary: 'lều' }, {}, ['H dossier summary']],
    ['words taken away', { summary: null }, {}, ['H dossier summary']],
    ['a column nobody wrote', { voidedAt: '2023-05-15T01:30:00.000Z' }, {}, ['H dossier voidedAt']],
    ['a long text', {}, { promise: [{ ...books.promise[0], trace: 'other' }] }, ['H promise/1 trace']],
    ['a reason that was none', {}, { promise: [{ ...books.promise[0], reason: 'x' }] }, ['H promise/1 reason']],
    ['a row too many', {}, { promise: [...books.promise, { dossierId: 'd', seq: 2 }] }, ['H promise/2']],
    ['a row too few', {}, { promise: [] }, ['H promise/1']],
    ['a name', {}, { dossier_party: [{ ...books.dossier_party[0], name: 'Bình' }] }, ['H dossier_party/applicant']],
    ['a person too many', {}, { dossier_party: [...books.dossier_party, { dossierId: 'd', role: 'submitter' }] }, ['H dossier_party/submitter']],
  ])('names %s', (_, row, rows, places) => {
    expect(fold(row, rows)).toEqual(places);
  }); // prettier-ignore

  it('says nothing of words once their salt is gone', () => {
    const events = history(born).map((event) => ({ ...event, salt: null }));
    expect(fold({ summary: null, documents: '' }, { dossier_party: [{ dossierId: 'd', role: 'applicant', name: '-' }] }, events)).toEqual([]);
    expect(fold({ status: 'x' }, {}, events)).toEqual(['H dossier status']);
  });

  it('begins with what is known of a dossier of 0.1, and holds to what was written since', () => {
    const promise = { dossierId: 'd', seq: 1, at: '2023-05-15T01:30:00.000Z', kind: 'original' };
    const later = { dossierId: 'd', seq: 2, at: '2023-05-16T01:30:00.000Z', kind: 'pause' };
    const known = history(null, { dossier: { status: 'processing' } });
    expect(fold({ status: 'processing', voidedAt: 'x' }, { promise: [promise] }, known)).toEqual([]);
    expect(fold({ status: 'accepted' }, { promise: [promise] }, known)).toEqual(['H dossier status']);
    expect(fold({ status: 'processing' }, { promise: [promise, later] }, known)).toEqual(['H promise/2']);
  });

  it('lets a correction take a person out', () => {
    const events = history(born, { 'dossier_party/applicant': { row: null } });
    expect(fold({}, { dossier_party: [] }, events)).toEqual([]);
    expect(fold({}, {}, events)).toEqual(['H dossier_party/applicant']);
  });
}); // prettier-ignore

describe('what stands, by itself', () => {
  const first = { seq: 1, kind: 'original', statutoryDueAt: '2023-05-22T10:00:00.000Z', currentDueAt: '2023-05-22T10:00:00.000Z' };
  const dossier = {
    ...{ code: 'H', status: 'completed', instant: false, promiseSeq: 1, breachNoted: false, delayDeclared: false },
    ...{ originalDueAt: first.statutoryDueAt, statutoryDueAt: first.statutoryDueAt, currentDueAt: first.currentDueAt },
    ...{ lateFrom: '2023-05-22T17:00:00.000Z', lateFromDay: '2023-05-23', voidedAt: null },
    ...{ finishedAt: '2023-05-22T09:00:00.000Z', finishedDay: '2023-05-22', timeliness: 'on_time' },
  };
  const late = { id: 'o', cause: 'late' };

  test.each<[string, object, object, string[]]>([
    ['nothing', {}, {}, []],
    ['late, called on time', { finishedAt: '2023-05-22T17:00:00.000Z', finishedDay: '2023-05-23' }, {}, ['H dossier timeliness']],
    ['on time, called late', { timeliness: 'late' }, {}, ['H dossier timeliness']],
    ['the day of lateness', { lateFromDay: '2023-05-22' }, {}, ['H dossier lateFromDay']],
    ['the day of the end', { finishedDay: '2023-05-23' }, {}, ['H dossier finishedDay']],
    ['running without lateness', { status: 'processing', finishedAt: null, lateFrom: null, lateFromDay: null }, {}, ['H dossier lateFrom']],
    ['a breach without an obligation', { breachNoted: true }, {}, ['H obligation']],
    ['an obligation without a breach', {}, { obligation: [late] }, ['H obligation/o cause']],
    ['a breach with its obligation', { breachNoted: true }, { obligation: [late] }, []],
    ['a ledger that skips', { promiseSeq: 2 }, { promise: [first, { ...first, seq: 3, kind: 'pause' }] }, ['H promise/3 seq']],
    ['two first promises', { promiseSeq: 2 }, { promise: [first, { ...first, seq: 2 }] }, ['H promise/2 kind']],
    ['a row the dossier does not count', { promiseSeq: 2 }, {}, ['H dossier promiseSeq']],
    ['another due than the last row', { currentDueAt: '2023-05-23T10:00:00.000Z' }, {}, ['H dossier currentDueAt']],
    ['another first promise', { originalDueAt: '2023-05-23T10:00:00.000Z' }, {}, ['H dossier originalDueAt']],
  ])('%s', (_, row, rows, places) => {
    const found = said((report) => {
      proveStanding({ ...dossier, ...row }, { promise: [first], obligation: [], ...rows }, report);
    });
    expect(found).toEqual(places);
  });
}); // prettier-ignore

test.each<[string, unknown, unknown, string | null, boolean]>([
  ['an instant of PostgreSQL', '2023-05-15T01:30:00.000Z', new Date('2023-05-15T01:30:00Z'), null, true],
  ['a flag of SQLite', true, 1, null, true],
  ['a flag that is not set', true, 0, null, false],
  ['a flag that is missing', false, null, null, false],
  ['a number', 5, 6, null, false],
  ['nothing', null, null, null, true],
  ['something instead of nothing', null, 'x', null, false],
  ['nothing instead of something', 'x', null, null, false],
  ['words', `~${digestOf('sx')}`, 'x', 's', true],
  ['other words', `~${digestOf('sx')}`, 'y', 's', false],
  ['no words', `~${digestOf('sx')}`, null, 's', false],
  ['forgotten words', `~${digestOf('sx')}`, null, null, true],
])('%s', (_, written, held, salt, same) => {
  expect(agrees(written, held, salt)).toBe(same);
});
