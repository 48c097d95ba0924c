import { describe, expect, it, test } from '@jest/globals';
import { MESSAGE_STATES } from '../../../src/domain/apology/message.js';
import { OBLIGATION_STATES } from '../../../src/domain/apology/obligation.js';
import { STATUSES } from '../../../src/domain/dossier/status.js';
import { instant, type Instant } from '../../../src/domain/time/instant.js';
import { letterBadge, messageBadge } from '../../../src/apologies/letter-words.view.js';
import { promiseView, type PromiseFacts } from '../../../src/dossiers/promise.view.js';
import { rulerView } from '../../../src/dossiers/ruler.view.js';
import { obligationBadge, standingBadge, statusBadge, type Standing } from '../../../src/dossiers/state-words.view.js';
import {
  act,
  choiceField,
  choices,
  field,
  formErrors,
  withAnswers,
} from '../../../src/platform/templates/form-field.js';
import { translator } from '../../../src/platform/templates/i18n.js';
import { distanceTile, owedTile, rateTile } from '../../../src/reporting/dashboard.view.js';

const vi = translator('vi');
const at = (text: string): Instant => instant(`${text}:00+07:00`);
const running: Standing = {
  clockState: 'running',
  progress: 'in_time',
  timeliness: null,
  remainingMinutes: 600,
  dueToday: false,
  daysLate: 0,
  minutesLate: 0,
};

describe('a badge', () => {
  test.each<{ situation: string; change: Partial<Standing>; badge: string }>([
    { situation: 'in time is quiet', change: {}, badge: 'neutral ring Còn 1 ngày 2 giờ làm việc' },
    {
      situation: 'ended without a class: voided, or withdrawn before it was accepted',
      change: { clockState: 'settled', progress: null, remainingMinutes: null },
      badge: 'neutral cross Đã kết thúc',
    },
    {
      situation: 'due soon',
      change: { progress: 'due_soon', remainingMinutes: 200 },
      badge: 'soon triangle Còn 3 giờ 20 phút làm việc',
    },
    {
      situation: 'due today',
      change: { progress: 'due_soon', dueToday: true },
      badge: 'soon triangle Đến hẹn hôm nay',
    },
    {
      situation: 'late',
      change: { progress: 'overdue', remainingMinutes: null, daysLate: 2 },
      badge: 'late dot Trễ 2 ngày làm việc',
    },
    {
      situation: 'late by hours',
      change: { progress: 'overdue', remainingMinutes: null, minutesLate: 9 },
      badge: 'late dot Trễ 9 phút làm việc',
    },
    {
      situation: 'late beats due today',
      change: { progress: 'overdue', dueToday: true, minutesLate: 9 },
      badge: 'late dot Trễ 9 phút làm việc',
    },
    {
      situation: 'waiting',
      change: { clockState: 'paused', progress: null },
      badge: 'pause bars Tạm dừng, chờ người dân',
    },
    {
      situation: 'waiting after a breach',
      change: { clockState: 'paused', progress: 'overdue', daysLate: 1 },
      badge: 'late dot Trễ 1 ngày làm việc',
    },
    {
      situation: 'filed, not accepted yet',
      change: { clockState: 'not_started', progress: null },
      badge: 'neutral ring Chưa tính giờ',
    },
    { situation: 'finished early', change: { clockState: 'settled', timeliness: 'early' }, badge: 'ok tick Trước hạn' },
    { situation: 'finished late', change: { clockState: 'settled', timeliness: 'late' }, badge: 'late dot Trễ hạn' },
  ])('$situation: $badge', ({ change, badge }) => {
    const { tone, shape, text } = standingBadge({ ...running, ...change }, vi);
    expect(`${tone} ${shape} ${text}`).toBe(badge);
  });
  it('has words for every state of everything', () => {
    const letters = ['drafted', 'approved', 'numbered', 'issued', 'lapsed', 'void'] as const;
    const all = [
      ...STATUSES.map((each) => statusBadge(each, vi)),
      ...OBLIGATION_STATES.map((each) => obligationBadge(each, vi)),
      ...MESSAGE_STATES.map((each) => messageBadge(each, vi)),
      ...letters.map((each) => letterBadge(each, vi)),
    ];
    expect(all.every(({ text }) => text.length > 3)).toBe(true);
  });
});

