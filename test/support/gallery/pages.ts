import { letterBadge, messageBadge } from '../../../src/apologies/letter-words.view.js';
import { logInFields } from '../../../src/accounts/log-in.view.js';
import { STATUSES } from '../../../src/domain/dossier/status.js';
import { OBLIGATION_STATES } from '../../../src/domain/apology/obligation.js';
import { MESSAGE_STATES } from '../../../src/domain/apology/message.js';
import { promiseView } from '../../../src/dossiers/promise.view.js';
import { obligationBadge, standingBadge, statusBadge } from '../../../src/dossiers/state-words.view.js';
import { choiceField, choices, field, formErrors } from '../../../src/platform/templates/form-field.js';
import type { Templates } from '../../../src/platform/templates/handlebars.js';
import { translator, type Locale, type Translator } from '../../../src/platform/templates/i18n.js';
import type { PageContext } from '../../../src/platform/templates/page-context.js';
import { renderPage } from '../../../src/platform/templates/pages.js';
import { problemWords, type ProblemView } from '../../../src/platform/web/problem.view.js';
import { SWATCHES, type StyleguideView } from '../../../src/platform/web/styleguide.view.js';
import { accountPages, unlock } from './account.js';
import { adminSamples } from './admin.js';
import { authenticityPages } from './authenticity.js';
import { trackingPages } from './tracking.js';
import { context } from './context.js';
import { counter } from './counter.js';
import { coverage, coverageList, learning } from './coverage.js';
import { ii06 } from './reports.js';
import { deskEvaluation, online } from './evaluation.js';
import { deliveryPages } from './delivery.js';
import { folderSamples } from './folders.js';
import { importSamples } from './imports.js';
import { actingPages } from './dossier-acts.js';
import { rareStates } from './dossier-states.js';
import * as dossiers from './dossiers.js';
import { brief, stages, wall } from './boards.js';
import { dashboard } from './figures.js';
import { INTAKE, turnedAway } from './intake.js';
import * as work from './work.js';
import * as office from './office.js';
import { letterList, letterShow, mailboxList, mailboxShow, printQueue } from './letters.js';
import { narrativeSamples } from './narrative.js';
import { paperPages } from './papers.js';
import { rateSamples } from './rates.js';
import { viewSamples } from './views.js';
import { reconcileSamples } from './reconcile.js';
import { registerExportSamples } from './register-exports.js';
import { procedureSamples } from './procedure-counts.js';
import { qd766Samples } from './qd766.js';
import { secondPromises } from './promises.js';
import { quality } from './quality.js';
import { radar } from './radar.js';
import { signingSamples } from './signing.js';

type Sample = readonly [path: string, template: string, view: object, changes?: Partial<PageContext>];

/** Every page of the release with an example of its view, by path. */
export function galleryPages(templates: Templates, locale: Locale): ReadonlyMap<string, string> {
  const t = translator(locale);
  const pages = samples(templates, t).map(([path, template, view, changes]) => {
    const ctx = context(locale, path, template, changes);
    return [path, renderPage(templates, template, ctx, view)] as const;
  });
  return new Map(pages);
}

/** One example of each page: the paths of the first of each template. */
export function firstExamples(templates: Templates): ReadonlySet<string> {
  const first = new Map<string, string>();
  for (const [path, template] of samples(templates, translator('vi')))
    if (!first.has(template)) first.set(template, path);
  return new Set(first.values());
}

