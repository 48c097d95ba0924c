import { Readable } from 'node:stream';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { SessionsRepository } from '../../src/accounts/sessions.repository.js';
import { CardsService } from '../../src/accounts/shared-pcs/cards.service.js';
import { DevicesService } from '../../src/accounts/shared-pcs/devices.service.js';
import { CoverFold } from '../../src/apologies/coverage/cover-fold.service.js';
import { CallTasks } from '../../src/apologies/calls/call-tasks.service.js';
import { CallsService } from '../../src/apologies/calls/calls.service.js';
import { MailReports } from '../../src/apologies/delivery/mail-reports.service.js';
import { FoldersRepository } from '../../src/apologies/folders/folders.repository.js';
import { LettersRepository } from '../../src/apologies/letters.repository.js';
import { RegisterRepository } from '../../src/apologies/register/register.repository.js';
import { SecondPromiseWatch } from '../../src/apologies/second-promise/second-promise-watch.service.js';
import { CalendarService } from '../../src/calendar/calendar.service.js';
import { FoldService } from '../../src/counting/fold.service.js';
import { decide } from '../../src/domain/dossier/decision.js';
import type { Actor } from '../../src/domain/accounts/roles.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { ActRunner } from '../../src/dossiers/act-runner.js';
import { ReplanRun } from '../../src/dossiers/clock/replan-run.service.js';
import { SYSTEM } from '../../src/dossiers/breach.service.js';
import { MappingsRepository } from '../../src/imports/mappings.repository.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { ReceiptsService } from '../../src/dossiers/papers/receipts.service.js';
import { TellingService } from '../../src/dossiers/telling/telling.service.js';
import { ClosingSignaturesRepository } from '../../src/reporting/closing/closing-signatures.repository.js';
import { ClosingsService } from '../../src/reporting/closing/closings.service.js';
import { RadarReading } from '../../src/reporting/radar/radar-reading.service.js';
import { UnitChangesService } from '../../src/units/unit-changes.service.js';
import { ReconciliationsService } from '../../src/reporting/reconcile/reconciliations.service.js';
import { UnitsRepository } from '../../src/units/units.repository.js';
import { WordingActsService } from '../../src/wordings/wording-acts.service.js';
import type { Agent } from './agents.js';
import { DeskCountService } from '../../src/reporting/evaluation/desk-count.service.js';
import type { TestApp } from './app.js';
import { APPLICANT, registered, THREE_DAYS } from './desk.js';
import { accepted, imported, registerFile } from './imports.js';
import { playOut } from './proven-world.js';
import { PLAIN_LINE } from './register.js';
import { signedElectronically } from './signed-letter.js';
import { sealed } from './verified.js';

/** What people and machines do until each table of record holds a row that the service itself wrote. */
export async function fillEveryTable(world: TestApp): Promise<void> {
  const { late } = await playOut(world);
  world.clock.set('2023-05-15T11:00:00+07:00');
  // Form 04 of this world was due on the 12th.
  await world.get(SecondPromiseWatch, { strict: false }).look();
  const [receiver, head, leader] = [await world.as('receiver'), await world.as('desk_head'), await world.as('leader')];
  const day = {
    kind: 'holiday',
    name: 'Nghỉ',
    source: 'CV 1',
    confidence: 'high',
    spells: null,
    reason: null,
  } as const;
  await world.get(CalendarService, { strict: false }).putDay(plainDate('2023-06-30'), day, 'admin');
  const { revision } = (await leader.post('/api/v1/calendar/replans', {})).json<{ revision: number }>();
  await done(leader, '/api/v1/calendar/replans/confirmations', { revision });
  await world.get(ReplanRun, { strict: false }).turn();
  const renamed = { validFrom: plainDate('2023-05-15'), changes: { phone: '0257 3 875 111' }, reason: null };
  const admin = await world.get(AccountsService, { strict: false }).actor('admin');
  await world.get(UnitChangesService, { strict: false }).plan('H45.20.05', renamed, admin);
  await onPaper(receiver, head);
  await corrected(world, receiver, head);
  await world
    .get(WordingActsService, { strict: false })
    .write(
      { kind: 'control-note', unitCode: 'H45.20', validFrom: plainDate('2023-05-15'), text: 'Đi cùng hồ sơ {{code}}' },
      { username: 'admin', fullName: 'admin', unitCode: 'H45.20', roles: ['admin'] },
    );
  await done(receiver, '/api/v1/refusals', {
    procedureCode: THREE_DAYS,
    kind: '03',
    reason: 'Thuộc thẩm quyền của tỉnh',
  });
  const file = await imported(world, head, await registerFile([{ ...PLAIN_LINE, code: 'H45.20-230508-0001' }]));
  await accepted(world, head, file.id);
  await attached(world, late);
  await besides(world);
  // In the new year the figures of the old one become its balance; back in May something is on its way to the bins.
  world.clock.set('2024-01-02T08:00:00+07:00');
  await world.get(FoldService, { strict: false }).fold();
  // A session on paper was among all that.
  await world.get(RadarReading, { strict: false }).look();
  world.clock.set('2023-05-16T09:00:00+07:00');
  await sealed(world);
  const { code } = await registered(receiver);
  await done(receiver, `/api/v1/dossiers/${code}/completions`, {
    outcome: 'granted',
    resultNumber: '9/GCN',
    shelf: 'C',
  });
  await world.get(TellingService, { strict: false }).told(code, await actorOf(world));
  await done(receiver, '/api/v1/refusals', { procedureCode: THREE_DAYS, kind: '02', reason: 'Thiếu giấy tờ bắt buộc' });
}