describe('the promise', () => {
  const facts: PromiseFacts = {
    ...running,
    dueAt: at('2023-06-08T16:00'),
    originalDueAt: at('2023-06-08T16:00'),
    answerDueAt: null,
    pausedSince: null,
    settledAt: null,
    provisional: false,
  };
  it('leads with the half-day, and says nothing twice', () => {
    expect(promiseView(facts, vi)).toMatchObject({
      heading: 'Chiều thứ Năm, 08/06/2023',
      time: 'trước 16:00',
      sentence: null,
      original: null,
    });
  });
  it('shows what was promised first once it has moved', () => {
    const moved = promiseView({ ...facts, originalDueAt: at('2023-06-01T17:00') }, vi);
    expect(moved.original).toBe('Hẹn lần đầu: 17:00 thứ Năm, 01/06/2023');
  });
  it('says since when we wait, and until when a filing must be answered', () => {
    const waiting = promiseView(
      { ...facts, clockState: 'paused', progress: null, pausedSince: at('2023-05-24T09:20') },
      vi,
    );
    expect(waiting.sentence).toContain('Chờ người dân từ thứ Tư, 24/05/2023');
    const none = { dueAt: null, originalDueAt: null, clockState: 'not_started', progress: null } as const;
    const filed = promiseView({ ...facts, ...none, answerDueAt: at('2023-05-18T10:00') }, vi);
    expect(filed).toMatchObject({ heading: 'Chưa hẹn ngày', time: null });
    expect(filed.sentence).toContain('10:00 thứ Năm, 18/05/2023');
  });
});

describe('the ruler', () => {
  const facts = { stages: [], pauses: [], promises: [], now: null, nowLabel: '', summary: [] };
  const promise = (moment: number) => ({ at: moment, label: 'x', tone: 'brand' as const });

  it('keeps everything on the paper, in order of time', () => {
    const stage = { from: 0, to: 480, title: '', holder: 'Phòng Tư pháp' };
    const drawn = rulerView({ ...facts, stages: [stage, { ...stage, from: 480, to: 960 }], now: 960 });
    expect(drawn.bands.map(({ x, width }) => [x, x + width])).toEqual([
      [0, 481],
      [481, 962],
    ]);
    expect(drawn.now).toBe(962);
  });
  it('raises flags that would write over each other', () => {
    const { flags, top } = rulerView({ ...facts, promises: [promise(480), promise(500), promise(2_000)] });
    expect(flags.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(top).toBe(22);
  });
  it('leaves a name out rather than cutting it', () => {
    const stage = { from: 0, to: 10, title: 'Phòng Tư pháp', holder: 'Phòng Tư pháp' };
    expect(rulerView({ ...facts, stages: [stage], promises: [promise(4_800)] }).bands[0]?.label).toBe('');
  });
});

describe('forms', () => {
  const name = field({ name: 'applicantName', label: 'Tên', required: true });
  const way = choiceField({ kind: 'radio', name: 'how', label: 'Cách' }, [
    choices(
      [
        ['desk', 'Quầy'],
        ['post', 'Bưu điện'],
      ],
      'desk',
    ),
  ]);

  it('keep what was typed, beside what was wrong with it', () => {
    const errors = [{ field: 'applicantName', message: 'Xin ghi tên' }];
    const [again, chosen] = withAnswers([name, way], { applicantName: ' ', how: 'post' }, errors);
    expect(again).toMatchObject({ value: ' ', error: 'Xin ghi tên' });
    expect(chosen?.groups[0]?.choices.map(({ selected }) => selected)).toEqual([false, true]);
  });
  it('lead from the summary to the field, and to the page when there is none', () => {
    const errors = formErrors(
      [name],
      [
        { field: 'applicantName', message: 'a' },
        { field: 'unknown', message: 'b' },
      ],
    );
    expect(errors.map(({ href }) => href)).toEqual(['#applicantName', '#content']);
  });
  it('of several acts on one page have ids of their own', () => {
    const fields = [field({ name: 'reason', label: 'Lý do' })];
    const ids = ['voids', 'rejections'].map((key) => act({ key, label: key, action: '/', fields }).fields[0]?.id);
    expect(ids).toEqual(['voids-reason', 'rejections-reason']);
  });
});

describe('tiles', () => {
  const rate = (onTime: number, resolved: number) =>
    rateTile({ onTime, resolved, withoutSameDay: { onTime: 0, resolved: 0 }, periodText: '5/2023', href: '/' }, vi);

  test.each([
    { onTime: 949, resolved: 1_000, said: 'Chưa đạt' },
    { onTime: 9499, resolved: 10000, said: 'Chưa đạt' },
    { onTime: 950, resolved: 1_000, said: 'Đạt mục tiêu' },
    { onTime: 0, resolved: 0, said: undefined },
  ])('$onTime of $resolved: $said, judged before rounding', ({ onTime, resolved, said }) => {
    expect(rate(onTime, resolved).badge?.text).toBe(said);
  });
  it('say the distance in words, on either side', () => {
    expect(distanceTile(4, '/', vi).sentence).toBe('Còn được trễ 4 hồ sơ mà vẫn đạt 95%.');
    expect(distanceTile(-20, '/', vi)).toMatchObject({
      value: '20',
      sentence: 'Cần thêm 20 hồ sơ đúng hạn để trở lại 95%.',
    });
    expect(distanceTile(null, '/', vi).value).toBe('Chưa phát sinh');
  });
  it('are calm when no letter is owed', () => {
    expect(owedTile(0, 0, '/', vi).badge?.tone).toBe('ok');
    expect(owedTile(2, 1, '/', vi)).toMatchObject({ value: '2', badge: { tone: 'late' } });
  });
});
