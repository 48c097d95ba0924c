import type { Agent } from '../agents.js';
import type { TestApp } from '../app.js';
import { APPLICANT, FIVE_DAYS, registered } from '../desk.js';
import { DECLARED_AFTER, FAULT_AFTER, FINISHED_AFTER, type Fate, type Planned } from './plan.js';

type Cause = 'error' | 'loss' | 'supplement';

const FAULTS: Readonly<Record<Cause, { readonly kind: string; readonly description: string }>> = {
  error: { kind: 'wrong_data', description: 'Ngày sinh trên kết quả không đúng sổ gốc' },
  loss: { kind: 'lost', description: 'Bản chính nộp kèm bị thất lạc tại bộ phận' },
  supplement: { kind: 'supplement_by_fault', description: 'Hướng dẫn thiếu một loại giấy tờ khi tiếp nhận' },
};

/** What people do to the dossiers of the month, day by day; the jobs are others' work. */
export class MonthPeople {
  private readonly codes = new Map<number, string>();
  /** letters for delays that were only declared: the signer waits, the result may still come in time */
  private readonly declared = new Set<string>();

  private constructor(
    private readonly plan: readonly Planned[],
    private readonly agents: Readonly<Record<'receiver' | 'returner' | 'deskHead' | 'leader' | 'clerk', Agent>>,
  ) {}

  static async of(world: TestApp, plan: readonly Planned[]): Promise<MonthPeople> {
    const [receiver, returner, deskHead, leader, clerk] = await Promise.all(
      (['receiver', 'returner', 'desk_head', 'qldt.leader', 'qldt.clerk'] as const).map((name) => world.as(name)),
    );
    if (!receiver || !returner || !deskHead || !leader || !clerk) throw new Error('five people sign in');
    return new MonthPeople(plan, { receiver, returner, deskHead, leader, clerk });
  }

  async receive(day: number): Promise<void> {
    for (const { n, email } of this.plan.filter((planned) => planned.day === day)) {
      const applicant = { ...APPLICANT, name: `Nguyễn Văn ${String(n)}`, email: email ?? undefined };
      const contactBy = email === null ? [] : ['email'];
      const { code } = await registered(this.agents.receiver, {
        procedureCode: FIVE_DAYS,
        applicant: { ...applicant, contactBy },
      });
      this.codes.set(n, code);
    }
  }

  /** Whatever is to be finished on this day. */
  async finish(day: number): Promise<void> {
    for (const code of this.ofDay(day, ({ fate }) => FINISHED_AFTER[fate])) {
      await done(this.agents.returner.post(url(code, 'completions'), { outcome: 'granted' }));
    }
  }

  /** Faults are reported at the desk and confirmed by a leader, who worked on none of the dossiers. */
  async confirmFaults(day: number): Promise<void> {
    for (const cause of Object.keys(FAULTS) as Cause[]) {
      for (const code of this.ofDay(day, ({ fate }) => (fate === cause ? FAULT_AFTER : null))) {
        await done(this.agents.receiver.post(url(code, 'faults'), { cause, ...FAULTS[cause], detectedBy: 'citizen' }));
        const list = await this.agents.deskHead.get(url(code, 'faults'));
        const [fault] = list.json<{ items: { id: string }[] }>().items;
        await done(this.agents.deskHead.post(url(code, `faults/${fault?.id ?? ''}/confirmations`), { fault: 'ours' }));
      }
    }
  }

  async declareDelays(day: number): Promise<void> {
    for (const code of this.ofDay(day, ({ fate }) => (fate === 'declared' ? DECLARED_AFTER : null))) {
      const reason = 'Chưa có thông tin của cơ quan thuế';
      const sentence = 'Hồ sơ phải chờ thông tin của cơ quan thuế nên có thể chậm so với hẹn.';
      await done(this.agents.receiver.post(url(code, 'delay-notices'), { reason, sentence, fault: 'ours' }));
      this.declared.add(code);
    }
  }

  /** Every draft but those for delays that were only declared: approved, numbered, issued. @returns how many */
  async sign(): Promise<number> {
    let signed = 0;
    for (const { id, dossierCode } of await this.drafts()) {
      if (this.declared.has(dossierCode)) continue;
      await done(this.agents.leader.post(`/api/v1/letters/${id}/approvals`));
      await done(this.agents.clerk.post(`/api/v1/letters/${id}/issuances`));
      signed += 1;
    }
    return signed;
  }

  fated(fate: Fate): string[] {
    return this.plan.filter((planned) => planned.fate === fate).map(({ n }) => this.codes.get(n) ?? '');
  }

  private async drafts(): Promise<{ id: string; dossierCode: string }[]> {
    const found: { id: string; dossierCode: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more = cursor === '' ? '' : `&cursor=${cursor}`;
      const answer = await this.agents.leader.get(`/api/v1/letters?state=drafted&forecast=false&limit=200${more}`);
      const page = answer.json<{ items: { id: string; dossierCode: string }[]; nextCursor: string | null }>();
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  }

  private ofDay(day: number, after: (planned: Planned) => number | null): string[] {
    return this.plan.flatMap((planned) => {
      const days = after(planned);
      const code = days !== null && planned.day + days === day ? this.codes.get(planned.n) : undefined;
      return code ?? [];
    });
  }
}

function url(code: string, resource: string): string {
  return `/api/v1/dossiers/${code}/${resource}`;
}

async function done(answer: ReturnType<Agent['post']>): Promise<void> {
  const { statusCode, body } = await answer;
  if (statusCode >= 300) throw new Error(`${String(statusCode)}: ${body}`);
}
