import { afterAll, afterEach, beforeAll, describe, expect, it, test } from '@jest/globals';
import { APPLICANT, intake, THREE_DAYS } from '../support/desk.js';
import { openRefusals, type RefusalWorld, type Refused } from '../support/refused-acts.js';

const REASON = { reason: 'Ghi nhầm khi tiếp nhận tại quầy' };
const LINE = { book: 'Sổ tiếp nhận 2023', serial: 1, dueAt: '2023-05-18T17:00:00+07:00' };
const ON_PAPER = { acceptedAt: '2023-05-15T09:00:00+07:00', paperBook: LINE };

const filing = (changes: object = {}): object => ({
  procedureCode: THREE_DAYS,
  unitCode: 'H45.20',
  applicant: APPLICANT,
  ...changes,
});
const refusal = (changes: object = {}): object => ({
  procedureCode: THREE_DAYS,
  kind: '03',
  reason: 'Thuộc thẩm quyền của cơ quan khác',
  ...changes,
});

const FILINGS: Refused[] = [
  ['nothing filed', 'receiver filings', {}, '422 request.invalid procedureCode'],
  ['a list filed', 'receiver filings', [], '422 request.invalid'],
  ['no applicant', 'receiver filings', filing({ applicant: undefined }), '422 request.invalid applicant'],
  ['a channel of one’s own', 'receiver filings', filing({ channel: 'counter' }), '422 request.invalid channel'],
  ['a result at once', 'receiver filings', filing({ instant: true }), '422 request.invalid instant'],
  ['an answer date', 'receiver filings', filing({ answerDueAt: '2023-06-01' }), '422 request.invalid answerDueAt'],
  ['a moment of filing', 'receiver filings', filing(ON_PAPER), '422 request.invalid acceptedAt'],
  ['a word for assisted', 'receiver filings', filing({ assisted: 'yes' }), '422 request.invalid assisted'],
  ['41 papers', 'receiver filings', filing({ documents: Array(41).fill({}) }), '422 request.invalid documents'],
  ['somebody else’s desk', 'receiver filings', filing({ unitCode: 'H45.20.21' }), '403 auth.forbidden'],
  ['a procedure nobody knows', 'receiver filings', filing({ procedureCode: '9.9' }), '422 procedure.not_in_force'],
  ['filed by a leader', 'leader filings', filing(), '403 auth.forbidden'],
  ['filed by a specialist', 'specialist filings', filing(), '403 auth.forbidden'],
  [
    'online with a book',
    'receiver dossiers',
    intake({ ...ON_PAPER, channel: 'online' }),
    '422 request.invalid paperBook',
  ],
  [
    'online as another',
    'receiver dossiers',
    intake({ channel: 'online', replacesCode: 'A' }),
    '422 request.invalid replacesCode',
  ],
  ['accepted by the head', 'desk_head {filed}/acceptances', {}, '403 auth.forbidden'],
  ['accepted elsewhere', 'xp.receiver {filed}/acceptances', {}, '403 auth.forbidden'],
  ['accepted twice', 'receiver {received}/acceptances', {}, '409 dossier.action_refused'],
  ['accepted after all', 'receiver {rejected}/acceptances', {}, '409 dossier.action_refused'],
  ['what is not there', 'receiver dossiers/H45.20-230515-9999/acceptances', {}, '404 not_found'],
  ['no reason', 'receiver {filed}/rejections', {}, '422 request.invalid reason'],
  ['a reason of a word', 'receiver {filed}/rejections', { reason: 'không' }, '422 request.invalid reason'],
  ['a reason of 601', 'receiver {filed}/rejections', { reason: 'a'.repeat(601) }, '422 request.invalid reason'],
  ['a number for a reason', 'receiver {filed}/rejections', { reason: 7 }, '422 request.invalid reason'],
  ['rejected by a leader', 'leader {filed}/rejections', REASON, '403 auth.forbidden'],
  ['rejected elsewhere', 'xp.receiver {filed}/rejections', REASON, '403 auth.forbidden'],
  ['rejected once accepted', 'receiver {received}/rejections', REASON, '409 dossier.action_refused'],
  ['completed unaccepted', 'receiver {filed}/completions', { outcome: 'granted' }, '409 dossier.action_refused'],
  ['papers unasked for', 'receiver {filed}/supplements', { items: ['Đơn'] }, '409 dossier.action_refused'],
];

const REFUSALS: Refused[] = [
  ['nothing', 'receiver refusals', {}, '422 request.invalid procedureCode'],
  ['a form nobody has', 'receiver refusals', refusal({ kind: '01' }), '422 request.invalid kind'],
  ['a number for the form', 'receiver refusals', refusal({ kind: 3 }), '422 request.invalid kind'],
  ['no reason', 'receiver refusals', refusal({ reason: undefined }), '422 request.invalid reason'],
  ['a short reason', 'receiver refusals', refusal({ reason: 'thiếu' }), '422 request.invalid reason'],
  ['a name of a letter', 'receiver refusals', refusal({ applicantName: 'A' }), '422 request.invalid applicantName'],
  [
    'a name of 201',
    'receiver refusals',
    refusal({ applicantName: 'a'.repeat(201) }),
    '422 request.invalid applicantName',
  ],
  ['another unit', 'receiver refusals', refusal({ unitCode: 'H45.20.21' }), '422 request.invalid unitCode'],
  [
    'a procedure nobody knows',
    'receiver refusals',
    refusal({ procedureCode: '9.999999' }),
    '422 procedure.not_in_force',
  ],
  ['by a specialist', 'specialist refusals', refusal(), '403 auth.forbidden'],
  ['by the head', 'desk_head refusals', refusal(), '403 auth.forbidden'],
];

describe('bad input about filings and refusals', () => {
  let world: RefusalWorld;
  beforeAll(async () => {
    world = await openRefusals();
  });
  afterEach(async () => {
    expect(await world.isUnchanged()).toBe(true);
  });
  afterAll(() => world.close());

  test.each(FILINGS)('a filing: %s', (...row) => world.refuses(row));
  test.each(REFUSALS)('a refusal: %s', (...row) => world.refuses(row));

  it.each([
    ['refusals?from=2023-13-01', 422],
    ['refusals?limit=0', 422],
    ['refusals?cursor=abc', 400],
    ['refusals?cursor=%27', 422],
    ['refusals?reason=x', 422],
    ['{filed}/papers/receipt.html', 404],
  ])('%s is refused with %i', async (path, status) => {
    expect(await world.statusOf('desk_head', path)).toBe(status);
  });

  it.each([
    ['acceptances', {}],
    ['rejections', REASON],
  ])('a stale version stops %s', async (route, body) => {
    expect(await world.stale(`receiver {filed}/${route}`, body)).toBe('412 version.stale');
  });
});