function samples(templates: Templates, t: Translator): readonly Sample[] {
  return [
    ['/log-in', 'sessions/new', logIn(t, false), { user: null, training: { nowText: '08:00, thứ Sáu, 15/12/2023' } }],
    ...accountPages(t),
    ['/log-in-refused', 'sessions/new', logIn(t, true), { user: null, illustration: false }],
    ['/', 'dashboard/show', dashboard(t, 'busy'), { training: { nowText: '08:00, thứ Sáu, 15/12/2023' } }],
    ['/calm', 'dashboard/show', dashboard(t, 'calm')],
    ['/reports/brief', 'reports/brief', brief(t)],
    ['/reports/stages', 'reports/stages', stages(t, 'some')],
    ['/reports/stages-none', 'reports/stages', stages(t, 'none')],
    ['/board', 'wall/show', wall(t, 1, true)],
    ['/board-distance', 'wall/show', wall(t, 2, true)],
    ['/dossiers', 'dossiers/list', dossiers.list(t, 'full')],
    ['/dossiers-empty', 'dossiers/list', dossiers.list(t, 'empty')],
    ...Object.entries(INTAKE).map(([state, view]) => [`/dossiers/new-${state}`, 'dossiers/new', view(t)] as const),
    ['/dossiers/turned-away', 'dossiers/turned-away', turnedAway(t, false)],
    ['/dossiers/turned-away-wrong', 'dossiers/turned-away', turnedAway(t, true)],
    ['/dossiers/late', 'dossiers/show', dossiers.show(t, 'late')],
    [
      '/dossiers/running',
      'dossiers/show',
      dossiers.show(t, 'running'),
      { flash: { kind: 'ok', text: 'Đã bàn giao.' } },
    ],
    ['/dossiers/paused', 'dossiers/show', dossiers.show(t, 'paused')],
    ...actingPages(t).map(([path, view]) => [path, 'dossiers/show', view] as const),
    ...rareStates(t).map(([path, view]) => [path, 'dossiers/show', view] as const),
    ...counter(t),
    ['/reports/ii06', 'reports/ii06', ii06(t, 'closed')],
    ['/reports/ii06-open', 'reports/ii06', ii06(t, 'to close')],
    ['/reports/ii06-none', 'reports/ii06', ii06(t, 'none')],
    ['/reports/desk-evaluation', 'reports/desk-evaluation', deskEvaluation(t, 'some')],
    ['/reports/desk-evaluation-none', 'reports/desk-evaluation', deskEvaluation(t, 'none')],
    ['/reports/online', 'reports/online', online(t, 'some')],
    ['/reports/online-none', 'reports/online', online(t, 'none')],
    ['/reports/quality', 'reports/quality', quality(t, 'days')],
    ['/reports/quality-people', 'reports/quality', quality(t, 'people')],
    ['/reports/quality-none', 'reports/quality', quality(t, 'none')],
    ['/reports/radar', 'reports/radar', radar(t, 'busy')],
    ['/reports/radar-kind', 'reports/radar', radar(t, 'kind')],
    ['/reports/radar-none', 'reports/radar', radar(t, 'none')],
    ['/reports/radar-refused', 'reports/radar', radar(t, 'refused')],
    ['/letters/coverage', 'letters/coverage', coverage(t, 'busy')],
    ['/letters/coverage-none', 'letters/coverage', coverage(t, 'none')],
    ['/letters/coverage/lists/missing', 'letters/coverage-list', coverageList(t)],
    ['/letters/learning', 'letters/learning', learning(t, 'some')],
    ['/letters/learning-none', 'letters/learning', learning(t, 'none')],
    ['/letters', 'letters/list', letterList(t, 'owed')],
    ['/letters-calm', 'letters/list', letterList(t, 'calm')],
    ['/letters/drafted', 'letters/show', letterShow(templates, t, 'drafted')],
    ['/letters/issued', 'letters/show', letterShow(templates, t, 'issued')],
    ['/letters/print-queue', 'letters/print-queue', printQueue(t)],
    ['/letters/second-promises', 'letters/second-promises', secondPromises(t, 'broken')],
    ['/letters/second-promises-none', 'letters/second-promises', secondPromises(t, 'waiting')],
    ...paperPages(templates, t),
    ...signingSamples(templates, t),
    ...folderSamples(t),
    ['/mailbox', 'mailbox/list', mailboxList()],
    ['/mailbox/1', 'mailbox/show', mailboxShow()],
    ['/work', 'work/list', work.work(t, 'busy')],
    ['/work-calm', 'work/list', work.work(t, 'calm')],
    ['/dossiers/bulk/hand-overs', 'bulk/results', work.bulk(t, 'mixed')],
    ['/dossiers/bulk/hand-overs-none', 'bulk/results', work.bulk(t, 'nothing')],
    ['/covers', 'covers/list', work.covers(t, 'some')],
    ['/covers-none', 'covers/list', work.covers(t, 'none')],
    ['/covers-refused', 'covers/list', work.covers(t, 'refused')],
    ['/calendar/2026', 'calendar/show', office.calendarYear(t, 'official')],
    [
      '/calendar/2027',
      'calendar/show',
      office.calendarYear(t, 'projected'),
      { notices: [{ text: t('calendar.warning.unconfirmed', { year: 2027 }), href: '#' }] },
    ],
    ['/calendar/2027-missing', 'calendar/show', office.calendarYear(t, 'missing')],
    ['/calendar/notices', 'calendar/notice', office.notice(t)],
    ['/calendar/replans', 'calendar/replans', office.replans(t, 'moving')],
    ['/calendar/replans-calm', 'calendar/replans', office.replans(t, 'calm')],
    ['/calendar/replans/1', 'calendar/replan', office.replan(t)],
    ['/settings', 'settings/show', office.settings(t, false)],
    ['/settings-wrong', 'settings/show', office.settings(t, true)],
    ['/wordings', 'wordings/list', office.wordings(t)],
    ['/wordings/right', 'wordings/edit', office.wording(t, 'right')],
    ['/wordings/letter', 'wordings/edit', office.letterWording(templates, t)],
    ['/wordings/wrong', 'wordings/edit', office.wording(t, 'wrong')],
    ['/problem', 'errors/show', problem(t)],
    ...deliveryPages(templates, t),
    ...authenticityPages(t),
    ...trackingPages(t),
    ...adminSamples(t),
    ...importSamples(t),
    ...reconcileSamples(t),
    ...registerExportSamples(t),
    ...narrativeSamples(t),
    ...procedureSamples(t),
    ...qd766Samples(t),
    ...rateSamples(t),
    ...viewSamples(t),
    ['/styleguide', 'styleguide/show', styleguide(t)],
  ];
}

