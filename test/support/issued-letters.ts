import { SweepService } from '../../src/apologies/sweep.service.js';
import { LetterDesk } from './letter-desk.js';
import type { TestApp } from './app.js';
import { FIVE_DAYS, registered } from './desk.js';

export interface IssuedLetter {
  readonly id: string;
  readonly code: string;
}

/** Letters of apology that went out, each for a dossier of its own that came late. */
export class IssuedLetters {
  private constructor(
    private readonly world: TestApp,
    private readonly desk: LetterDesk,
  ) {}

  static async open(world: TestApp): Promise<IssuedLetters> {
    return new IssuedLetters(world, await LetterDesk.open(world));
  }

  /** Received weeks before, late by now; approved, numbered and issued at the clock's present time. */
  async issue(applicant: object, more: object = {}): Promise<IssuedLetter> {
    const { clock } = this.world;
    const now = clock.now();
    clock.set('2023-04-28T08:00:00+07:00');
    const { code } = await registered(this.desk.as('receiver'), { procedureCode: FIVE_DAYS, applicant, ...more });
    await this.desk.handOver(code, 'H45.20.05', 'specialist');
    clock.advance(now - clock.now());
    await this.world.get(SweepService, { strict: false }).sweep();
    const { id } = await this.desk.onlyLetter(code);
    const reason = 'Phòng gửi văn bản lấy ý kiến của Chi cục Thuế chậm bốn ngày làm việc.';
    const draft = await this.desk.as('qldt.leader').send('PATCH', `/api/v1/letters/${id}`, { reason, fault: 'ours' });
    if (draft.statusCode !== 200) throw new Error(draft.body);
    await this.desk.ask('qldt.leader', `letters/${id}/approvals`);
    await this.desk.ask('qldt.clerk', `letters/${id}/issuances`);
    return { id, code };
  }
}
