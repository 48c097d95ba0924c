import type { Agent } from '../agents.js';
import type { TestApp } from '../app.js';
import { APPLICANT, FIVE_DAYS, registered, type DossierAnswer } from '../desk.js';
import { PLACES } from './places.js';

/** What somebody would send to do an act on a dossier that is ready for it. */
export interface Deed {
  readonly code: string;
  readonly url: string;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who has the dossier in hand. */
export interface Holder {
  readonly unitCode: string;
  readonly agent: Agent;
}

type Ready = (stage: Stage, holder: Holder) => Promise<Deed>;

const V1 = '/api/v1';

/** The people who bring a dossier to where an act may be tried, and the ways it gets there. */
export class Stage {
  private constructor(private readonly people: ReadonlyMap<string, Agent>) {}

  static async open(world: TestApp): Promise<Stage> {
    const names = ['receiver', 'returner', 'cashier', 'desk_head', 'specialist'];
    const people = new Map<string, Agent>();
    for (const name of names) people.set(name, await world.as(name));
    return new Stage(people);
  }

  /** somebody of the division, who is not the one who asks */
  get colleague(): Holder {
    return { unitCode: PLACES.division, agent: this.by('specialist') };
  }

  by(name: string): Agent {
    const agent = this.people.get(name);
    if (!agent) throw new RangeError(`nobody is called ${name}`);
    return agent;
  }

  async made<T = DossierAnswer>(name: string, url: string, body: object): Promise<T> {
    const answer = await this.by(name).post(`${V1}${url}`, body);
    if (answer.statusCode !== 201) throw new Error(`${url}: ${answer.body}`);
    return answer.json<T>();
  }

  /** the first thing of a list */
  async first(name: string, url: string): Promise<string> {
    const { items } = (await this.by(name).get(`${V1}${url}`)).json<{ items: { id: string }[] }>();
    if (!items[0]) throw new Error(`nothing at ${url}`);
    return items[0].id;
  }

  async received(): Promise<string> {
    return (await registered(this.by('receiver'), { procedureCode: FIVE_DAYS })).code;
  }

  async filed(): Promise<string> {
    const filing = { procedureCode: FIVE_DAYS, unitCode: PLACES.desk, applicant: APPLICANT };
    return (await this.made('receiver', '/filings', filing)).code;
  }

  async sent(unitCode: string = PLACES.division, username?: string): Promise<{ code: string; handOver: string }> {
    const code = await this.received();
    const { pendingHandOver } = await this.made('receiver', `/dossiers/${code}/hand-overs`, { unitCode, username });
    return { code, handOver: pendingHandOver!.id };
  }

  /** In the hands of one person. */
  async held(by: Holder = this.colleague): Promise<string> {
    const { code, handOver } = await this.sent(by.unitCode);
    const answer = await by.agent.post(`${V1}/dossiers/${code}/hand-overs/${handOver}/acknowledgements`);
    if (answer.statusCode !== 201) throw new Error(`not acknowledged: ${answer.body}`);
    return code;
  }

  async done(): Promise<string> {
    const code = await this.held();
    await this.made('returner', `/dossiers/${code}/completions`, { outcome: 'granted' });
    return code;
  }