function logIn(t: Translator, refused: boolean) {
  const fields = logInFields(refused ? 'binh.tt' : '', t);
  const person = (username: string, fullName: string, role: string) => ({
    username,
    fullName,
    unitName: 'Bộ phận Một cửa',
    roles: t(`role.${role}`),
  });
  return {
    errors: refused
      ? formErrors(fields, [{ field: 'password', message: problemWords('auth.failed', t).happened }])
      : [],
    fields,
    returnTo: '/',
    unlock: refused ? null : unlock(t, { owner: null, switching: true }),
    people: refused
      ? null
      : {
          password: 'tap-huan-2023',
          rows: [
            person('binh.tt', 'Trần Thị Bình', 'receiver'),
            person('tuan.dm', 'Đỗ Minh Tuấn', 'specialist'),
            person('long.vt', 'Võ Thành Long', 'leader'),
            person('hoa.nt', 'Nguyễn Thị Hoa', 'clerk'),
          ],
        },
  };
}

function problem(t: Translator): ProblemView {
  return {
    status: 409,
    code: 'dossier.action_refused',
    ...problemWords('dossier.action_refused', t),
    facts: [{ label: t('problem.fact.status'), value: t('status.completed') }],
    errors: [],
    links: [
      { href: '/dossiers/x', label: t('list.open') },
      { href: '/', label: t('problem.home') },
    ],
    reference: null,
  };
}

function styleguide(t: Translator): StyleguideView {
  const fields = [
    field({ name: 'name', label: t('intake.name'), required: true, error: 'Xin ghi họ tên' }),
    choiceField({ kind: 'select', name: 'to', label: t('act.to') }, [choices([['a', 'Phòng Tư pháp']])]),
    choiceField({ kind: 'radio', name: 'how', label: t('act.how') }, [
      choices(
        [
          ['desk', t('how.desk')],
          ['postal', t('how.postal')],
        ],
        'desk',
      ),
    ]),
    field({ kind: 'checkbox', name: 'instant', label: t('intake.instant'), hint: t('intake.instant_hint') }),
    field({ kind: 'textarea', name: 'reason', label: t('promise.sentence'), hint: t('promise.sentence_hint') }),
    field({ kind: 'date', name: 'day', label: t('letter.field.new_due'), value: '2023-06-08' }),
  ];
  const standings = [
    dossiers.RUNNING,
    { ...dossiers.RUNNING, progress: 'due_soon' as const },
    dossiers.TODAY,
    dossiers.LATE,
    dossiers.PAUSED,
    dossiers.SETTLED,
    dossiers.FILED,
  ];
  return {
    swatches: SWATCHES,
    badgeRows: [
      { title: t('col.standing'), badges: standings.map((each) => standingBadge(each, t)) },
      { title: t('col.state'), badges: STATUSES.map((each) => statusBadge(each, t)) },
      {
        title: t('col.letter'),
        badges: (['drafted', 'approved', 'numbered', 'issued', 'lapsed', 'void'] as const).map((each) =>
          letterBadge(each, t),
        ),
      },
      { title: t('show.obligations'), badges: OBLIGATION_STATES.map((each) => obligationBadge(each, t)) },
      { title: t('letters.messages'), badges: MESSAGE_STATES.map((each) => messageBadge(each, t)) },
    ],
    promises: [dossiers.RUNNING, dossiers.TODAY, dossiers.LATE, dossiers.PAUSED, dossiers.SETTLED, dossiers.FILED].map(
      (each, index) => ({ id: `promise-${index}`, promise: promiseView(each, t) }),
    ),
    explanation: dossiers.why('2023-04-28T14:00', { amount: 8, unit: 'working_day' }, t, '2023-05-10', []),
    ruler: dossiers.ruler(t),
    errors: formErrors(fields, [{ field: 'name', message: 'Xin ghi họ tên' }]),
    fields,
    empty: {
      title: 'Không còn việc nào chờ bạn',
      body: 'Hồ sơ được bàn giao cho bạn hiện ở đây.',
      action: { label: t('nav.intake'), href: '#' },
    },
  };
}
