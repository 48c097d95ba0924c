import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../../../src/app.module.js';
import { CoverageService } from '../../../src/apologies/coverage/coverage.service.js';
import { ReplayClock } from '../../../src/demo/clock.js';
import { bornAt } from '../../../src/demo/plan-receive.js';
import { planYear, type PlannedDossier } from '../../../src/demo/plan.js';
import { Random } from '../../../src/demo/random.js';
import type { Tally } from '../../../src/demo/life.js';
import { Replay } from '../../../src/demo/replay.js';
import { settle } from '../../../src/demo/seed.js';
import { Staff } from '../../../src/demo/staff.js';
import { OPENS_AT, SEED } from '../../../src/demo/town.js';
import { instant } from '../../../src/domain/time/instant.js';
import { readConfig } from '../../../src/platform/config/app-config.js';
import { readInstant, readInstantOrNull } from '../../../src/platform/database/instant-column.js';
import type { Row } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { Keys } from '../../../src/platform/keys/keys.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

/** Some of every kind, and enough late ones of the last weeks that letters are at every stage. */
function someOf(plan: readonly PlannedDossier[]): PlannedDossier[] {
  const first = (count: number, is: (one: PlannedDossier) => boolean): PlannedDossier[] =>
    plan.filter(is).slice(0, count);
  const late = plan.filter(({ ending }) => ending.kind === 'late');
  const chosen = new Set([
    ...late.slice(0, 8),
    ...late.slice(-14),
    ...first(10, ({ instant: atOnce }) => atOnce),
    ...first(4, ({ ending }) => ending.kind === 'withdrawn'),
    ...first(4, ({ ending }) => ending.kind === 'refused'),
    ...first(8, ({ field }) => field === 'social'),
    ...first(6, ({ field }) => field === 'interlinked'),
    ...plan.filter(({ finishAt }) => finishAt >= OPENS_AT).slice(-8),
    ...first(4, ({ filing }) => Boolean(filing?.question?.broughtAt)),
    ...first(3, ({ ending }) => ending.kind === 'rejected'),
    ...plan.filter(({ filing }) => filing !== null && filing.answeredAt >= OPENS_AT),
    ...['supplement', 'payment', 'extra_time'].flatMap((kind) => [
      ...first(5, ({ interludes }) => interludes.some((one) => one.kind === kind)),
      ...plan.filter(({ interludes, finishAt }) => finishAt >= OPENS_AT && interludes.some((one) => one.kind === kind)),
    ]),
    ...first(3, ({ ending }) => ending.kind === 'stopped'),
    ...plan.filter(({ paper }) => paper !== null),
    ...plan.filter(({ receiptChange }) => receiptChange !== null),
    ...first(8, isDeclared),
    ...first(4, (one) => isDeclared(one) && one.ending.kind === 'on_time'),
    ...['error', 'loss', 'conduct', 'supplement'].flatMap((cause) =>
      first(4, ({ faults }) => faults.some((one) => one.cause === cause)),
    ),
    ...plan.filter(({ faults }) => faults.some(({ judgedAt }) => judgedAt >= OPENS_AT)),
    ...['waived', 'outside', 'forgotten'].flatMap((what) => first(2, ({ apology }) => apology === what)),
  ]);
  return plan.filter((one) => chosen.has(one));
}

const isAccepted = ({ filing, at }: PlannedDossier): boolean =>
  filing === null || (filing.answer === 'accepted' && at < OPENS_AT);
const isDeclared = ({ steps }: PlannedDossier): boolean => steps.some(({ act }) => act === 'declare_delay');

/** One desk does not begin two dossiers of one procedure in the same second. */
function birthOf(row: Row): string {
  const at = readInstantOrNull(row['filedAt']) ?? readInstant(row['acceptedAt']);
  return `${String(row['unitCode'])} ${String(row['procedureCode'])} ${at}`;
}

