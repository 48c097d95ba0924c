import { coversView, type CoversView } from '../../../src/accounts/covers.view.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { bulkView, type BulkView } from '../../../src/dossiers/bulk/bulk.view.js';
import type { Standing } from '../../../src/dossiers/state-words.view.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { WorkItem, WorkList, WorkSection } from '../../../src/worklist/work-list.service.js';
import { workView, type WorkView } from '../../../src/worklist/work.view.js';
import { received } from '../acts.js';
import { PEOPLE, UNITS } from '../small-world.js';

const NOW = instant('2023-05-22T09:00:00+07:00');
const READER = {
  username: 'division_head',
  fullName: 'Trịnh Văn Ổn',
  unitCode: 'H45.20.05',
  roles: ['division_head', 'desk_head'],
} as const;

const RUNNING: Standing = {
  clockState: 'running',
  progress: 'in_time',
  timeliness: null,
  remainingMinutes: 390,
  dueToday: false,
  daysLate: 0,
  minutesLate: 0,
};

interface Sample {
  readonly no: number;
  readonly name: string;
  readonly due: string;
  readonly left: number | null;
  readonly usual: number;
  readonly standing?: Partial<Standing>;
  readonly changes?: Partial<WorkItem>;
}

function item({ no, name, due, left, usual, standing = {}, changes = {} }: Sample): WorkItem {
  const dueAt = instant(`${due}:00+07:00`);
  return {
    dossier: received({
      code: `H45.20-230515-${String(no).padStart(4, '0')}`,
      currentDueAt: dueAt,
      statutoryDueAt: dueAt,
      originalDueAt: dueAt,
      holder: { unitCode: READER.unitCode, username: READER.username },
    }),
    applicantName: name,
    procedureName: no % 2 === 0 ? 'Cấp giấy phép xây dựng nhà ở riêng lẻ' : 'Gia hạn giấy phép xây dựng',
    holderName: 'Đặng Văn Minh · Phòng Quản lý đô thị',
    outside: { holder: false, pending: false },
    standing: { ...RUNNING, ...standing },
    urgency:
      left === null
        ? null
        : { minutesLeft: left, usualMinutes: usual, known: no % 3 !== 0, slackMinutes: left - usual },
    warning: null,
    absent: null,
    askedAt: null,
    ...changes,
  };
}

const section = (items: readonly WorkItem[], total = items.length, cut = false): WorkSection => ({ items, total, cut });

const LATE: Partial<Standing> = { progress: 'overdue', remainingMinutes: null, daysLate: 2, minutesLate: 960 };
const SOON: Partial<Standing> = { progress: 'due_soon', dueToday: true };