function actorOf(world: TestApp): Promise<Actor> {
  return world.get(AccountsService, { strict: false }).actor('receiver');
}

async function done(by: Agent, url: string, body: object = {}): Promise<{ id: string }> {
  const answer = await by.post(url, body);
  if (answer.statusCode !== 201) throw new Error(`${url}: ${answer.body}`);
  return answer.json<{ id: string }>();
}

async function onPaper(receiver: Agent, head: Agent): Promise<void> {
  await done(head, '/api/v1/paper-sessions', {
    from: '2023-05-15T08:00:00+07:00',
    to: '2023-05-15T10:45:00+07:00',
    reason: 'Mất điện toàn trụ sở',
  });
  await registered(receiver, {
    acceptedAt: '2023-05-15T08:20:00+07:00',
    paperBook: { book: 'Sổ tiếp nhận 2023', serial: 38, dueAt: '2023-05-19T16:00:00+07:00' },
  });
}

async function corrected(world: TestApp, receiver: Agent, head: Agent): Promise<void> {
  const { code } = await registered(receiver);
  const url = `/api/v1/dossiers/${code}/corrections`;
  await done(receiver, url, { reason: 'Ghi nhầm khi tiếp nhận', applicant: { ...APPLICANT, name: 'Nguyễn Văn Ẩm' } });
  const { items } = (await head.get(url)).json<{ items: { id: string }[] }>();
  await done(head, `${url}/${items[0]?.id ?? ''}/confirmations`);
  await world.get(ReceiptsService, { strict: false }).issue(code, await actorOf(world));
}

async function attached(world: TestApp, code: string): Promise<void> {
  const files = world.get(FileStore, { strict: false });
  const stored = await files.write(Buffer.from('%PDF-1.7 một tờ'), 'application/pdf');
  const at = world.clock.now();
  const facts = { fileHash: stored.hash, contentType: stored.mediaType, bytes: stored.bytes, addedBy: 'receiver' };
  const book = { book: 'dossier_file' as const, id: 'scan', isNew: true, facts, instants: { addedAt: at } };
  await world
    .get(ActRunner, { strict: false })
    .performWith({ code, by: SYSTEM, ifMatch: null, write: null }, (dossier, context) => ({
      decision: decide(dossier, context, {
        act: 'attach',
        to: {},
        payload: {},
        books: [{ ...book, words: { name: 'tờ.pdf' } }],
      }),
      also: (tx) => files.record(tx, stored, at),
    }));
}

