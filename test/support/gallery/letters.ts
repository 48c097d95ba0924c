import { letterBadge, messageBadge } from '../../../src/apologies/letter-words.view.js';
import type { LetterListView } from '../../../src/apologies/letter-list.view.js';
import {
  deliveryForm,
  letterActForm,
  resolutionForm,
  type LetterShowView,
} from '../../../src/apologies/letter-show.view.js';
import { letterHtml } from '../../../src/apologies/letter.view.js';
import type { MailboxListView, MailboxShowView } from '../../../src/apologies/mailbox.view.js';
import type { PrintQueueView } from '../../../src/apologies/print-queue.view.js';
import { REASONS } from '../../../src/domain/apology/reasons.js';
import { proposedText } from '../../../src/dossiers/reason-fields.view.js';
import { causeText, standingBadge } from '../../../src/dossiers/state-words.view.js';
import { choiceField, choices } from '../../../src/platform/templates/form-field.js';
import type { Templates } from '../../../src/platform/templates/handlebars.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import { shareText } from '../../../src/platform/templates/page-words.js';
import { letterFacts } from '../letters.js';
import { LATE } from './dossiers.js';

export function letterList(t: Translator, state: 'owed' | 'calm'): LetterListView {
  const owed = state === 'owed';
  return {
    coverage: {
      rateText: owed ? shareText(35, 37, t) : shareText(37, 37, t),
      definition: t('tile.owed_definition'),
      opened: 37,
      settled: owed ? 34 : 36,
      waived: 1,
      missing: owed ? 2 : 0,
      calm: !owed,
    },
    missing: owed ? missing(t) : [],
    missingEmpty: owed ? null : { title: t('tile.owed_calm'), body: t('tile.owed_none'), action: null },
    missingMore: null,
    tabs: (['drafted', 'approved', 'numbered', 'issued', 'lapsed', 'void'] as const).map((key, index) => ({
      href: `/letters?state=${key}`,
      label: t(`letter.${key}`),
      count: String([3, 1, 0, 34, 2, 1][index] ?? 0),
      current: key === 'drafted',
    })),
    state: 'drafted',
    filters: [choiceField({ kind: 'select', name: 'unit', label: t('col.unit') }, [choices([['', '–']])])],
    rows: owed ? letterRows(t) : [],
    pagination: null,
    empty: owed
      ? null
      : {
          title: 'Chưa có thư nào ở trạng thái này',
          body: 'Dự thảo hiện ở đây khi một hồ sơ sắp hoặc đã trễ hẹn.',
          action: null,
        },
  };
}

function missing(t: Translator): LetterListView['missing'] {
  const row = {
    code: 'H45.20-230517-0001',
    dossierHref: '#',
    applicantName: 'Nguyễn Văn An',
    procedureName: 'Cấp giấy phép xây dựng mới công trình cấp III, IV và nhà ở riêng lẻ',
    cause: causeText('late', t),
    standing: standingBadge(LATE, t),
    sinceText: '02/06/2023',
    unitName: 'Phòng Quản lý đô thị',
    draftHref: '#',
    createAction: null,
  };
  const hours = standingBadge({ ...LATE, daysLate: 0, minutesLate: 75 }, t);
  const other = {
    applicantName: 'Phạm Quốc Dũng',
    procedureName: 'Chuyển mục đích sử dụng đất',
    unitName: 'Phòng Tài nguyên và Môi trường',
  };
  return [
    row,
    { ...row, ...other, code: 'H45.20-230524-0003', standing: hours, draftHref: null, createAction: '/letters' },
  ];
}

function letterRows(t: Translator): LetterListView['rows'] {
  const row = {
    href: '#',
    numberText: 'Chưa có số',
    recipientName: 'Ông/Bà Nguyễn Văn An',
    dossierCode: 'H45.20-230517-0001',
    formText: 'Phiếu xin lỗi và hẹn lại',
    state: letterBadge('drafted', t),
    dateText: '05/06/2023',
    unitName: 'Phòng Quản lý đô thị',
    nextText: t('letter.act.approvals'),
    loud: false,
  };
  return [
    row,
    { ...row, recipientName: 'Công ty TNHH Hải sản Xuân Đài', dossierCode: 'H45.20-230525-0007' },
    {
      ...row,
      numberText: '13/PXL',
      state: letterBadge('issued', t),
      formText: 'Thư xin lỗi',
      nextText: t('list.open'),
    },
  ];
}