describe('a small year, replayed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-demo-'));
  const clock = new ReplayClock(instant('2022-12-14T08:00:00+07:00'));
  let test: TestDatabase;
  let app: INestApplicationContext;
  let plan: PlannedDossier[];
  let tally: Tally;
  let dossiers: Row[];
  let lives: { planned: PlannedDossier; row: Row }[];

  beforeAll(async () => {
    test = await openTestDatabase();
    const { database } = test;
    const config = readConfig({ NODE_ENV: 'test', JOBS: '0', DATA_DIR: folder, ILLUSTRATION: '1' });
    const platform = {
      ...{ config, clock, database },
      transactor: new Transactor(database),
      keys: new Keys(Buffer.alloc(32, 7)),
    };
    app = await NestFactory.createApplicationContext(AppModule.with(platform), { logger: ['fatal', 'error'] });
    const staff = new Staff(SEED);
    plan = someOf(planYear(SEED, await settle(app, staff)));
    const replay = new Replay(app, { clock, staff, random: new Random(SEED), onAct: () => undefined });
    tally = await replay.run(plan);
    const rows = await database.query('SELECT * FROM "dossier" WHERE "voidedAt" IS NULL');
    const byBirth = new Map(rows.map((row) => [birthOf(row), row]));
    lives = plan.map((planned) => {
      const row = byBirth.get(`${planned.unitCode} ${planned.procedureCode} ${bornAt(planned)}`);
      if (!row) throw new RangeError('a planned dossier was never born');
      return { planned, row };
    });
    dossiers = rows;
  }, 120_000);

  afterAll(async () => {
    await app.close();
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins every planned dossier once, with the promise that was planned', () => {
    expect(tally.dossiers).toBe(plan.length);
    expect(dossiers).toHaveLength(plan.length);
    expect(lives.map(({ row }) => readInstantOrNull(row['originalDueAt']))).toEqual(
      lives.map(({ planned }) => (isAccepted(planned) ? (planned.paper?.dueAt ?? planned.originalDueAt) : null)),
    );
  });

  it('moves each promise to the day that was planned, by what interrupted the work', () => {
    const through = lives.filter(
      ({ planned }) =>
        planned.lateFrom !== null && isAccepted(planned) && planned.steps.every(({ at }) => at < OPENS_AT),
    );
    const moved = through.filter(({ planned }) => planned.interludes.length > 0);
    expect(moved.length).toBeGreaterThan(15);
    expect(through.map(({ row }) => readInstant(row['statutoryDueAt']))).toEqual(
      through.map(({ planned }) => planned.dueAt),
    );
  });

  it('numbers the codes of a desk and day without a gap, voided ones too', async () => {
    const serials = new Map<string, number[]>();
    for (const { code } of await test.database.query<{ code: string }>('SELECT "code" FROM "dossier"')) {
      const scope = code.slice(0, -5);
      serials.set(scope, [...(serials.get(scope) ?? []), Number(code.slice(-4))]);
    }
    for (const given of serials.values()) {
      expect(given.sort((a, b) => a - b)).toEqual(given.map((_, i) => i + 1));
    }
  });

  it('leaves no running dossier without a due date, and some in every state of waiting', () => {
    const running = dossiers.filter(({ status }) => status === 'accepted' || status === 'processing');
    expect(running.length).toBeGreaterThan(5);
    expect(running.filter((row) => row['lateFrom'] === null || row['currentDueAt'] === null)).toEqual([]);
    const states = new Set(dossiers.map(({ status }) => status));
    for (const state of ['submitted', 'awaiting_supplement', 'awaiting_payment', 'stopped', 'rejected', 'withdrawn']) {
      expect(states).toContain(state);
    }
  });

  it('ends as planned: late, withdrawn, stopped, refused', () => {
    const ended = lives.map(({ row }) => [row['timeliness'] === 'late', row['ending'], row['outcome']]);
    const planned = lives.map(({ planned: { ending, outcome, finishAt } }) => {
      if (finishAt >= OPENS_AT || ending.kind === 'rejected') return [false, null, null];
      const kind = ending.kind === 'withdrawn' || ending.kind === 'stopped' ? ending.kind : 'completed';
      return [ending.kind === 'late', kind, kind === 'completed' ? outcome : null];
    });
    expect(ended).toEqual(planned);
  });

  it('owes an apology for every broken promise, once, and for lateness of nothing else', async () => {
    const broken = dossiers.filter((row) => {
      const lateFrom = readInstantOrNull(row['lateFrom']);
      return lateFrom !== null && lateFrom <= (readInstantOrNull(row['finishedAt']) ?? OPENS_AT);
    });
    const owed = await test.database.query<{ dossierId: string; since: unknown; state: string }>(
      `SELECT "dossierId", "state" FROM "obligation_fact" WHERE "cause" = 'late'`,
    );
    const averted = owed.filter(({ state }) => state === 'averted');
    expect(averted.length).toBeGreaterThan(0);
    const late = new Set(broken.map(({ id }) => id));
    // What was only feared, or was said to be late and is not yet, is owed too; nothing else is.
    const said = new Set(lives.filter(({ planned }) => isDeclared(planned)).map(({ row }) => row['id']));
    const held = owed.filter(({ state }) => state !== 'averted').map(({ dossierId }) => dossierId);
    expect(new Set(held).size).toBe(held.length);
    expect(held.filter((id) => !late.has(id) && !said.has(id))).toEqual([]);
    expect([...late].filter((id) => !held.includes(id as string))).toEqual([]);
    expect(broken.length).toBeGreaterThanOrEqual(20);
  });

  it('judges every fault as planned, and apologises for what was confirmed', async () => {
    const faults = await test.database.query<{ cause: string; state: string }>(
      'SELECT "cause", "state" FROM "dossier_fault"',
    );
    const tellOf = (cause: string, state: string): string => `${cause} ${state}`;
    const planned = plan
      .flatMap((one) => one.faults)
      .filter(({ reportedAt, judgedAt }) => (reportedAt ?? judgedAt) < OPENS_AT)
      .map(({ cause, judgedAt, verdict }) =>
        tellOf(cause, judgedAt >= OPENS_AT ? 'reported' : verdict === 'ours' ? 'confirmed' : 'dismissed'),
      );
    expect(faults.map(({ cause, state }) => tellOf(cause, state)).sort()).toEqual(planned.sort());
    expect(new Set(faults.map(({ cause }) => cause)).size).toBe(4);
  });

  it('lets letters go only by a leader with a paper, or to the agency at fault', async () => {
    const ended = await test.database.query<{ state: string; waiverProof: unknown; outsideAskedAt: unknown }>(
      `SELECT "state", "waiverProof", "outsideAskedAt" FROM "obligation_fact"
        WHERE "state" = 'waived' OR "outsideAskedAt" IS NOT NULL`,
    );
    const planned = (what: string): number => plan.filter(({ apology }) => apology === what).length;
    const waived = ended.filter(({ state, waiverProof }) => state === 'waived' && waiverProof !== null);
    const asked = ended.filter(({ outsideAskedAt }) => outsideAskedAt !== null);
    expect([waived.length, asked.length]).toEqual([planned('waived'), planned('outside')]);
    // The last one asked has not written yet.
    expect(asked.filter(({ state }) => state === 'settled').length).toBeGreaterThan(0);
  });

  it('writes paper receipts into one closed session, corrects and voids others', async () => {
    const { database } = test;
    const papers = dossiers.filter(({ origin }) => origin === 'paper');
    expect(papers.length).toBe(plan.filter(({ paper }) => paper !== null).length);
    expect(await database.query('SELECT 1 FROM "paper_session" WHERE "closedAt" IS NOT NULL')).toHaveLength(1);
    const corrections = await database.query('SELECT 1 FROM "receipt_correction" WHERE "confirmedAt" IS NOT NULL');
    const replaced = plan.filter(({ receiptChange }) => receiptChange?.kind === 'replaced').length;
    expect(corrections).toHaveLength(plan.filter(({ receiptChange }) => receiptChange !== null).length - replaced);
    expect(await database.query('SELECT 1 FROM "dossier" WHERE "voidedAt" IS NOT NULL')).toHaveLength(replaced);
    expect(dossiers.filter(({ replacesCode }) => replacesCode !== null)).toHaveLength(replaced);
  });

  it('says exactly what is still missing', async () => {
    const coverage = await app
      .get(CoverageService, { strict: false })
      .of({ from: null, to: null, unitCode: 'H45.20', below: true });
    const states = await test.database.query<{ state: string }>('SELECT "state" FROM "obligation"');
    const owed = states.filter(({ state }) => state === 'owed').length;
    const counted = states.filter(({ state }) => state !== 'averted').length;
    const settled = states.filter(({ state }) => state === 'settled').length;
    expect(coverage).toMatchObject({ opened: counted, issued: settled, missingTotal: owed });
    expect(coverage.missing).toHaveLength(owed);
    expect(owed).toBeGreaterThan(0);
    expect(coverage.timelyRate).toBeGreaterThan(0);
  });

  it('never rewrites what was promised first', async () => {
    const originals = await test.database.query(
      `SELECT d."code", d."originalDueAt", p."currentDueAt", p."seq" FROM "promise" p
         JOIN "dossier" d ON d."id" = p."dossierId" WHERE p."kind" = 'original' AND d."voidedAt" IS NULL`,
    );
    expect(originals).toHaveLength(plan.filter((one) => isAccepted(one) && one.paper === null).length);
    expect(
      originals.filter(
        (row) => row['seq'] !== 1 || readInstant(row['currentDueAt']) !== readInstant(row['originalDueAt']),
      ),
    ).toEqual([]);
  });

  it('numbers letters without a gap, and lets nobody sign who handled the dossier', async () => {
    const letters = await test.database.query<{ unitCode: string; numberYear: number; numberSerial: number }>(
      'SELECT "unitCode", "numberYear", "numberSerial" FROM "letter" WHERE "numberSerial" IS NOT NULL',
    );
    const registers = new Map<string, number[]>();
    for (const { unitCode, numberYear, numberSerial } of letters) {
      const register = `${unitCode} ${numberYear}`;
      registers.set(register, [...(registers.get(register) ?? []), numberSerial]);
    }
    for (const serials of registers.values()) {
      expect(serials.sort((a, b) => a - b)).toEqual(serials.map((_, i) => i + 1));
    }
    const own = await test.database.query(
      `SELECT l."id" FROM "letter" l JOIN "hand_over" h ON h."dossierId" = l."dossierId"
        WHERE h."acknowledgedBy" = l."approvedBy"`,
    );
    expect(own).toEqual([]);
  });

  it('writes a reason of the desk into every letter issued, under the watermark', async () => {
    const letters = await test.database.query<{ reason: string | null; facts: string }>(
      `SELECT "reason", "facts" FROM "letter" WHERE "state" = 'issued'`,
    );
    expect(letters).toHaveLength(tally.letters);
    for (const { reason, facts } of letters) {
      expect(JSON.parse(facts)).toMatchObject({ reason, illustration: true });
    }
  });
});