/** What stands beside dossiers, by those who write it. */
async function besides(world: TestApp): Promise<void> {
  const at = world.clock.now();
  const head = await world.get(AccountsService, { strict: false }).actor('desk_head');
  await world.get(DevicesService, { strict: false }).register(head, 'Quầy 1');
  await world.get(CardsService, { strict: false }).issue(head, head.username);
  const [letter] = await world.database.query<{ id: string }>('SELECT "id" FROM "letter" ORDER BY "id"');
  const delivery = {
    id: 'delivery',
    letterId: letter?.id ?? '',
    channel: 'print',
    proof: 'đã ký nhận',
    at,
    by: 'receiver',
  };
  const token = { id: 'token', username: 'receiver', name: 'kho', scopes: ['read'], endsOn: plainDate('2023-12-31') };
  const mapping = { columns: { code: 'Mã' }, values: {} } as unknown as Parameters<
    MappingsRepository['write']
  >[1]['mapping'];
  await world.transactor.run(async (tx) => {
    await world.get(LettersRepository, { strict: false }).addDelivery(tx, delivery);
    await world
      .get(SessionsRepository, { strict: false })
      .addToken(tx, { ...token, tokenHash: 'a'.repeat(64) }, { username: 'admin', at });
    await world
      .get(MappingsRepository, { strict: false })
      .write(tx, { unitCode: 'H45.20', name: 'sổ/cũ', mapping, changedAt: at, changedBy: 'admin' });
    const setting = { unitCode: 'H45.20', key: 'apologies_from' as const, validFrom: plainDate('2023-06-01') };
    await world
      .get(UnitsRepository, { strict: false })
      .writeSetting(tx, { ...setting, value: '2023-01-01', by: 'admin' }, at);
  });
  await called(world, head);
  await onFolders(world, letter?.id ?? '');
  const report = { hash: 'b'.repeat(64), receivedAt: at, kind: 'unknown', status: '5.1.1', messageId: null } as const;
  await world.get(MailReports, { strict: false }).keep({ ...report, source: 'folder' });
  await signedElectronically(world);
  await reconciled(world, head);
  await world.get(CoverFold, { strict: false }).fold();
  const closed = await world.get(ClosingsService, { strict: false }).close(head, 'H45.20', '2023-04', null);
  const signed = { closingId: closed.id, fileHash: closed.pdfHash, signatures: [], at: closed.at, by: 'leader' };
  const signatures = world.get(ClosingSignaturesRepository, { strict: false });
  await world.transactor.run((tx) => signatures.add(tx, signed));
  await world.get(DeskCountService, { strict: false }).run();
}

/** A folder to be signed, and a register that goes on from a book and is closed. */
async function onFolders(world: TestApp, letterId: string): Promise<void> {
  const at = world.clock.now();
  const folders = world.get(FoldersRepository, { strict: false });
  const register = world.get(RegisterRepository, { strict: false });
  const unitCode = 'H45.20.21';
  const folder = { id: 'folder', unitCode, openedAt: at, openedBy: 'clerk', closedAt: null, closedBy: null };
  const start = { id: 'start', unitCode, year: 2022, after: 0, next: 8, reason: 'sổ giấy quyển 01', at, by: 'clerk' };
  const closing = { unitCode, year: 2022, lastSerial: 7, letters: 0, voided: 0, at, by: 'clerk' };
  await world.transactor.run(async (tx) => {
    await folders.add(tx, folder);
    await folders.put(tx, folder.id, [letterId], 1);
    await register.addStart(tx, start);
    await register.close(tx, closing);
  });
}

/** A list of another system that waits to be compared. */
async function reconciled(world: TestApp, by: Actor): Promise<void> {
  const asked = {
    kind: 'late_list',
    period: '2023',
    format: 'csv',
    unitCode: null,
    takenOn: null,
    twoClasses: false,
  } as const;
  await world.get(ReconciliationsService, { strict: false }).receive(by, asked, Readable.from([Buffer.from('x')]));
}

async function called(world: TestApp, by: Actor): Promise<void> {
  const at = world.clock.now();
  const [dossier] = await world.database.query<{ id: string }>(
    `SELECT "id" FROM "dossier" WHERE "unitCode" = '${by.unitCode}' ORDER BY "id"`,
  );
  const about = { dossierId: dossier?.id ?? '', letterId: null, unitCode: by.unitCode, at, dueAt: at };
  await world.transactor.run(async (tx) => {
    await world.get(CallTasks, { strict: false }).open(tx, { ...about, kind: 'call_back', subjectId: 'every table' });
  });
  const calls = world.get(CallsService, { strict: false });
  const { items } = await calls.page(undefined, by);
  await calls.note(items[0]?.task.id ?? '', 'not_reached', 'Chuông reo', { by, write: null });
}
