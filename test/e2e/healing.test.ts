import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NightsService } from '../../src/apologies/healing/nights.service.js';
import { AppConfig } from '../../src/platform/config/app-config.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';

describe('the nightly round', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: LetterDesk;
  let nights: NightsService;
  let codes: string[];

  beforeAll(async () => {
    desk = await LetterDesk.open(await startDesk({ clock }));
    nights = desk.world.get(NightsService, { strict: false });
    codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await desk.inHand()).code);
  }, 60_000);
  afterAll(() => desk.world.close());

  /** Past every act that guards it. */
  const direct = async (sql: string, params: readonly string[] = []): Promise<void> => {
    await desk.world.transactor.run(async (tx) => {
      await tx.execute('UPDATE "maintenance_switch" SET "open" = TRUE');
      await tx.execute(sql, params);
      await tx.execute('UPDATE "maintenance_switch" SET "open" = FALSE');
    });
  };
  const mails = async (): Promise<{ recipient: string; text: string }[]> =>
    desk.world.database.query(
      `SELECT "recipient", "text" FROM "message" WHERE "kind" = 'heal_report' ORDER BY "recipient"`,
    );

  it('does nothing before two in the morning, and all that a sweep has missed after it', async () => {
    clock.set('2023-05-11T01:30:00+07:00');
    expect(await nights.run()).toBeNull();
    clock.set('2023-05-11T02:25:00+07:00');
    const report = await nights.run();
    expect(report).toMatchObject({ day: '2023-05-11', left: 0, lines: [] });
    for (const code of codes) expect((await desk.onlyLetter(code)).state).toBe('drafted');
    expect(await mails()).toEqual([]);
    expect(await nights.run()).toBeNull();
  });

  it('names what it must leave, whose it is, and writes to the administrators once', async () => {
    await direct(`UPDATE "user_account" SET "email" = 'quan.tri@example.vn' WHERE "username" = 'admin'`);
    const { id } = await desk.onlyLetter(codes[0]!);
    await desk.ask('leader', `letters/${id}/approvals`);
    await desk.ask('leader', `letters/${id}/issuances`);
    const [row] = await desk.world.database.query<{ fileHash: string }>(
      'SELECT "fileHash" FROM "letter" WHERE "id" = $1',
      [id],
    );
    const hash = row!.fileHash;
    await rm(join(desk.world.get(AppConfig, { strict: false }).DATA_DIR, 'files', hash.slice(0, 2), hash), {
      force: true,
    });
    const approved = await desk.onlyLetter(codes[1]!);
    await desk.ask('leader', `letters/${approved.id}/approvals`);
    // Settled, and by no letter: what no act can do.
    await direct(
      `UPDATE "obligation" SET "state" = 'settled', "settledAt" = "openedAt"
        WHERE "dossierId" = (SELECT "id" FROM "dossier" WHERE "code" = $1)`,
      [codes[2]!],
    );
    clock.set('2023-05-16T02:25:00+07:00');
    const report = await nights.run();
    const left = report!.lines.map(({ kind, unitCode, count }) => [kind, unitCode, count]);
    expect(left).toEqual(
      expect.arrayContaining([
        ['approved_stuck', 'H45.20.05', 1],
        ['file_missing', 'H45.20.05', 1],
        ['unproved', 'H45.20.05', 1],
      ]),
    );
    expect(report!.lines.find(({ kind }) => kind === 'file_missing')!.first).toEqual([
      { dossierCode: codes[0], letterId: id },
    ]);
    const sent = await mails();
    expect(sent.map(({ recipient }) => recipient)).toContain('quan.tri@example.vn');
    expect(sent[0]!.text).toContain('Thư đã phát hành mà tệp không còn trên đĩa: 1 (Phòng Quản lý đô thị)');
    expect(sent[0]!.text).not.toContain('Nguyễn');
    expect(await nights.run()).toBeNull();
    expect(await mails()).toHaveLength(sent.length);
  });

  it('is told on the page of coverage, to those whose it is', async () => {
    const page = async (who: string): Promise<string> =>
      (await (await desk.world.browse(who)).get('/letters/coverage')).body;
    const said = await page('leader');
    expect(said).toContain('Nghĩa vụ ghi đã xin lỗi mà không có thư phát hành');
    expect(said).toContain('Văn thư: lấy số và phát hành');
    expect(await page('xp.leader')).not.toContain('Nghĩa vụ ghi đã xin lỗi');
  });

  it('looks again the next night, and finds less when somebody has acted', async () => {
    const approved = await desk.onlyLetter(codes[1]!);
    await desk.ask('leader', `letters/${approved.id}/issuances`);
    clock.set('2023-05-17T03:25:00+07:00');
    const report = await nights.run();
    expect(report!.lines.map(({ kind }) => kind)).not.toContain('approved_stuck');
    expect(report!.lines.map(({ kind }) => kind)).toContain('unproved');
  });
});
