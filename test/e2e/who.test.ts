import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { allowExtraTimes, startDesk } from '../support/desk.js';
import { DEEDS, OF_HOLDERS, Stage, type Deed } from '../support/who/deeds.js';
import { everybody, type Somebody } from '../support/who/places.js';

const DESK = ['receiver@desk', 'returner@desk', 'desk_head@desk'];
const HEADS = ['division_head@division', 'leader@division', 'desk_head@division'];
const HANDS = ['receiver', 'returner', 'specialist', 'division_head', 'leader', 'clerk', 'desk_head'];
const DIVISION = HANDS.map((role) => `${role}@division`);
const JUDGES = ['leader@desk', 'desk_head@desk', 'leader@division'];
const STAFF = [...HANDS, 'cashier'];

/**
 * Who may do what to a dossier of the town's desk that a specialist of the division has in hand, everybody with one role
 * at one place: the desk (whose leader stands above the division), the division that answers for it, and a ward it is
 * nothing to. Written from acts.md, column "Who", and reference 9.1; not from the code.
 */
const WHO: Readonly<Record<keyof typeof DEEDS, readonly string[]>> = {
  accept: ['receiver@desk'],
  ask_first: ['receiver@desk'],
  supplement_filing: DESK,
  reject: ['receiver@desk'],
  assign: ['division_head@division', 'leader@division'],
  note: [...DESK, ...HEADS],
  attach: [...DESK, ...HEADS],
  hand_over: HEADS,
  acknowledge: DIVISION,
  acknowledge_by_name: [],
  request_supplement: ['receiver@desk', 'leader@desk', 'desk_head@desk', 'leader@division'],
  receive_supplement: DESK,
  request_payment: [],
  confirm_payment: [...DESK, 'cashier@desk'],
  pay: ['cashier@desk'],
  grant_extra_time: ['leader@desk', 'leader@division'],
  declare_delay: HEADS,
  transfer_result: ['leader@division'],
  complete: DESK,
  return: ['returner@desk'],
  withdraw: DESK,
  stop: ['leader@desk', 'leader@division'],
  propose_correction: ['receiver@desk'],
  correct: ['receiver@desk', 'desk_head@desk'],
  void: ['receiver@desk', 'desk_head@desk'],
  report_fault: [...STAFF.map((role) => `${role}@desk`), ...STAFF.map((role) => `${role}@division`)],
  confirm_fault: JUDGES,
  dismiss_fault: JUDGES,
  mend_fault: JUDGES,
};

/** The same, of a dossier that the person has in hand. */
const HOLDING: Readonly<Record<(typeof OF_HOLDERS)[number], readonly string[]>> = {
  assign: ['division_head@division', 'leader@division'],
  note: DIVISION,
  attach: DIVISION,
  hand_over: DIVISION,
  request_supplement: ['specialist@division', 'leader@division'],
  request_payment: ['specialist@division'],
  grant_extra_time: ['leader@division'],
  declare_delay: DIVISION,
  transfer_result: ['specialist@division', 'leader@division'],
};

const EVERY_ROLE = [...STAFF, 'monitor', 'admin'];
const CONCERNED = [...EVERY_ROLE.map((role) => `${role}@desk`), ...EVERY_ROLE.map((role) => `${role}@division`)];
/** Scans and receipts show what the screens mask: not for those who only count, or only keep accounts. */
const WORKING = CONCERNED.filter((name) => !/^(?:monitor|admin)@/.test(name));

