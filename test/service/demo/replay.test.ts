import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../../../src/app.module.js';
import { CoverageService } from '../../../src/apologies/coverage.service.js';
import { ReplayClock } from '../../../src/demo/clock.js';
import { planYear, type PlannedDossier } from '../../../src/demo/plan.js';
import { Random } from '../../../src/demo/random.js';
import { Replay, type Tally } from '../../../src/demo/replay.js';
import { settle } from '../../../src/demo/seed.js';
import { Staff } from '../../../src/demo/staff.js';
import { OPENS_AT, SEED } from '../../../src/demo/town.js';
import { instant } from '../../../src/domain/time/instant.js';
import { readConfig } from '../../../src/platform/config/app-config.js';
import { readInstant, readInstantOrNull } from '../../../src/platform/database/instant-column.js';
import type { Row } from '../../../src/platform/database/sql.js';
import { Transactor } from '../../../src/platform/database/transactor.js';
import { Keys } from '../../../src/platform/keys/keys.js';
import { UnitsService } from '../../../src/units/units.service.js';
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
  ]);
  return plan.filter((one) => chosen.has(one));
}

describe('a small year, replayed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-demo-'));
  const clock = new ReplayClock(instant('2022-12-14T08:00:00+07:00'));
  let test: TestDatabase;
  let app: INestApplicationContext;
  let plan: PlannedDossier[];
  let tally: Tally;
  let dossiers: Row[];

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
    dossiers = await database.query('SELECT * FROM "dossier" ORDER BY "acceptedAt", "id"');
  }, 120_000);

  afterAll(async () => {
    await app.close();
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('registers every planned dossier, with the promise that was planned', () => {
    expect(tally.dossiers).toBe(plan.length);
    expect(dossiers.map((row) => [row['procedureCode'], readInstant(row['originalDueAt'])])).toEqual(
      plan.map(({ procedureCode, dueAt }) => [procedureCode, dueAt]),
    );
  });

  it('numbers the codes of a desk and day without a gap', () => {
    const serials = new Map<string, number[]>();
    for (const { code } of dossiers as unknown as { code: string }[]) {
      const scope = code.slice(0, -5);
      serials.set(scope, [...(serials.get(scope) ?? []), Number(code.slice(-4))]);
    }
    for (const given of serials.values()) {
      expect(given.sort((a, b) => a - b)).toEqual(given.map((_, i) => i + 1));
    }
  });

  it('leaves no running dossier without a due date', () => {
    const open = dossiers.filter((row) => row['finishedAt'] === null);
    expect(open.length).toBeGreaterThan(5);
    expect(open.filter((row) => row['lateFrom'] === null || row['currentDueAt'] === null)).toEqual([]);
  });

  it('ends as planned: late, withdrawn, refused', () => {
    const ended = dossiers.map((row) => [row['timeliness'] === 'late', row['ending'], row['outcome']]);
    const planned = plan.map(({ ending, outcome, finishAt }) => {
      if (finishAt >= OPENS_AT) return [false, null, null];
      const withdrawn = ending.kind === 'withdrawn';
      return [ending.kind === 'late', withdrawn ? 'withdrawn' : 'completed', withdrawn ? null : outcome];
    });
    expect(ended).toEqual(planned);
  });

  it('owes an apology for every broken promise, once, and for nothing else', async () => {
    const broken = dossiers.filter((row) => {
      const lateFrom = readInstantOrNull(row['lateFrom']);
      return lateFrom !== null && lateFrom <= (readInstantOrNull(row['finishedAt']) ?? OPENS_AT);
    });
    const owed = await test.database.query<{ dossierId: string }>('SELECT "dossierId" FROM "obligation"');
    expect(owed.map(({ dossierId }) => dossierId).sort()).toEqual(broken.map(({ id }) => id as string).sort());
    expect(broken.length).toBeGreaterThanOrEqual(20);
  });

  it('says exactly what is still missing', async () => {
    const unitCodes = await app.get(UnitsService, { strict: false }).subtree('H45.20');
    const coverage = await app.get(CoverageService, { strict: false }).of({ from: null, to: null, unitCodes });
    const states = await test.database.query<{ state: string }>('SELECT "state" FROM "obligation"');
    const owed = states.filter(({ state }) => state === 'owed').length;
    expect(coverage).toMatchObject({ opened: states.length, issued: states.length - owed, missingTotal: owed });
    expect(coverage.missing).toHaveLength(owed);
    expect(owed).toBeGreaterThan(0);
    expect(coverage.issued).toBe(tally.letters);
  });

  it('never rewrites what was promised first', async () => {
    const originals = await test.database.query(
      `SELECT d."code", d."originalDueAt", p."currentDueAt", p."seq" FROM "promise" p
         JOIN "dossier" d ON d."id" = p."dossierId" WHERE p."kind" = 'original'`,
    );
    expect(originals).toHaveLength(plan.length);
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
