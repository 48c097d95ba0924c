import { phonesView } from '../../../src/accounts/phones/phones.view.js';
import { newLetter, SIGNED } from '../../../src/apologies/new-letter.js';
import { signaturesView, signingKeysView } from '../../../src/apologies/signatures/signatures.view.js';
import { letterHtml } from '../../../src/apologies/letter.view.js';
import { letterBadge } from '../../../src/apologies/letter-words.view.js';
import type { ToSignOneView, ToSignView } from '../../../src/apologies/signing/to-sign.view.js';
import { instant } from '../../../src/domain/time/instant.js';
import { standingBadge } from '../../../src/dossiers/state-words.view.js';
import { act, field, namedErrors, withAnswers } from '../../../src/platform/templates/form-field.js';
import type { Templates } from '../../../src/platform/templates/handlebars.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { letterFacts } from '../letters.js';
import { unlock } from './account.js';
import { LATE } from './dossiers.js';

type Sample = readonly [path: string, template: string, view: object];

/** What a leader sees in the evening: the list, one letter after another, and their phones. */
export function signingSamples(templates: Templates, t: Translator): readonly Sample[] {
  return [
    ['/letters/to-sign', 'letters/to-sign', list(t, 'some')],
    ['/letters/to-sign-none', 'letters/to-sign', list(t, 'none')],
    ['/letters/to-sign/one', 'letters/to-sign-one', one(templates, t, 'fresh')],
    ['/letters/to-sign/refused', 'letters/to-sign-one', one(templates, t, 'refused')],
    ['/letters/signatures', 'letters/signatures', signatures(t, 'fresh')],
    ['/letters/signatures-refused', 'letters/signatures', signatures(t, 'refused')],
    ['/signing-keys', 'letters/signing-keys', keys(t, 'some')],
    ['/signing-keys-none', 'letters/signing-keys', keys(t, 'none')],
    ['/account/phones', 'account/phones', phones(t, 'some')],
    ['/account/phones-wrong', 'account/phones', phones(t, 'wrong')],
    [
      '/lock-phone',
      'sessions/lock',
      { unlock: unlock(t, { phone: true, people: [], deviceName: t('phone.name_usual') }) },
    ],
  ];
}

function list(t: Translator, state: 'some' | 'none'): ToSignView {
  const row = {
    href: '#',
    recipientName: 'Nguyễn Văn An',
    dossierCode: 'H45.20-230517-0001',
    procedureName: 'Cấp giấy phép xây dựng mới công trình cấp III, IV và nhà ở riêng lẻ',
    formText: t('letter.form.form_04'),
    standing: standingBadge(LATE, t),
    sinceText: t('signing.since', { day: '05/06/2023' }),
    other: null,
  };
  const other = { ...row, recipientName: 'Công ty TNHH Hải sản Xuân Đài', other: t('signing.other_signs') };
  const some = state === 'some';
  return {
    lead: some ? t('signing.lead', { count: 3 }) : t('signing.lead_none'),
    begin: some ? { href: '#', label: t('signing.begin') } : null,
    rows: some ? [row, other] : [],
    returned: some ? [{ ...row, recipientName: 'Lê Thị Cúc', dossierCode: 'H45.20-230524-0003' }] : [],
    pagination: some ? { summary: t('signing.page', { count: 2 }), firstHref: null, nextHref: '#' } : null,
    empty: some ? null : { title: t('signing.empty_title'), body: t('signing.empty'), action: null },
  };
}

