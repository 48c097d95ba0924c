import { LettersService } from '../../src/apologies/letters.service.js';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import type { TestApp } from './app.js';
import { APPLICANT, FIVE_DAYS, registered } from './desk.js';

/** A moment at which what `lateLetters` registered is late. */
const LATE = '2023-05-11T07:35:00+07:00';

export interface LateLetter {
  readonly id: string;
  readonly code: string;
}

/**
 * Dossiers of the division that are late by now, each with the draft that the sweep began; in the order of a folder.
 *
 * @param contact how the citizen of each is reached
 */
export async function lateLetters(
  desk: TestApp,
  count: number,
  contact: (n: number) => object = () => ({ contactBy: ['post'] }),
): Promise<LateLetter[]> {
  desk.clock.set('2023-04-28T14:00:00+07:00');
  const receiver = await desk.as('receiver');
  const head = await desk.as('division_head');
  const codes: string[] = [];
  for (let i = 1; i <= count; i += 1) {
    const applicant = { ...APPLICANT, name: `Lê Thị ${String(i)}`, email: undefined, ...contact(i) };
    const { code } = await registered(receiver, { procedureCode: FIVE_DAYS, applicant });
    const handed = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: 'H45.20.05' });
    const { id } = handed.json<{ pendingHandOver: { id: string } }>().pendingHandOver;
    await head.post(`/api/v1/dossiers/${code}/hand-overs/${id}/acknowledgements`);
    codes.push(code);
  }
  desk.clock.set(LATE);
  await desk.get(SweepService, { strict: false }).sweep();
  const rows = await desk.database.query<LateLetter>(
    `SELECT l."id", d."code" FROM "letter" l JOIN "dossier_fact" d ON d."id" = l."dossierId"
      WHERE l."state" = 'drafted' ORDER BY l."draftedAt", l."id"`,
  );
  return rows.filter(({ code }) => codes.includes(code));
}

/** The signer's yes to each. */
export async function approved(desk: TestApp, letters: readonly LateLetter[]): Promise<void> {
  const signer = await desk.get(AccountsService, { strict: false }).actor('qldt.leader');
  const service = desk.get(LettersService, { strict: false });
  for (const { id } of letters) await service.approve(id, signer, null);
}
