import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SweepService } from '../../../src/apologies/sweep.service.js';
import { decide } from '../../../src/domain/dossier/decision.js';
import { ActRunner } from '../../../src/dossiers/act-runner.js';
import { SYSTEM } from '../../../src/dossiers/breach.service.js';
import { ErasureService } from '../../../src/dossiers/erasure/erasure.service.js';
import { scrub } from '../../../src/platform/database/scrub.js';
import { FileStore, type StoredFile } from '../../../src/platform/files/file-store.js';
import type { Agent } from '../../support/agents.js';
import type { TestApp } from '../../support/app.js';
import { StoppedClock } from '../../support/clock.js';
import { APPLICANT, registered, startDesk } from '../../support/desk.js';
import { sealed, verified } from '../../support/verified.js';

/** Strings that stand nowhere else: whatever the house writes down of this person has one of them in it. */
const PERSON = {
  kind: 'person',
  name: 'Tôn Nữ Quỳnh Giaozz',
  idNumber: '079198765431',
  address: 'Hẻm 987/65 Bạch Đàn Zét',
  phone: '0987654310',
  email: 'quynh.giaozz@example.vn',
  contactBy: ['email'],
};
const SUBMITTER = { name: 'Kpă Hzuôn Nộpxx', phone: '0976543219', authorisation: true };
const WORDS = [
  'Summaryqq của nhà',
  'Noteqq bàn giao',
  'Reasonqq lấy ý kiến',
  'Shotqq.pdf',
  'Proposalqq',
  'Proofqq',
  'Giấy khai sinhqq',
];
const TRACES = [
  ...['Giaozz', 'giaozz', 'Quỳnh', 'Nộpxx', 'nopxx', 'Hzuôn', 'Bạch Đàn Zét'],
  ...[PERSON.idNumber, PERSON.phone, PERSON.email, SUBMITTER.phone],
  ...['*********431', '09xx xxx 310'],
  // Not `qq` alone: it stands in one of a hundred random hashes, too.
  ...['Summaryqq', 'Noteqq', 'Reasonqq', 'Shotqq', 'Proposalqq', 'Proofqq', 'sinhqq'],
];
const SCAN = Buffer.from('%PDF-1.7 a scan of Giaozz qq');

