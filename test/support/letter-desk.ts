import { SweepService, type SweepResult } from '../../src/apologies/sweep.service.js';
import type { Agent } from './agents.js';
import type { TestApp } from './app.js';
import { FIVE_DAYS, registered, type DossierAnswer } from './desk.js';

export interface FaultAnswer {
  readonly id: string;
  readonly cause: string;
  readonly state: string;
  readonly obligationId: string | null;
}

export interface LetterAnswer {
  readonly id: string;
  readonly state: string;
  readonly forecast: boolean;
  readonly form: string;
  readonly reason: string | null;
  readonly causes: readonly string[];
  readonly obligationIds: readonly string[];
  readonly version: number;
}

/** The people around one desk, and what they do to a dossier, each in one line. */
export class LetterDesk {
  private constructor(
    readonly world: TestApp,
    private readonly people: Readonly<Record<string, Agent>>,
  ) {}

  static async open(world: TestApp): Promise<LetterDesk> {
    const names = [
      'receiver',
      'returner',
      'desk_head',
      'leader',
      'specialist',
      'qldt.leader',
      'qldt.clerk',
      'xp.leader',
    ];
    const signedIn = await Promise.all(names.map(async (name) => [name, await world.as(name)] as const));
    return new LetterDesk(world, Object.fromEntries(signedIn));
  }

  as(name: string): Agent {
    const person = this.people[name];
    if (!person) throw new Error(`nobody is called ${name}`);
    return person;
  }

  /** Received at the town's desk and in the hands of the division's specialist: five working days. */
  async inHand(): Promise<DossierAnswer> {
    const dossier = await registered(this.as('receiver'), { procedureCode: FIVE_DAYS });
    await this.handOver(dossier.code, 'H45.20.05', 'specialist');
    return this.read(dossier.code);
  }

  async handOver(code: string, unitCode: string, by: string): Promise<void> {
    const sent = await this.ask('receiver', `dossiers/${code}/hand-overs`, { unitCode });
    await this.ask(by, `dossiers/${code}/hand-overs/${sent['pendingHandOver'].id}/acknowledgements`);
  }

  async read(code: string): Promise<DossierAnswer> {
    return (await this.as('receiver').get(`/api/v1/dossiers/${code}`)).json<DossierAnswer>();
  }

  complete(code: string): Promise<Answered> {
    return this.ask('receiver', `dossiers/${code}/completions`, { outcome: 'granted' });
  }

  /** @returns the id of a fault that waits for a judge */
  async reported(code: string, cause: string, kind: string, detectedOn?: string): Promise<string> {
    const before = new Set((await this.faults(code)).map(({ id }) => id));
    const description = 'Người nộp báo kết quả có chỗ chưa đúng';
    await this.ask('receiver', `dossiers/${code}/faults`, {
      cause,
      kind,
      description,
      detectedBy: 'citizen',
      detectedOn,
    });
    const made = (await this.faults(code)).find(({ id }) => !before.has(id));
    if (!made) throw new Error('no fault was reported');
    return made.id;
  }

  confirm(code: string, faultId: string, fault = 'ours'): Promise<Answered> {
    return this.ask('desk_head', `dossiers/${code}/faults/${faultId}/confirmations`, { fault });
  }

  async faults(code: string): Promise<FaultAnswer[]> {
    const answer = await this.as('desk_head').get(`/api/v1/dossiers/${code}/faults`);
    return answer.json<{ items: FaultAnswer[] }>().items;
  }

  /** The letters about a dossier, the newest first. */
  async letters(code: string): Promise<LetterAnswer[]> {
    const { items } = (await this.as('leader').get('/api/v1/letters?limit=200')).json<{
      items: { id: string; dossierCode: string }[];
    }>();
    const own = items.filter(({ dossierCode }) => dossierCode === code);
    return Promise.all(own.map(async ({ id }) => (await this.as('leader').get(`/api/v1/letters/${id}`)).json()));
  }

  async onlyLetter(code: string): Promise<LetterAnswer> {
    const [letter, ...others] = await this.letters(code);
    if (!letter || others.length > 0) throw new Error(`${code} has ${String(others.length + 1)} letters`);
    return letter;
  }

  sweep(): Promise<SweepResult> {
    return this.world.get(SweepService, { strict: false }).sweep();
  }

  /** Posts what must be done; throws with the answer when it is not. */
  async ask(by: string, path: string, body: object = {}): Promise<Answered> {
    const answer = await this.as(by).post(`/api/v1/${path}`, body);
    if (answer.statusCode !== 201) throw new Error(`${path}: ${answer.body}`);
    return answer.json<Answered>();
  }

  /** @returns status and code of an answer that is a refusal */
  async refusal(by: string, path: string, body: object = {}): Promise<string> {
    const answer = await this.as(by).post(`/api/v1/${path}`, body);
    return `${String(answer.statusCode)} ${answer.json<{ code?: string }>().code ?? ''}`;
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads from an answer, it compares
export type Answered = Record<string, any>;