export function letterShow(templates: Templates, t: Translator, state: 'drafted' | 'issued'): LetterShowView {
  const issued = state === 'issued';
  const proposed = { dueAt: letterFacts().newDueAt!, minutes: 1_440, known: true, spent: false, pushed: false };
  const draft = {
    reasons: REASONS,
    reasonKey: 'other_agency',
    late: true,
    tenseText: t('promise.tense.after_due'),
    reason: letterFacts().reason,
    fault: 'ours',
    newDue: { on: '2023-06-08', time: '16:00', proposedText: proposedText(proposed, t) },
  };
  const keys = issued ? (['deliveries', 'voids'] as const) : (['approvals', 'edit', 'rejections'] as const);
  const steps = ['drafted', 'approved', 'numbered', 'issued'] as const;
  return {
    title: issued ? 'Phiếu xin lỗi 14/PXL' : 'Phiếu xin lỗi, hồ sơ H45.20-230517-0001',
    state: letterBadge(state, t),
    steps: steps.map((key, index) => ({
      label: t(`letter.${key}`),
      done: issued || index < 0,
      current: key === state,
    })),
    nextText: issued ? 'Một tin chưa rõ đã đi hay chưa; xin xem phần tin đã gửi.' : 'Lãnh đạo phòng đọc và duyệt thư.',
    warning: issued
      ? null
      : 'Sự việc đã đổi từ khi viết dự thảo: hồ sơ trễ thêm 1 ngày làm việc. Bản bên dưới đã theo số mới.',
    facts: [
      { label: t('col.recipient'), value: 'Ông/Bà Nguyễn Văn An', href: null, hint: null },
      { label: t('col.dossier'), value: 'H45.20-230517-0001', href: '/dossiers/H45.20-230517-0001', hint: null },
      { label: t('f.promise'), value: '17:00 01/06/2023', href: null, hint: 'Trễ 2 ngày làm việc' },
      { label: t('letter.field.new_due'), value: '16:00 08/06/2023', href: null, hint: null },
      { label: t('letter.field.fault'), value: t('fault.ours'), href: null, hint: null },
    ],
    errors: [],
    refusal: null,
    acts: keys.map((key) => letterActForm(key, 'l1', 2, draft, t)),
    paperHtml: letterHtml(
      templates,
      letterFacts({ number: issued ? '14/PXL' : null, date: issued ? letterFacts().date : null, illustration: true }),
    ),
    papers: issued ? [{ label: 'PDF đã ký', href: '#' }] : [{ label: 'Xem bản PDF', href: '#' }],
    comment: issued ? null : { label: t('letter.comment'), text: 'Nêu rõ đã hỏi ý kiến cơ quan nào.' },
    messages: issued
      ? [
          {
            channel: t('contact.email'),
            to: 'a***@example.com',
            state: messageBadge('uncertain', t),
            atText: '10:02 05/06/2023',
            detail: 'Máy chủ thư ngắt khi đang nhận.',
            resolution: resolutionForm('m1', 'uncertain', t),
          },
          {
            channel: t('contact.zalo'),
            to: '09xx xxx 123',
            state: messageBadge('delivered', t),
            atText: '10:01 05/06/2023',
            detail: null,
            resolution: null,
          },
        ]
      : [],
  };
}

export function printQueue(t: Translator): PrintQueueView {
  const row = { href: '#', pdfHref: '#', dateText: '10:02 05/06/2023', unitName: 'Phòng Quản lý đô thị' };
  const address = 'khu phố Long Hải Nam, phường Xuân Yên';
  return {
    papersAction: '/letters/print-queue/papers',
    filters: [],
    pagination: null,
    rows: [
      {
        ...row,
        id: '1',
        numberText: '14/PXL',
        recipientName: 'Nguyễn Văn An',
        address,
        why: t('queue.why_bounced'),
        delivery: deliveryForm('1', '#', t),
      },
      {
        ...row,
        id: '2',
        numberText: '15/PXL',
        recipientName: 'Lê Thị Cúc',
        address,
        why: t('queue.why_print'),
        delivery: deliveryForm('2', '#', t),
      },
    ],
    empty: null,
  };
}

export function mailboxList(): MailboxListView {
  const row = { href: '/mailbox/1', channel: 'Thư điện tử', to: 'an@example.com' };
  return {
    rows: [
      {
        ...row,
        atText: '10:02 05/06/2023',
        subject: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả, hồ sơ H45.20-230517-0001',
      },
      { ...row, atText: '08:31 17/05/2023', subject: 'Đã tiếp nhận hồ sơ H45.20-230517-0001' },
    ],
    pagination: null,
    empty: null,
  };
}

export function mailboxShow(): MailboxShowView {
  return {
    subject: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả, hồ sơ H45.20-230517-0001',
    from: 'Phòng Quản lý đô thị <motcua@example.com>',
    to: 'an@example.com',
    atText: '10:02 05/06/2023',
    channel: 'Thư điện tử',
    paragraphs: [
      'Kính gửi Ông/Bà Nguyễn Văn An,',
      'Chưa có kết quả, Ông/Bà chưa cần đến. Phòng Quản lý đô thị thành thật xin lỗi Ông/Bà; kết quả được hẹn lại lúc 16 giờ 00 phút, ngày 08 tháng 6 năm 2023.',
      'Trân trọng.',
    ],
    attachments: [{ label: 'phieu-xin-loi-14-PXL.pdf', href: '#' }],
    versions: [{ label: 'Xem bản như người dân thấy', href: '#' }],
    letterHref: '/letters/1',
  };
}