describe('forgetting a person', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let test: TestApp;
  let receiver: Agent;
  let leader: Agent;
  let code: string;
  let other: string;
  const erase = (which: string) =>
    test.get(ErasureService, { strict: false }).erase(which, SYSTEM, 'request', 'đơn số 12 ngày 20/5/2023');
  const rows = (sql: string) => test.database.query(sql);

  beforeAll(async () => {
    test = await startDesk({ clock });
    [receiver, leader] = [await test.as('receiver'), await test.as('leader')];
    code = (await registered(receiver, whole())).code;
    other = (await registered(receiver, { applicant: { ...APPLICANT, name: 'Lê Văn Ở Lại' } })).code;
    await worked();
  });
  afterAll(() => test.close());

  it('refuses while the dossier runs, and while an apology is owed', async () => {
    await expect(erase(code)).rejects.toMatchObject({ code: 'dossier.action_refused' });
    clock.set('2023-05-09T07:35:00+07:00');
    await test.get(SweepService, { strict: false }).sweep();
    clock.set('2023-05-10T10:00:00+07:00');
    const done = { outcome: 'granted', resultNumber: '12/GCN' };
    expect((await receiver.post(`/api/v1/dossiers/${code}/completions`, done)).json()).toMatchObject({
      timeliness: 'late',
    });
    await expect(erase(code)).rejects.toMatchObject({ code: 'dossier.action_refused' });
  });

  it('refuses while a letter is on its way', async () => {
    const letter = await drafted();
    await leader.patch(`/api/v1/letters/${letter}`, { reason: 'Reasonqq lấy ý kiến chậm.', fault: 'ours' });
    await leader.post(`/api/v1/letters/${letter}/approvals`);
    await expect(erase(code)).rejects.toMatchObject({ code: 'dossier.action_refused' });
    expect((await leader.post(`/api/v1/letters/${letter}/issuances`)).json()).toMatchObject({ state: 'issued' });
    await expect(erase(code)).rejects.toMatchObject({ code: 'dossier.action_refused' });
    await test.get(SweepService, { strict: false }).sweep();
    await receiver.post(`/api/v1/letters/${letter}/deliveries`, { channel: 'desk', proof: 'Proofqq ký nhận' });
    const returner = await test.as('returner');
    await returner.post(`/api/v1/dossiers/${code}/returns`, { receivedBy: PERSON.name, how: 'desk' });
    await sealed(test);
    expect(await verified(test)).toEqual([]);
    const where = (await places()).join('\n');
    for (const place of [
      'dossier_party:',
      'dossier_event_payload:',
      'dossier_token:',
      'letter:',
      'message:',
      '/files/',
      '/mailbox/',
    ]) {
      expect(where).toContain(place);
    }
  });

  it('leaves nothing of them in any row, file or page of the database, and verify is green', async () => {
    await erase(code);
    expect(await scrub(test.database)).toBe(true);
    expect(await places()).toEqual([]);
    expect(await verified(test)).toEqual([]);
    await sealed(test);
    expect(await verified(test)).toEqual([]);
  });

  it('keeps what was promised and done, with an audit row and an event', async () => {
    expect((await leader.get(`/api/v1/dossiers/${code}`)).json()).toMatchObject({
      code,
      status: 'returned',
      timeliness: 'late',
      originalDueAt: '2023-05-08T17:00:00+07:00',
    });
    const { items } = (await leader.get(`/api/v1/dossiers/${code}/history`)).json<{ items: { act: string }[] }>();
    expect(items.map(({ act }) => act)).toEqual(expect.arrayContaining(['register', 'complete', 'return', 'erase']));
    expect(
      await rows(`SELECT "actor", "subject", "reason" FROM "audit_entry" WHERE "action" = 'dossier.erased'`),
    ).toEqual([{ actor: 'system', subject: code, reason: 'đơn số 12 ngày 20/5/2023' }]);
    expect((await leader.get(`/api/v1/apologies/coverage`)).json()).toMatchObject({ opened: 2, issued: 1 });
  });

  it('still shows the dossier and its letter to people', async () => {
    const browser = await test.browse('leader');
    const page = await browser.get(`/dossiers/${code}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('đã xóa theo quy định');
    const [letter] = await rows('SELECT "id" FROM "letter"');
    expect((await browser.get(`/letters/${String(letter!['id'])}`)).statusCode).toBe(200);
  });

  it('is done once, closes the dossier, and takes away what a crash left', async () => {
    const [before] = await rows('SELECT count(*) AS "n" FROM "dossier_event"');
    await test.get(FileStore, { strict: false }).write(SCAN, 'application/pdf');
    await erase(code);
    expect(await places()).toEqual([]);
    expect(await rows('SELECT count(*) AS "n" FROM "dossier_event"')).toEqual([before]);
    const note = await receiver.post(`/api/v1/dossiers/${code}/notes`, { text: 'Giaozz' });
    expect(note.statusCode).toBe(409);
  });

  it('keeps a scan that another dossier needs', async () => {
    const again = await registered(receiver, { applicant: { ...APPLICANT, name: 'Hồ Cùng Tờ' } });
    const third = await registered(receiver, { applicant: { ...APPLICANT, name: 'Mai Cùng Tờ' } });
    const store = test.get(FileStore, { strict: false });
    const shared = await store.write(Buffer.from('%PDF-1.7 one paper of two dossiers'), 'application/pdf');
    for (const one of [again.code, third.code]) {
      await attached(one, shared, `scan-${one}`);
      await receiver.post(`/api/v1/dossiers/${one}/withdrawals`, { reason: 'không cần nữa' });
    }
    await erase(again.code);
    expect((await store.read(shared.hash)).length).toBe(shared.bytes);
    expect(await verified(test)).toEqual([]);
    await erase(third.code);
    await expect(store.read(shared.hash)).rejects.toMatchObject({ code: 'not_found' });
    expect(await verified(test)).toEqual([]);
  });

  it('leaves other people as they were', async () => {
    const [people] = await rows(
      `SELECT p."name" FROM "dossier_party" p JOIN "dossier" d ON d."id" = p."dossierId" WHERE d."code" = '${other}'`,
    );
    expect(people).toEqual({ name: 'Lê Văn Ở Lại' });
    expect(await rows(`SELECT 1 AS "one" FROM "dossier_event_payload"`)).not.toHaveLength(0);
  });

  it('needs the switch for the ledger, and shuts it again', async () => {
    expect(await rows('SELECT "open" FROM "maintenance_switch"')).toMatchObject([
      { open: test.database.engine === 'sqlite' ? 0 : false },
    ]);
  });

  it('names words that were put back by hand', async () => {
    const run = (sql: string) => test.transactor.run((tx) => tx.execute(sql));
    await run(`UPDATE "letter" SET "facts" = replace("facts", 'đã xóa', 'chưa xóa')`);
    expect(await verified(test)).toEqual([
      expect.stringContaining('facts: the letter does not say what was sealed'),
      expect.stringMatching(/^letter\/.*: it is not what was written/),
    ]);
  });

  /** Everything written down at receipt that can hold a name. */
  function whole(): object {
    return {
      applicant: PERSON,
      submitter: SUBMITTER,
      summary: WORDS[0],
      documents: [{ name: WORDS[6], originals: 1, certified: 0, copies: 0 }],
    };
  }

  /** Words in every book that has some. */
  async function worked(): Promise<void> {
    const sent = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, {
      unitCode: 'H45.20.05',
      username: 'specialist',
      note: WORDS[1],
    });
    const { pendingHandOver } = sent.json<{ pendingHandOver: { id: string } }>();
    const specialist = await test.as('specialist');
    await specialist.post(`/api/v1/dossiers/${code}/hand-overs/${pendingHandOver.id}/acknowledgements`);
    const stored = await test.get(FileStore, { strict: false }).write(SCAN, 'application/pdf');
    const at = clock.now();
    await test
      .get(ActRunner, { strict: false })
      .performWith({ code, by: SYSTEM, ifMatch: null, write: null }, (dossier, context) => ({
        decision: decide(dossier, context, {
          act: 'attach',
          to: {},
          payload: { words: 'qq' },
          books: [
            {
              book: 'dossier_file',
              id: 'scan',
              isNew: true,
              facts: {
                fileHash: stored.hash,
                contentType: 'application/pdf',
                bytes: stored.bytes,
                addedBy: 'receiver',
              },
              instants: { addedAt: at },
              words: { name: WORDS[3]! },
            },
            {
              book: 'receipt_correction',
              id: 'correction',
              isNew: true,
              facts: { proposedBy: 'receiver', proposedSeq: 4 },
              instants: { proposedAt: at },
              words: { proposal: WORDS[4]! },
            },
          ],
        }),
        also: (tx) => test.get(FileStore, { strict: false }).record(tx, stored, at),
      }));
  }

  async function attached(which: string, { hash, bytes, mediaType }: StoredFile, id: string): Promise<void> {
    const at = clock.now();
    const facts = { fileHash: hash, contentType: mediaType, bytes, addedBy: 'receiver' };
    await test
      .get(ActRunner, { strict: false })
      .performWith({ code: which, by: SYSTEM, ifMatch: null, write: null }, (dossier, context) => ({
        decision: decide(dossier, context, {
          act: 'attach',
          to: {},
          payload: {},
          books: [
            { book: 'dossier_file', id, isNew: true, facts, instants: { addedAt: at }, words: { name: 'tờ.pdf' } },
          ],
        }),
        also: (tx) => test.get(FileStore, { strict: false }).record(tx, { hash, bytes, mediaType }, at),
      }));
  }

  async function drafted(): Promise<string> {
    const { items } = (await leader.get('/api/v1/letters?state=drafted')).json<{
      items: { id: string; dossierCode: string }[];
    }>();
    return items.find(({ dossierCode }) => dossierCode === code)!.id;
  }

  /** Where anything of the person stands: rows of every table, and bytes of every file of the service. */
  async function places(): Promise<string[]> {
    const found: string[] = [];
    for (const { name } of await tables()) {
      for (const row of await rows(`SELECT * FROM "${name}"`)) {
        if (holds(Buffer.from(JSON.stringify(row)))) found.push(`${name}: ${JSON.stringify(row)}`);
      }
    }
    const { DATA_DIR } = test.platform.config;
    const files = [...filesUnder(DATA_DIR)];
    if (test.database.engine === 'sqlite') {
      const file = (await rows('PRAGMA database_list'))[0]!['file'] as string;
      files.push(...[file, `${file}-wal`].filter((one) => existsSync(one)));
    }
    return [...found, ...files.filter((file) => holds(readFileSync(file)))];
  }

  async function tables(): Promise<{ name: string }[]> {
    return test.database.query<{ name: string }>(
      test.database.engine === 'sqlite'
        ? `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%'`
        : `SELECT "tablename" AS "name" FROM "pg_tables" WHERE "schemaname" = 'public'`,
    );
  }
});

/** As it is written, and inside base64 wherever it begins there. */
function holds(bytes: Buffer): boolean {
  return TRACES.some((text) => bytes.includes(text) || encoded(text).some((piece) => bytes.includes(piece)));
}

function encoded(text: string): string[] {
  if (Buffer.byteLength(text) < 9) return [];
  return [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset, 'x'), Buffer.from(text)]).toString('base64');
    return whole.slice(4, -4);
  });
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}