describe('everybody there could be', () => {
  let world: TestApp;
  let stage: Stage;
  let all: Somebody[];
  beforeAll(async () => {
    world = await startDesk({ clock: new StoppedClock('2023-05-15T08:30:00+07:00') });
    await allowExtraTimes(world);
    stage = await Stage.open(world);
    all = await everybody(world);
  });
  afterAll(() => world.close());

  const attempt = ({ agent }: Somebody, { url, body, headers }: Deed) => agent.send('POST', url, body, headers);

  /** @returns true when it was done, false when it was refused to this person; anything else is a defect of the test */
  async function may(one: Somebody, deed: Deed): Promise<boolean> {
    const answer = await attempt(one, deed);
    if (answer.statusCode === 403 || answer.statusCode === 404) return false;
    expect([one.name, answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([one.name, 201, '']);
    return true;
  }

  test('has a line for every act', () => {
    expect(Object.keys(WHO).sort()).toEqual(Object.keys(DEEDS).sort());
  });

  test.each(Object.keys(DEEDS))('%s: done by those whose work it is, refused to everybody else', async (act) => {
    const ready = DEEDS[act]!;
    const done: string[] = [];
    let deed = await ready(stage, stage.colleague);
    for (const one of all) {
      if (!(await may(one, deed))) continue;
      done.push(one.name);
      deed = await ready(stage, stage.colleague);
    }
    expect(done.sort()).toEqual([...WHO[act]!].sort());
  });

  test.each(OF_HOLDERS)('%s: of a dossier in hand', async (act) => {
    const done: string[] = [];
    for (const one of all.filter(({ name }) => DIVISION.includes(name))) {
      if (await may(one, await DEEDS[act]!(stage, one))) done.push(one.name);
    }
    expect(done.sort()).toEqual([...HOLDING[act]].sort());
  });

  describe('reads', () => {
    let code: string;
    let file: string;
    beforeAll(async () => {
      // Lists are newest first, and everything before this happened in one minute.
      world.clock.advance(60_000);
      const deed = await DEEDS['attach']!(stage, stage.colleague);
      code = deed.code;
      await stage.by('specialist').send('POST', deed.url, deed.body, deed.headers);
      file = await stage.first('receiver', `/dossiers/${code}/files`);
    });
    const readers = async (look: (one: Somebody) => Promise<boolean>): Promise<string[]> => {
      const who: string[] = [];
      for (const one of all) if (await look(one)) who.push(one.name);
      return who.sort();
    };
    const opens = (path: string) =>
      readers(async ({ agent }) => {
        const answer = await agent.get(`/api/v1/dossiers/${code}${path}`);
        expect([200, 403, 404]).toContain(answer.statusCode);
        return answer.statusCode === 200;
      });

    it.each(['', '/history', '/promises', '/stages', '/faults', '/corrections', '/payment-requests'])(
      'the dossier%s: whoever it concerns',
      async (path) => {
        expect(await opens(path)).toEqual([...CONCERNED].sort());
      },
    );
    it.each(['/files', '/papers/receipt.html', '/papers/receipt.pdf'])('%s: whoever works on it', async (path) => {
      expect(await opens(path)).toEqual([...WORKING].sort());
    });
    it('the bytes of a file: whoever works on it', async () => {
      expect(await opens(`/files/${file}`)).toEqual([...WORKING].sort());
    });
    it.each(['', '?q=nguyen+van+an', '?status=processing'])('the list%s: whoever it concerns', async (query) => {
      const found = await readers(async ({ agent }) =>
        (await agent.get(`/api/v1/dossiers${query}${query === '' ? '?' : '&'}limit=200`)).body.includes(code),
      );
      expect(found).toEqual([...CONCERNED].sort());
    });
    it.each([{ phone: '0905123456' }, { idNumber: '054090001234' }, { text: 'nguyen van an' }])(
      'a search for %j: whoever it concerns',
      async (sought) => {
        const found = await readers(async ({ agent }) => {
          const answer = await agent.post('/api/v1/dossiers/searches', sought);
          return answer.body.includes(code);
        });
        expect(found).toEqual([...CONCERNED].sort());
      },
    );
    it('a whole number of a person: whoever has to call them', async () => {
      const shown = await readers(async ({ agent }) => {
        const asked = { field: 'phone', reason: 'Gọi người nộp đến nhận kết quả' };
        return (await agent.post(`/api/v1/dossiers/${code}/reveals`, asked)).statusCode === 200;
      });
      const callers = ['receiver', 'returner', 'specialist', 'leader', 'desk_head'];
      expect(shown).toEqual([...callers.map((r) => `${r}@desk`), ...callers.map((r) => `${r}@division`)].sort());
    });
  });
});