function one(templates: Templates, t: Translator, state: 'fresh' | 'refused'): ToSignOneView {
  const facts = letterFacts({ number: null, date: null, illustration: true });
  const reason = field({
    kind: 'textarea',
    name: 'reason',
    label: t('signing.comment'),
    hint: t('signing.comment_hint'),
  });
  const wrong = state === 'refused' ? [{ field: 'reason', message: 'Cần từ 10 đến 600 ký tự' }] : [];
  const reject = act({ key: 'rejections', label: t('signing.reject'), action: '#', fields: [reason], version: 2 });
  const fields = withAnswers(reject.fields, {}, wrong);
  return {
    title: `${t('letter.form.form_04')}, ${facts.dossier.code}`,
    listHref: '#',
    place: t('signing.place', { count: 6 }),
    state: letterBadge('drafted', t),
    errors: namedErrors(fields, wrong),
    refusal: state === 'refused' ? t('letter.refused_stale') : null,
    facts: [
      { label: t('col.recipient'), value: facts.recipient.name, href: null, hint: null },
      { label: t('f.promise'), value: '17:00 01/06/2023', href: null, hint: 'Trễ 2 ngày làm việc' },
      { label: t('letter.field.fault'), value: t('fault.ours'), href: null, hint: null },
      { label: t('signing.officer'), value: 'Trần Quốc Bảo', href: null, hint: 'Phòng Quản lý đô thị' },
      { label: t('col.dossier'), value: facts.dossier.code, href: '#', hint: facts.dossier.procedureName },
    ],
    reason: facts.reason,
    said: [
      {
        who: t('signing.said', { who: 'Lê Thị Mỹ Duyên', moment: '19:40 05/06/2023' }),
        text: 'Nêu rõ đã hỏi ý kiến cơ quan nào.',
      },
    ],
    closed: null,
    approve: act({
      key: 'approvals',
      label: t('signing.approve'),
      action: '#',
      version: 2,
      primary: true,
      shortcut: 'F9',
    }),
    reject: { ...reject, fields, open: state === 'refused' },
    paperHtml: letterHtml(templates, facts),
  };
}

function phones(t: Translator, state: 'some' | 'wrong'): object {
  const at = instant('2023-06-05T16:30:00+07:00');
  const phone = {
    id: '1',
    unitCode: 'H45.20',
    name: t('phone.name_usual'),
    registeredBy: 'duyen.ltm',
    registeredAt: at,
    owner: 'duyen.ltm',
    usedAt: at,
  };
  const some = state === 'some';
  return phonesView(
    {
      phones: some ? [phone] : [],
      hereId: some ? '1' : null,
      typed: some ? {} : { name: 'Máy nhà' },
      errors: some ? [] : [{ field: 'pin', message: t('phone.fault.form') }],
      refusal: null,
    },
    t,
  );
}

const KEY = {
  id: '0188083b-8b20-777c-96b3-2cd2284581ab',
  unitCode: 'H45.20.05',
  signer: 'Phòng Quản lý đô thị',
  issuer: 'CA phục vụ các cơ quan nhà nước, Ban Cơ yếu Chính phủ, VN',
  serial: '54010B0A9F3C21',
  validFrom: instant('2023-01-01T00:00:00+07:00'),
  validTo: instant('2026-01-01T00:00:00+07:00'),
  addedAt: instant('2023-06-01T09:00:00+07:00'),
  addedBy: 'lam.bq',
};

function signatures(t: Translator, state: 'fresh' | 'refused'): object {
  const letter = newLetter({
    id: '1',
    dossierId: '1',
    unitCode: 'H45.20.05',
    fault: 'ours',
    at: KEY.addedAt,
    by: 'system',
    mode: SIGNED,
  });
  const numbered = { ...letter, number: { year: 2023, serial: 14, text: '14/PXL' } };
  const fault = { field: 'file', message: t('signature.fault.unknown_issuer') };
  const wrong = { field: 'password', message: t('signature.key.password') };
  const refused = state === 'refused' ? [fault, wrong] : [];
  return signaturesView(numbered, [KEY], { errors: refused, sentence: null, typed: {} }, t);
}

function keys(t: Translator, state: 'some' | 'none'): object {
  const some = state === 'some';
  return signingKeysView(
    {
      keys: some ? [KEY] : [],
      units: [{ code: 'H45.20.05', name: 'Phòng Quản lý đô thị' }],
      unitCode: 'H45.20.05',
      refused: {
        errors: some ? [] : [{ field: 'password', message: t('signature.key.password') }],
        sentence: null,
        typed: {},
      },
    },
    t,
  );
}
