import { expect } from '@jest/globals';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { decide, type BookEntry } from '../../src/domain/dossier/decision.js';
import { instant } from '../../src/domain/time/instant.js';
import { ActRunner } from '../../src/dossiers/act-runner.js';
import type { Agent } from './agents.js';
import type { TestApp } from './app.js';
import { APPLICANT, FIVE_DAYS, registered } from './desk.js';

const AT = instant('2023-05-02T08:00:00+07:00');

/** Rows of the books that no act of this world writes: what matters here is that the history speaks of them. */
const BOOKS: readonly BookEntry[] = [
  {
    book: 'supplement_request',
    id: 'book-supplement',
    isNew: true,
    facts: {
      askedBy: 'specialist',
      askedSeq: 2,
      beforeAcceptance: false,
      receiversFault: true,
      pastWindow: false,
      overridden: false,
      restarts: false,
    },
    instants: { askedAt: AT },
  },
  {
    book: 'payment_request',
    id: 'book-request',
    isNew: true,
    facts: { amountVnd: 150_000, requestedBy: 'specialist', requestedSeq: 2 },
    instants: { requestedAt: AT },
  },
  {
    book: 'payment',
    id: 'book-payment',
    isNew: true,
    facts: { amountVnd: 50_000, method: 'cash', takenBy: 'cashier', paidSeq: 2 },
    instants: { paidAt: AT },
  },
  {
    book: 'delay_notice',
    id: 'book-notice',
    isNew: true,
    facts: { declaredBy: 'specialist', declaredSeq: 2, fault: 'ours' },
    instants: { declaredAt: AT, newDueAt: null },
  },
  {
    book: 'dossier_fault',
    id: 'book-fault',
    isNew: true,
    facts: {
      cause: 'error',
      kind: 'wrong_name',
      state: 'reported',
      detectedBy: 'citizen',
      reportedBy: 'receiver',
      reportedSeq: 2,
    },
    instants: { reportedAt: AT },
  },
  {
    book: 'receipt_correction',
    id: 'book-correction',
    isNew: true,
    facts: { proposedBy: 'receiver', proposedSeq: 2 },
    instants: { proposedAt: AT },
    words: { proposal: '{"summary":"nhà ba tầng"}' },
  },
];

/** Codes of three dossiers: late with a letter, returned on time, and one still at work with a row in every book. */
export interface Played {
  readonly late: string;
  readonly done: string;
  readonly running: string;
}

/** What people do at a desk that begins on 28 April 2023, by acts alone. */
export async function playOut(world: TestApp): Promise<Played> {
  const [receiver, specialist, leader, returner] = [
    await world.as('receiver'),
    await world.as('specialist'),
    await world.as('leader'),
    await world.as('returner'),
  ];
  const late = await lateWithLetter(world, receiver, leader);
  const { done, running } = await others(receiver, specialist, returner);
  await world.get(ActRunner, { strict: false }).perform(
    {
      code: running,
      by: { username: 'receiver', fullName: '', unitCode: 'H45.20', roles: ['receiver'] },
      ifMatch: null,
      write: null,
    },
    (dossier, context) =>
      decide(dossier, context, { act: 'note', to: {}, payload: { words: 'ghi chú' }, books: BOOKS }),
  );
  return { late, done, running };
}

/** One late dossier with a letter that carries a new date, then completed late. */
async function lateWithLetter(world: TestApp, receiver: Agent, leader: Agent): Promise<string> {
  const { code } = await registered(receiver, {
    submitter: { name: 'Lê Thị Nộp', phone: '0911111111', authorisation: true },
  });
  world.clock.set('2023-05-09T07:35:00+07:00');
  await world.get(SweepService, { strict: false }).sweep();
  const { items } = (await leader.get('/api/v1/letters?state=drafted')).json<{ items: { id: string }[] }>();
  const letter = `/api/v1/letters/${items[0]!.id}`;
  await leader.patch(letter, {
    reason: 'Phòng lấy ý kiến chậm.',
    newDueAt: '2023-05-12T16:00:00+07:00',
    fault: 'ours',
  });
  await leader.post(`${letter}/approvals`);
  expect((await leader.post(`${letter}/issuances`)).json()).toMatchObject({ state: 'issued' });
  world.clock.set('2023-05-10T10:00:00+07:00');
  const result = { outcome: 'granted', resultNumber: '12/GCN', shelf: 'B2' };
  expect((await receiver.post(`/api/v1/dossiers/${code}/completions`, result)).statusCode).toBe(201);
  return code;
}

async function others(receiver: Agent, specialist: Agent, returner: Agent): Promise<{ done: string; running: string }> {
  const { code: done } = await registered(receiver, { applicant: { ...APPLICANT, name: 'Võ Văn Xong' } });
  await receiver.post(`/api/v1/dossiers/${done}/completions`, {
    outcome: 'granted',
    resultNumber: '7/GCN',
    shelf: 'A1',
  });
  const back = await returner.post(`/api/v1/dossiers/${done}/returns`, { receivedBy: 'Võ Văn Xong', how: 'desk' });
  expect(back.json()).toMatchObject({ status: 'returned' });
  const { code: running } = await registered(receiver, { procedureCode: FIVE_DAYS, summary: 'Nhà hai tầng' });
  const sent = await receiver.post(`/api/v1/dossiers/${running}/hand-overs`, {
    unitCode: 'H45.20.05',
    username: 'specialist',
    note: 'đủ',
  });
  const { pendingHandOver } = sent.json<{ pendingHandOver: { id: string } }>();
  await specialist.post(`/api/v1/dossiers/${running}/hand-overs/${pendingHandOver.id}/acknowledgements`);
  return { done, running };
}