  async faulty(): Promise<{ code: string; fault: string }> {
    const code = await this.done();
    const found = { cause: 'error', kind: 'wrong_data', description: 'Ghi sai năm sinh', detectedBy: 'citizen' };
    await this.made('receiver', `/dossiers/${code}/faults`, found);
    return { code, fault: await this.first('desk_head', `/dossiers/${code}/faults`) };
  }
}

const on =
  (find: (stage: Stage, holder: Holder) => Promise<string>, route: string, body: object = {}): Ready =>
  async (stage, holder) => {
    const code = await find(stage, holder);
    return { code, url: `${V1}/dossiers/${code}/${route}`, body };
  };
const received = (stage: Stage): Promise<string> => stage.received();
const filed = (stage: Stage): Promise<string> => stage.filed();
const held = (stage: Stage, holder: Holder): Promise<string> => stage.held(holder);
const REASON = { reason: 'Theo đơn của người nộp, có chữ ký' };
const PAPERS = { items: ['Trích lục bản đồ'], reason: 'Thiếu trích lục bản đồ địa chính', receiversFault: false };
const NOTICE = { amountVnd: 1_000_000, reason: 'Lệ phí trước bạ theo thông báo' };
const ERROR = { cause: 'error', kind: 'wrong_data', description: 'Ghi sai năm sinh', detectedBy: 'citizen' };
const DELAY = { reason: 'Cơ quan được hỏi ý kiến trả lời chậm', fault: 'ours' };

/** The acts that look at who has the dossier in hand. */
export const OF_HOLDERS = [
  'assign',
  'note',
  'attach',
  'hand_over',
  'request_supplement',
  'request_payment',
  'grant_extra_time',
  'declare_delay',
  'transfer_result',
] as const;

/** Every act of a person that has a route. */
export const DEEDS: Readonly<Record<string, Ready>> = {
  accept: on(filed, 'acceptances'),
  ask_first: on(filed, 'supplement-requests', PAPERS),
  supplement_filing: async (stage) => {
    const code = await stage.filed();
    await stage.made('receiver', `/dossiers/${code}/supplement-requests`, PAPERS);
    return { code, url: `${V1}/dossiers/${code}/supplements`, body: { items: PAPERS.items } };
  },
  reject: on(filed, 'rejections', { reason: 'Không thuộc thẩm quyền của thị xã' }),
  assign: on(held, 'assignments', { username: 'specialist2' }),
  note: on(held, 'notes', { text: 'Đã gọi điện cho người nộp' }),
  attach: async (stage, holder) => {
    const code = await stage.held(holder);
    const headers = { 'content-type': 'application/pdf' };
    return { code, url: `${V1}/dossiers/${code}/files?name=don.pdf`, body: '%PDF-1.7\n%thử\n', headers };
  },
  hand_over: on(held, 'hand-overs', { unitCode: PLACES.desk }),
  acknowledge: async (stage) => {
    const { code, handOver } = await stage.sent();
    return { code, url: `${V1}/dossiers/${code}/hand-overs/${handOver}/acknowledgements`, body: {} };
  },
  request_supplement: on(held, 'supplement-requests', PAPERS),
  receive_supplement: async (stage) => {
    const code = await stage.held();
    await stage.made('specialist', `/dossiers/${code}/supplement-requests`, PAPERS);
    return { code, url: `${V1}/dossiers/${code}/supplements`, body: { items: PAPERS.items } };
  },
  request_payment: on(held, 'payment-requests', NOTICE),
  confirm_payment: async (stage) => {
    const code = await stage.held();
    await stage.made('specialist', `/dossiers/${code}/payment-requests`, NOTICE);
    const notice = await stage.first('cashier', `/dossiers/${code}/payment-requests`);
    const url = `${V1}/dossiers/${code}/payment-requests/${notice}/confirmations`;
    return { code, url, body: { paidOn: '2023-05-15', reference: 'BL 12' } };
  },
  pay: on(held, 'payments', { amountVnd: 50_000, method: 'cash' }),
  grant_extra_time: on(held, 'extra-times', { ground: 'verification', amount: 1, document: 'CV 12' }),
  declare_delay: on(held, 'delay-notices', DELAY),
  transfer_result: on(held, 'results', { outcome: 'granted' }),
  complete: on(held, 'completions', { outcome: 'granted' }),
  return: on((stage) => stage.done(), 'returns', { receivedBy: 'Nguyễn Văn Ẩn', how: 'desk' }),
  withdraw: on(held, 'withdrawals', REASON),
  stop: on(held, 'stoppages', REASON),
  propose_correction: on(received, 'corrections', { reason: 'Ghi nhầm số bộ hồ sơ', copies: 2 }),
  correct: async (stage) => {
    const code = await stage.received();
    await stage.made('receiver', `/dossiers/${code}/corrections`, { reason: 'Ghi nhầm số bộ hồ sơ', copies: 2 });
    const correction = await stage.first('desk_head', `/dossiers/${code}/corrections`);
    return { code, url: `${V1}/dossiers/${code}/corrections/${correction}/confirmations`, body: {} };
  },
  void: on(received, 'voids', REASON),
  acknowledge_by_name: async (stage) => {
    const { code, handOver } = await stage.sent(PLACES.division, 'specialist2');
    return { code, url: `${V1}/dossiers/${code}/hand-overs/${handOver}/acknowledgements`, body: {} };
  },
  report_fault: on((stage) => stage.done(), 'faults', ERROR),
  confirm_fault: async (stage) => {
    const { code, fault } = await stage.faulty();
    return { code, url: `${V1}/dossiers/${code}/faults/${fault}/confirmations`, body: { fault: 'ours' } };
  },
  dismiss_fault: async (stage) => {
    const { code, fault } = await stage.faulty();
    return { code, url: `${V1}/dossiers/${code}/faults/${fault}/dismissals`, body: { reason: 'Kết quả ghi đúng' } };
  },
  mend_fault: async (stage) => {
    const { code, fault } = await stage.faulty();
    await stage.made('desk_head', `/dossiers/${code}/faults/${fault}/confirmations`, { fault: 'ours' });
    const body = { correctionResult: 'Đã cấp lại bản đúng', correctedOn: '2023-05-15', costsVnd: 0 };
    return { code, url: `${V1}/dossiers/${code}/faults/${fault}/corrections`, body };
  },
};
