import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { worded } from '../../../src/apologies/letter.view.js';
import { laidOut } from '../../../src/apologies/wording/letter-body.js';
import { sampleLetter } from '../../../src/apologies/wording/letter-samples.js';
import { readNotice } from '../../../src/calendar/notice-text.js';
import { planNotice } from '../../../src/calendar/notice-plan.js';
import type { StoredDay, YearFacts } from '../../../src/calendar/calendar-facts.js';
import { localDate, plainDate } from '../../../src/domain/time/plain-date.js';
import { instant } from '../../../src/domain/time/instant.js';
import type { WeeklyHours } from '../../../src/domain/time/weekly-hours.js';
import { progressView, replansView } from '../../../src/dossiers/clock/replans-page.view.js';
import type { Replan } from '../../../src/dossiers/clock/replans.repository.js';
import type { Moving } from '../../../src/dossiers/clock/replans.service.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { noticeView } from '../../../src/units/calendar/calendar-notice.view.js';
import type { CalendarRoom } from '../../../src/units/calendar/calendar-room.service.js';
import { calendarYearView } from '../../../src/units/calendar/calendar-year.view.js';
import { settingsView } from '../../../src/units/settings/settings.view.js';
import { SETTING_KEYS } from '../../../src/units/unit-settings.js';
import type { Templates } from '../../../src/platform/templates/handlebars.js';
import { templatesRoot } from '../../../src/platform/templates/project-root.js';
import { checkedWording } from '../../../src/wordings/wording-check.js';
import { WORDING_KINDS, type WordingKind } from '../../../src/wordings/wording-kinds.js';
import { sampleFacts, WordingRendering } from '../../../src/wordings/wording-rendering.js';
import {
  previewView,
  wordingEditView,
  wordingListView,
  type EditGround,
  type PreviewView,
} from '../../../src/wordings/wordings.view.js';
import { UNITS } from '../small-world.js';

const day = (date: string, kind: StoredDay['kind'], name: string): StoredDay => ({
  date: plainDate(date),
  kind,
  name,
  source: 'Thông báo 9441/TB-BNV ngày 15/10/2025',
  confidence: 'high',
  spells: kind === 'short' ? [{ opens: 450, closes: 690 }] : null,
});

const DAYS = [
  day('2026-01-01', 'holiday', 'Tết Dương lịch'),
  day('2026-01-02', 'swapped_off', 'Nghỉ hoán đổi (làm bù 10/01/2026)'),
  day('2026-01-10', 'swapped_work', 'Làm bù (cho 02/01/2026)'),
  ...[16, 17, 18, 19, 20].map((n) => day(`2026-02-${String(n)}`, 'holiday', 'Tết Nguyên đán')),
  day('2026-04-27', 'compensatory', 'Nghỉ bù Giỗ Tổ Hùng Vương'),
  day('2026-04-30', 'holiday', 'Ngày Chiến thắng'),
  day('2026-12-31', 'short', 'Làm việc theo giờ riêng'),
];

const morning = [
  { opens: 450, closes: 720 },
  { opens: 810, closes: 1020 },
];
const WEEK: WeeklyHours = {
  validFrom: plainDate('2021-11-01'),
  validTo: null,
  spells: { 1: morning, 2: morning, 3: morning, 4: morning, 5: morning, 6: [], 7: [] },
};

const TOWN = { code: 'H45.20', name: 'UBND thị xã Sông Cầu' };
const WARD = { code: 'H45.20.21', name: 'UBND phường Xuân Phú' };

function room(facts: YearFacts | null, year: number): CalendarRoom {
  return {
    year,
    facts,
    today: plainDate('2026-11-02'),
    revision: 7,
    hours: [{ unitCode: '*', unit: null, sets: [WEEK] }],
    saturdays: [{ unit: WARD.name, hours: '07:30-11:30', since: plainDate('2026-03-01') }],
    units: [TOWN, WARD],
    may: { edit: true, confirm: facts?.state === 'projected', replan: true },
  };
}

export function calendarYear(t: Translator, state: 'official' | 'projected' | 'missing'): object {
  const year = state === 'official' ? 2026 : 2027;
  const facts: YearFacts = {
    year,
    state: state === 'official' ? 'official' : 'projected',
    confirmedAt: null,
    confirmedBy: null,
    source: 'Thông báo 9441/TB-BNV ngày 15/10/2025 của Bộ Nội vụ',
    provisional: state !== 'official',
    days: state === 'official' ? DAYS : [],
  };
  const attempt = {
    form: 'notice' as const,
    refusal: {
      errors: [{ field: 'source', message: t('calendar.today') }],
      sentence: null,
      typed: { text: 'nghỉ 02/09' },
    },
  };
  return calendarYearView(room(state === 'missing' ? null : facts, year), state === 'missing' ? attempt : null, t);
}

