import type { RadarKind } from '../../src/domain/kpi/radar.js';
import type { Agent } from './agents.js';
import type { TestApp } from './app.js';
import { allowExtraTimes, APPLICANT, FIVE_DAYS, registered } from './desk.js';

/** What was done, and what the radar has to make of it. */
export interface PlantedFraud {
  readonly name: string;
  readonly kind: RadarKind;
  readonly codes: readonly string[];
}

const DIVISION = 'H45.20.05';
const ASK = { items: ['Trích lục bản đồ'], reason: 'thiếu trích lục bản đồ địa chính', receiversFault: false };
const GRANTED = { outcome: 'granted', resultNumber: '12/GCN', shelf: 'A1' };
const REFUSED = { outcome: 'refused', resultNumber: '13/TB', shelf: 'A1', reason: 'Không đủ điều kiện cấp phép' };

/** When each day of the story begins; the promise of five working days is for Monday 22 May 2023, 17:00. */
const RECEIVED = '2023-05-15T08:30';
const WHO = ['receiver', 'returner', 'specialist', 'leader', 'qldt.leader', 'desk_head'] as const;

/** Twelve ways to make a figure look better than the work, each done by people through the acts of the service. */
export async function plantFrauds(world: TestApp): Promise<PlantedFraud[]> {
  await allowExtraTimes(world);
  const story = new Story(world, await agents(world));
  return [
    await story.one('paused for papers an hour before due', 'paused_near_due', async (code) => {
      await story.act('specialist', code, 'supplement-requests', ASK, '2023-05-22T16:00');
    }),
    await story.one('sent for payment half an hour before due', 'paused_near_due', async (code) => {
      await story.act(
        'specialist',
        code,
        'payment-requests',
        { amountVnd: 150_000, reason: 'Thuế thu nhập cá nhân' },
        '2023-05-22T16:30',
      );
    }),
    await story.one('stopped an hour before due', 'paused_near_due', async (code) => {
      await story.act('leader', code, 'stoppages', { reason: 'Tạm dừng để rà soát lại hồ sơ' }, '2023-05-22T16:05');
    }),
    await story.one('asked for papers twice', 'second_supplement', async (code) => {
      await story.act('specialist', code, 'supplement-requests', ASK, '2023-05-17T10:00');
      await story.act('receiver', code, 'supplements', { items: ASK.items }, '2023-05-17T15:00');
      const why = { ...ASK, overrideReason: 'giấy tờ mâu thuẫn với hồ sơ gốc' };
      await story.act('qldt.leader', code, 'supplement-requests', why, '2023-05-18T09:00');
    }),
    await story.one('finished to the minute', 'finished_at_due', async (code) => {
      await story.act('receiver', code, 'completions', GRANTED, '2023-05-22T17:00');
    }),
    await story.one('finished three minutes before due', 'finished_at_due', async (code) => {
      await story.act('returner', code, 'completions', GRANTED, '2023-05-22T16:57');
    }),
    await story.rush(),
    await story.one('refused two hours before due', 'ended_near_due', async (code) => {
      await story.act('receiver', code, 'completions', REFUSED, '2023-05-22T15:00');
    }),
    await story.one('withdrawn half a day before due', 'ended_near_due', async (code) => {
      await story.act('receiver', code, 'withdrawals', { reason: 'Người nộp xin rút hồ sơ' }, '2023-05-22T14:00');
    }),
    await story.again(),
    await story.onPaper(),
    await story.one('given extra time', 'more_time', async (code) => {
      const grant = { ground: 'survey', amount: 2, document: 'Phiếu đo đạc số 7' };
      await story.act('specialist', code, 'extra-times', grant, '2023-05-18T09:00');
    }),
  ];
}

type Agents = Readonly<Record<(typeof WHO)[number], Agent>>;

async function agents(world: TestApp): Promise<Agents> {
  return Object.fromEntries(await Promise.all(WHO.map(async (name) => [name, await world.as(name)]))) as Agents;
}

class Story {
  private people = 0;

  constructor(
    private readonly world: TestApp,
    private readonly by: Agents,
  ) {}

  async one(name: string, kind: RadarKind, does: (code: string) => Promise<void>): Promise<PlantedFraud> {
    const code = await this.taken(this.somebody());
    await does(code);
    return { name, kind, codes: [code] };
  }

  async rush(): Promise<PlantedFraud> {
    const codes: string[] = [];
    for (let i = 0; i < 6; i += 1) codes.push(await this.taken(this.somebody()));
    for (const [i, code] of codes.entries()) {
      await this.act('desk_head', code, 'completions', GRANTED, `2023-05-18T16:5${String(1 + i)}`);
    }
    return { name: 'six finished together at closing', kind: 'closing_rush', codes };
  }

  async again(): Promise<PlantedFraud> {
    const person = this.somebody();
    const first = await this.taken(person);
    await this.act('receiver', first, 'withdrawals', { reason: 'Người nộp xin rút hồ sơ' }, '2023-05-17T09:00');
    this.at('2023-05-19T08:15');
    const second = await registered(this.by.receiver, { procedureCode: FIVE_DAYS, applicant: person });
    return { name: 'withdrawn and entered again', kind: 'filed_again', codes: [second.code] };
  }

  async onPaper(): Promise<PlantedFraud> {
    this.at('2023-05-16T11:00');
    const hours = { from: '2023-05-16T08:00:00+07:00', to: '2023-05-16T10:45:00+07:00' };
    const opened = await this.by.desk_head.post('/api/v1/paper-sessions', { ...hours, reason: 'Mất điện toàn trụ sở' });
    if (opened.statusCode !== 201) throw new Error(opened.body);
    const paperBook = { book: 'Sổ tiếp nhận 2023', serial: 38, dueAt: '2023-05-22T16:00:00+07:00' };
    const { code } = await registered(this.by.receiver, {
      ...{ procedureCode: FIVE_DAYS, applicant: this.somebody() },
      ...{ acceptedAt: '2023-05-16T08:20:00+07:00', paperBook },
    });
    return { name: 'entered from a session on paper', kind: 'paper_entry', codes: [code] };
  }

  async act(who: keyof Agents, code: string, route: string, body: object, at: string): Promise<void> {
    this.at(at);
    const answer = await this.by[who].post(`/api/v1/dossiers/${code}/${route}`, body);
    if (answer.statusCode !== 201) throw new Error(`${route}: ${answer.body}`);
  }

  /** Received and with the specialist. */
  private async taken(applicant: object): Promise<string> {
    this.at(RECEIVED);
    const { code } = await registered(this.by.receiver, { procedureCode: FIVE_DAYS, applicant });
    const sent = await this.by.receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: DIVISION });
    const { pendingHandOver } = sent.json<{ pendingHandOver: { id: string } }>();
    await this.act('specialist', code, `hand-overs/${pendingHandOver.id}/acknowledgements`, {}, '2023-05-15T10:00');
    return code;
  }

  private somebody(): object {
    this.people += 1;
    const n = String(this.people).padStart(4, '0');
    return { ...APPLICANT, name: `Nguyễn Văn Ẩn`, idNumber: `05409001${n}`, phone: `090512${n}` };
  }

  private at(moment: string): void {
    this.world.clock.set(`${moment}:00+07:00`);
  }
}
