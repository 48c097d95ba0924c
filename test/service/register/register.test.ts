import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../../src/accounts/accounts.service.js';
import { IssuingService } from '../../../src/apologies/issuing.service.js';
import { LetterProofService } from '../../../src/apologies/proof/letter-proof.service.js';
import { LettersRepository } from '../../../src/apologies/letters.repository.js';
import { LettersService } from '../../../src/apologies/letters.service.js';
import { NumberingService } from '../../../src/apologies/numbering.service.js';
import { RegisterBooks } from '../../../src/apologies/register/register-book.service.js';
import { RegisterJobs } from '../../../src/apologies/register/register.jobs.js';
import { RegisterService } from '../../../src/apologies/register/register.service.js';
import type { Actor } from '../../../src/domain/accounts/roles.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Finding } from '../../../src/dossiers/verify/finding.js';
import type { TestApp } from '../../support/app.js';
import { startDesk } from '../../support/desk.js';
import { approved, lateLetters, type LateLetter } from '../../support/late-letters.js';

const UNIT = 'H45.20.05';

let desk: TestApp;
let clerk: Actor;
let letters: LateLetter[];

const get = <T>(token: abstract new (...given: never[]) => T): T => desk.get<T>(token, { strict: false });
const letter = (index: number) => get(LettersRepository).byId(desk.database, letters[index]!.id);
const issue = (index: number, typed: string | null = null): Promise<void> =>
  get(IssuingService).issue(letters[index]!.id, clerk, typed);

async function gaps(): Promise<(string | null)[]> {
  const found: Finding[] = [];
  await get(LetterProofService).prove((finding) => found.push(finding));
  return found.filter(({ fault }) => fault === 'number_gap').map(({ key }) => key);
}

beforeAll(async () => {
  desk = await startDesk();
  letters = await lateLetters(desk, 9);
  await approved(desk, letters);
  clerk = await get(AccountsService).actor('qldt.clerk');
}, 60_000);
afterAll(() => desk.close());

describe('the register of letters', () => {
  it('gives numbers without a gap, also when many ask at once', async () => {
    await Promise.all([issue(0), issue(1), issue(2)]);
    const given = await Promise.all([0, 1, 2].map(async (index) => (await letter(index)).number!.serial));
    expect(given.sort()).toEqual([1, 2, 3]);
  });

  it('goes on from a book on paper, upward only, and says so; the numbers between are no gap', async () => {
    const register = get(RegisterService);
    await expect(register.startAt(UNIT, 3, 'sổ giấy quyển 02', clerk)).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await register.startAt(UNIT, 15, 'sổ giấy quyển 02', clerk);
    await issue(3);
    expect((await letter(3)).number).toMatchObject({ serial: 15, text: '15/PXL' });
    expect(await gaps()).toEqual([]);
    const [entry] = await desk.database.query<{ actor: string; subject: string }>(
      `SELECT "actor", "subject" FROM "audit_entry" WHERE "action" = 'register.started'`,
    );
    expect(entry).toEqual({ actor: 'qldt.clerk', subject: `register:${UNIT}:2023` });
  });

  it('shows a number that vanished as a gap', async () => {
    await desk.transactor.run((tx) =>
      tx.execute('UPDATE "counter" SET "value" = 16 WHERE "scope" = $1', [`letter:${UNIT}:2023`]),
    );
    expect(await gaps()).toEqual([`${UNIT}/2023/16`]);
    await desk.transactor.run((tx) =>
      tx.execute('UPDATE "counter" SET "value" = 15 WHERE "scope" = $1', [`letter:${UNIT}:2023`]),
    );
  });

  it('keeps the line of a void number, with its reason', async () => {
    const [target, by] = [await letter(4), await get(AccountsService).actor('qldt.leader')];
    await get(NumberingService).number(target, clerk, null);
    await get(LettersService).void(target.id, 'in nhầm phôi giấy cũ', by, null);
    const { lines, voided } = await get(RegisterBooks).page(UNIT, 2023, undefined, clerk);
    expect(lines.at(-1)).toMatchObject({ number: '16/PXL', state: 'void', comment: 'in nhầm phôi giấy cũ' });
    expect(voided).toBe(1);
    expect(await gaps()).toEqual([]);
  });

  it('gives the number of the local day on both sides of midnight of New Year', async () => {
    desk.clock.set('2023-12-31T23:59:30+07:00');
    await issue(5);
    expect((await letter(5)).number).toMatchObject({ year: 2023, serial: 17 });
    desk.clock.set('2024-01-01T00:00:10+07:00');
    await issue(6);
    expect(await letter(6)).toMatchObject({ number: { year: 2024, serial: 1 }, date: '2024-01-01' });
  });

  it('takes a number of December from another register in January, and ours does not', async () => {
    const numbering = get(NumberingService);
    const paper = { date: plainDate('2023-12-29'), facts: null };
    await expect(numbering.number(await letter(7), clerk, null, paper)).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field: 'date' }],
    });
    expect(await numbering.number(await letter(7), clerk, '88/TXL', paper)).toMatchObject({
      number: { year: 2023, serial: null, text: '88/TXL' },
      date: '2023-12-29',
    });
  });

  it('is closed when the year is over, by itself in the middle of January; then it takes nothing', async () => {
    const register = get(RegisterService);
    await expect(register.close(UNIT, 2024, 'qldt.clerk')).rejects.toMatchObject({ code: 'request.invalid' });
    desk.clock.set('2024-01-15T00:20:00+07:00');
    await get(RegisterJobs).closePast();
    expect((await get(RegisterBooks).page(UNIT, 2023, undefined, clerk)).closing).toBeNull();
    desk.clock.set('2024-01-16T00:20:00+07:00');
    await get(RegisterJobs).closePast();
    await get(RegisterJobs).closePast();
    const { closing } = await get(RegisterBooks).page(UNIT, 2023, undefined, clerk);
    expect(closing).toMatchObject({ year: 2023, lastSerial: 17, letters: 7, voided: 1, by: 'system' });
    const paper = { date: plainDate('2023-12-29'), facts: null };
    await expect(get(NumberingService).number(await letter(8), clerk, '89/TXL', paper)).rejects.toMatchObject({
      code: 'conflict.closed',
    });
    await issue(8);
    expect((await letter(8)).number).toMatchObject({ year: 2024, serial: 2 });
  });
});