function busy(): WorkList {
  return {
    now: NOW,
    told: section([
      item({
        no: 7,
        name: 'Lê Thị Cúc',
        due: '2023-05-18T17:00',
        left: -960,
        usual: 60,
        standing: LATE,
        changes: { warning: 'leader' },
      }),
    ]),
    mine: section(
      [
        item({
          no: 1,
          name: 'Nguyễn Văn Ẩn',
          due: '2023-05-18T17:00',
          left: -960,
          usual: 60,
          standing: LATE,
          changes: { warning: 'due' },
        }),
        item({
          no: 2,
          name: 'Trần Thị Bình',
          due: '2023-05-22T11:00',
          left: 120,
          usual: 150,
          standing: SOON,
          changes: { warning: 'used_75' },
        }),
        item({
          no: 3,
          name: 'Phạm Văn Dũng',
          due: '2023-05-23T17:00',
          left: 870,
          usual: 240,
          changes: { warning: 'day_before', absent: 'specialist' },
        }),
        item({
          no: 4,
          name: 'Công ty TNHH Xây dựng và Thương mại Sông Cầu Phú Yên',
          due: '2023-05-25T17:00',
          left: 1_830,
          usual: 480,
        }),
        item({
          no: 5,
          name: 'Hồ Thị Hà',
          due: '2024-01-05T17:00',
          left: null,
          usual: 0,
          standing: { remainingMinutes: null },
        }),
      ],
      200,
      true,
    ),
    arriving: section([item({ no: 11, name: 'Võ Thị Kim', due: '2023-05-26T17:00', left: 2_310, usual: 900 })]),
    filings: section([
      item({
        no: 12,
        name: 'Bùi Quốc Lâm',
        due: '2023-05-22T16:00',
        left: null,
        usual: 0,
        standing: { clockState: 'not_started', remainingMinutes: null, progress: null },
      }),
    ]),
    unassigned: section([item({ no: 13, name: 'Đỗ Minh Đức', due: '2023-05-24T17:00', left: 1_350, usual: 700 })], 4),
    assigns: true,
    unanswered: section([
      item({
        no: 14,
        name: 'Mai Thị Uyên',
        due: '2023-04-10T17:00',
        left: null,
        usual: 0,
        standing: { clockState: 'paused', remainingMinutes: null, progress: null },
        changes: { askedAt: instant('2023-04-03T09:00:00+07:00') },
      }),
    ]),
    faults: [
      {
        code: 'H45.20-230502-0031',
        procedureName: 'Trích lục khai sinh (bản sao)',
        cause: 'error',
        reportedAt: instant('2023-05-19T09:00:00+07:00'),
      },
    ],
    names: new Map([['specialist', 'Đặng Văn Minh']]),
  };
}

export function work(t: Translator, state: 'busy' | 'calm'): WorkView {
  const nothing = section([]);
  const calm = {
    told: nothing,
    mine: nothing,
    arriving: nothing,
    filings: nothing,
    unassigned: nothing,
    unanswered: nothing,
  };
  const list: WorkList = state === 'busy' ? busy() : { ...busy(), ...calm, faults: [] };
  const colleagues = PEOPLE.filter(({ unitCode }) => unitCode === READER.unitCode);
  const letters = { toApprove: state === 'busy' ? 3 : 0, toPrint: state === 'busy' ? 1 : 0, toSign: [], toIssue: [] };
  return workView(list, { by: READER, choices: { units: UNITS, colleagues }, letters }, t);
}

export function bulk(t: Translator, state: 'mixed' | 'nothing'): BulkView {
  if (state === 'nothing') return bulkView('hand-overs', [], [t('bulk.none')], '/work', t);
  return bulkView(
    'hand-overs',
    [
      { code: 'H45.20-230515-0001', done: true, replayed: false },
      {
        code: 'H45.20-230515-0002',
        done: false,
        error: { code: 'dossier.action_refused', detail: '', facts: { status: 'completed', allowed: ['return'] } },
      },
      { code: 'H45.20-230515-0003', done: false, error: { code: 'auth.forbidden', detail: '', facts: {} } },
    ],
    [],
    '/work',
    t,
  );
}

export function covers(t: Translator, state: 'some' | 'none' | 'refused'): CoversView {
  const staff = PEOPLE.filter(({ unitCode }) => unitCode === READER.unitCode);
  const errors = [{ field: 'to', message: 'Ngày cuối phải từ ngày đầu trở đi' }];
  const typed = { absent: 'specialist', by: 'specialist2', from: '2023-05-25', to: '2023-05-22' };
  return coversView(
    {
      covers:
        state === 'none'
          ? []
          : [
              { absent: 'specialist', by: 'specialist2', from: plainDate('2023-05-15'), to: plainDate('2023-05-24') },
              { absent: 'division_head', by: 'specialist', from: plainDate('2023-06-01'), to: plainDate('2023-06-09') },
            ],
      staff,
      names: new Map(staff.map(({ username, fullName }) => [username, fullName])),
      today: plainDate('2023-05-22'),
      decides: true,
      refusal: state === 'refused' ? { errors, sentence: null, typed } : null,
    },
    t,
  );
}