export function notice(t: Translator): object {
  const text =
    'Nghỉ Quốc khánh từ 01/09/2026 đến hết 02/09/2026\nNghỉ thứ Hai 31/08/2026, làm bù thứ Bảy 22/08/2026\nĐề nghị các phòng, ban, xã, phường thực hiện';
  const lines = readNotice(text);
  const terms = { today: plainDate('2026-03-02'), source: 'TB 12/TB-BNV', wholeYears: false };
  const years = [{ year: 2026, state: 'official' as const, confirmedAt: null, confirmedBy: null, source: '' }];
  const plan = planNotice(
    lines.flatMap((line) => line.days),
    { days: DAYS, years },
    terms,
  );
  const given = { text, source: 'Thông báo 12/TB-BNV ngày 02/03/2026', wholeYears: false };
  return noticeView(given, { lines, plan }, { revision: 7, year: 2026 }, null, t);
}

const at = (text: string) => instant(`${text}+07:00`);

function moving(n: number, from: string, to: string | null, lateFrom = '2026-12-30T00:00:00'): Moving {
  const dossier = {
    id: String(n),
    code: `H45.20-260824-${String(n).padStart(4, '0')}`,
    responsibleUnitCode: 'H45.20.05',
    limit: { amount: 5, unit: 'working_day' as const },
    dayZero: 'receipt' as const,
    countedFrom: at('2026-08-24T08:00:00'),
    pauses: [],
    extraAmount: 0,
    statutoryDueAt: at(from),
    currentDueAt: at(from),
    lateFrom: at(lateFrom),
    provisional: false,
  };
  return { dossier, to: to === null ? null : { dueAt: at(to), provisional: false } };
}

const RUN: Replan = {
  id: '0198a000-0000-7000-8000-000000000001',
  state: 'running',
  revision: 7,
  confirmedAt: at('2026-08-25T08:00:00'),
  confirmedBy: 'long.vt',
  through: { at: '2026-08-27T10:00:00.000Z', id: 'x' },
  moved: 320,
  stuck: 2,
  finishedAt: null,
  expected: 1_204,
  stoppedBy: null,
};

export function replans(t: Translator, state: 'moving' | 'calm'): object {
  const items =
    state === 'calm'
      ? []
      : [
          moving(1, '2026-08-31T17:00:00', '2026-09-03T17:00:00'),
          moving(2, '2026-09-04T17:00:00', '2026-09-03T17:00:00'),
          moving(3, '2026-08-21T17:00:00', '2026-08-24T17:00:00', '2026-08-22T00:00:00'),
          moving(4, '2026-12-31T17:00:00', null),
        ];
  const ways = { later: items.length === 0 ? 0 : 1_180, earlier: 20, firm: 0, late: 4, stuck: 2 };
  const page = {
    revision: 7,
    total: { running: 5_012, moving: items.length === 0 ? 0 : 1_206, stuck: 2 },
    ways,
    items,
    nextCursor: items.length === 0 ? null : 'abc',
  };
  const names = new Map([['H45.20.05', 'P. QLĐT']]);
  const latest = state === 'calm' ? { ...RUN, state: 'done' as const, finishedAt: at('2026-08-25T08:09:00') } : null;
  return replansView({ page, names, latest, now: at('2026-08-25T09:00:00') }, null, t);
}

export function replan(t: Translator): object {
  // One under way asks for its figures every two seconds, and a gallery has none.
  return { progress: progressView({ ...RUN, state: 'done', stoppedBy: 'long.vt', finishedAt: RUN.confirmedAt }, t) };
}

export function settings(t: Translator, refused: boolean): object {
  const unit = UNITS[2] ?? UNITS[0];
  if (!unit) throw new Error('no unit');
  const record = (key: (typeof SETTING_KEYS)[number], value: string, from: string, unitCode = unit.code) => ({
    unitCode,
    key,
    value,
    validFrom: plainDate(from),
    by: 'lam.bq',
  });
  const own = [record('day_zero', 'receipt', '2022-01-01'), record('day_zero', 'start', '2026-12-01')];
  const facts = SETTING_KEYS.map((key) => ({
    key,
    inForce:
      key === 'day_zero'
        ? (own[0] ?? null)
        : key === 'apologies_from'
          ? record(key, '2023-07-01', '2023-07-01', 'H45.20')
          : null,
    from: key === 'apologies_from' ? TOWN.name : null,
    decisions: key === 'day_zero' ? own : [],
    mayDecide: key !== 'standing_approval',
  }));
  const change = {
    id: 'x',
    unitCode: unit.code,
    validFrom: plainDate('2026-07-01'),
    changes: { signerName: 'Lê Thị Hạnh' },
    before: { signerName: 'Mai Thị Uyên' },
    reason: null,
    by: 'lam.bq',
    recordedAt: at('2026-06-28T08:00:00'),
    appliedAt: at('2026-07-01T00:00:00'),
    cancelledAt: null,
  };
  const today = localDate(at('2026-11-02T08:00:00'));
  const ground = { unit, today, settings: facts, changes: [change], mayChange: true, units: [TOWN, WARD] };
  const errors = [{ field: 'value', message: t('calendar.hours_hint') }];
  const refusal = { errors, sentence: null, typed: { value: 'sáng', validFrom: '2026-11-02' } };
  return settingsView(ground, refused ? { form: 'saturday_hours', refusal } : null, t);
}

const rendering = new WordingRendering();
const TEXT =
  '<p>Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà liên hệ {{#if officer}}ông/bà <b>{{officer}}</b>{{else}}{{unit}}{{/if}}{{#if phone}}, điện thoại {{phone}}{{/if}} để được hướng dẫn.</p>';
const VERSION = {
  id: '0198a000-0000-7000-8000-000000000002',
  unitCode: WARD.code,
  kind: 'supplement-closing' as const,
  version: 2,
  validFrom: plainDate('2026-05-01'),
  source: TEXT,
  sha256: 'a3f5'.repeat(16),
  procedureCode: null,
  by: 'lam.bq',
  recordedAt: at('2026-04-28T15:10:00'),
};

export function wordings(t: Translator): object {
  const kinds = WORDING_KINDS.map((kind) => {
    const source = kind === 'supplement-closing' ? TEXT : shippedWording(kind);
    return {
      kind,
      source,
      version: kind === 'supplement-closing' ? VERSION : null,
      text: rendering.render(kind, source, sampleFacts(kind, 'usual')),
      procedures: kind === 'letter-form-04' ? ['1.004123', '2.000815'] : [],
    };
  });
  return wordingListView(WARD, [TOWN, WARD], kinds, true, t);
}

function shippedWording(kind: WordingKind): string {
  return readFileSync(join(templatesRoot, 'wordings', `${kind}.hbs`), 'utf8').trim();
}

const DRAFT = { validFrom: '2026-11-02', sample: 'longest', dossier: '' } as const;

function editGround(kind: WordingKind, text: string, preview: PreviewView): EditGround {
  return {
    kind,
    unit: WARD,
    units: [TOWN, WARD],
    procedure: null,
    procedures: [],
    waiting: [],
    inForce: { source: TEXT, version: VERSION },
    history: [VERSION, { ...VERSION, id: '0198a000-0000-7000-8000-000000000003', version: 1 }],
    mayWrite: true,
    draft: { ...DRAFT, text },
    preview,
  };
}

/** The body of a letter, tried on the longest sample as a whole paper. */
export function letterWording(templates: Templates, t: Translator): object {
  const kind = 'letter-form-04';
  const text = shippedWording(kind);
  const facts = sampleLetter(kind, 'longest');
  const body = rendering.render(kind, text, sampleFacts(kind, 'longest'));
  const html = worded(templates, facts, laidOut(body, facts.dossier.code));
  const ground = editGround(kind, text, previewView({ html, faults: [], whole: true, otherKind: null }, t));
  const real = { procedures: ['1.004123'], waiting: ['H45.20-260517-0001', 'H45.20-260518-0004'] };
  return wordingEditView({ ...ground, ...real }, null, t);
}

export function wording(t: Translator, state: 'right' | 'wrong'): object {
  const kind = 'supplement-closing';
  const text = state === 'right' ? TEXT : '<p>Gọi {{phonee}}</p>\n<div>x</div>';
  const { source, faults } = checkedWording(kind, text, rendering);
  const html = faults.length > 0 ? null : rendering.render(kind, source, sampleFacts(kind, 'longest'));
  const preview = previewView({ html, faults, whole: false, otherKind: null }, t);
  const errors = preview.faults.map((message) => ({ field: 'text', message }));
  const ground = editGround(kind, text, preview);
  return wordingEditView(ground, state === 'right' ? null : { errors, sentence: null, typed: {} }, t);
}
