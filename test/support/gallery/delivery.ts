import { callsView, type CallsState, type CallsView } from '../../../src/apologies/calls/calls.view.js';
import type { CallLine } from '../../../src/apologies/calls/calls.service.js';
import { citizenLetterView, type CitizenLetterView } from '../../../src/apologies/citizen/citizen-letters.view.js';
import type { DeliveryRoom } from '../../../src/apologies/delivery/delivery-room.service.js';
import { deliveryView, type DeliveryState, type DeliveryView } from '../../../src/apologies/delivery/delivery.view.js';
import type { OpenLine } from '../../../src/apologies/delivery/undelivered.service.js';
import { undeliveredView, type UndeliveredView } from '../../../src/apologies/delivery/undelivered.view.js';
import { letterHtml } from '../../../src/apologies/letter.view.js';
import type { Pending } from '../../../src/domain/apology/delivery-plan.js';
import type { MessageState } from '../../../src/domain/apology/message.js';
import { instant } from '../../../src/domain/time/instant.js';
import type { Message, MessageChannel } from '../../../src/platform/outbox/outbox.repository.js';
import type { Templates } from '../../../src/platform/templates/handlebars.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { PageContext } from '../../../src/platform/templates/page-context.js';
import { letterFacts } from '../letters.js';

type Sample = readonly [path: string, template: string, view: object, changes?: Partial<PageContext>];

const AT = instant('2023-06-05T09:00:00+07:00');
const ID = '018c6d3e-0000-7000-8000-000000000001';
const SUBJECT = {
  applicant: {
    name: 'Nguyễn Văn An',
    address: 'Khu phố Long Hải, phường Xuân Yên, thị xã Sông Cầu',
    phoneMasked: '09xx xxx 123',
  },
};

/** The rooms of delivery: what is on its way, one letter, whom to call, and what the citizen sees. */
export function deliveryPages(templates: Templates, t: Translator): readonly Sample[] {
  const refusal = { errors: [{ field: 'outcome', message: 'Chọn một trong các mục' }], sentence: null, typed: {} };
  const unsigned = {
    errors: [{ field: 'signed', message: 'Xin ký trên màn hình, hoặc đánh dấu đã ký trên giấy' }],
    sentence: null,
    typed: { name: 'Nguyễn Văn An' },
  };
  const number = { name: 'Nguyễn Văn An', phone: '0905 000 123', href: 'https://zalo.me/84905000123' };
  return [
    ['/letters/undelivered', 'letters/undelivered', undelivered(t)],
    ['/letters/undelivered-empty', 'letters/undelivered', undelivered(t, [])],
    ['/letters/delivery-chat', 'letters/delivery', delivery(t, 'zalo', 'queued', { number })],
    ['/letters/delivery-post', 'letters/delivery', delivery(t, 'post', 'queued')],
    [
      '/letters/delivery-wrong',
      'letters/delivery',
      delivery(t, 'desk', 'queued', { refused: { form: 'signatures', refusal: unsigned } }),
    ],
    ['/calls', 'letters/calls', calls(t, { number: { id: 'b', text: 'Nguyễn Văn An: 0905 000 123' } })],
    ['/calls-wrong', 'letters/calls', calls(t, { refused: { id: 'a', ...refusal } })],
    ['/calls-empty', 'letters/calls', callsView({ items: [], nextCursor: null }, {}, t)],
    ['/l/secret', 'letters/citizen', citizen(templates, t, false), { user: null, nav: [], tabs: null }],
    ['/l/secret-received', 'letters/citizen', citizen(templates, t, true), { user: null, nav: [], tabs: null }],
  ];
}

const WHYS: readonly Pending[] = [
  'all_ways',
  'by_hand',
  'uncertain',
  'to_post',
  'posted',
  'at_desk',
  'sent',
  'sending',
];

function undelivered(t: Translator, whys: readonly Pending[] = WHYS): UndeliveredView {
  const items = whys.map((why, i) => ({
    letterId: `${ID}${String(i)}`,
    number: `${String(14 + i)}/PXL`,
    dossierCode: 'H45.20-230517-0001',
    why,
    issuedAt: AT,
    subject: SUBJECT,
  })) as unknown as OpenLine[];
  const units = [
    { code: 'H45.20', name: 'UBND thị xã Sông Cầu' },
    { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' },
  ];
  const unknownReports = whys.length === 0 ? 0 : 2;
  return undeliveredView({ items, nextCursor: whys.length === 0 ? null : 'eyJ', units, unknownReports }, undefined, t);
}

function message(channel: MessageChannel, state: MessageState): Message {
  return {
    id: ID,
    kind: 'apology_letter',
    subjectId: ID,
    channel,
    recipient: '09xx xxx 123',
    title: 'Phiếu xin lỗi',
    text: '',
    html: '',
    fileHash: null,
    fileName: null,
    state,
    attempts: 0,
    lastAnswer: state === 'bounced' ? 'mail system: not delivered 5.1.1' : null,
    createdAt: AT,
    sentAt: null,
    deliveredAt: null,
    sealed: null,
    proofHash: state === 'bounced' ? 'a'.repeat(64) : null,
  };
}

function delivery(
  t: Translator,
  channel: 'zalo' | 'post' | 'desk',
  state: MessageState,
  more: DeliveryState = {},
): DeliveryView {
  const open = message(channel, state);
  const why = { zalo: 'by_hand', post: 'to_post', desk: 'at_desk' } as const;
  const room = {
    letterId: ID,
    facts: letterFacts(),
    way: { why: why[channel] },
    messages: [message('email', 'bounced'), open],
    handed: [],
    open,
    chat: 'Kính gửi Nguyễn Văn An.\n\nPhòng Quản lý đô thị thành thật xin lỗi Ông/Bà.\n\nXem thư: https://motcua.example.vn/l/Fbit8PIEchaavszLIoG0cA',
  } as unknown as DeliveryRoom;
  return deliveryView(room, more, t);
}

function calls(t: Translator, state: CallsState): CallsView {
  const task = (id: string, kind: string, more: object = {}): object => ({
    id,
    kind,
    dossierId: ID,
    letterId: ID,
    wish: null,
    dueAt: AT,
    dossierCode: 'H45.20-230517-0001',
    ...more,
  });
  const call = { id: 'c', taskId: 'b', outcome: 'not_reached', note: 'Chuông reo, không ai nghe', at: AT, by: 'binh' };
  const items = [
    { task: task('a', 'second_promise'), subject: SUBJECT, calls: [] },
    { task: task('b', 'undelivered'), subject: SUBJECT, calls: [call] },
    { task: task('c', 'call_back', { wish: 'sau 16 giờ' }), subject: SUBJECT, calls: [] },
    { task: task('d', 'not_received', { letterId: null }), subject: SUBJECT, calls: [] },
  ] as unknown as CallLine[];
  return callsView({ items, nextCursor: 'eyJ' }, state, t);
}

function citizen(templates: Templates, t: Translator, received: boolean): CitizenLetterView {
  const facts = letterFacts();
  const page = {
    secret: 'Fbit8PIEchaavszLIoG0cA',
    letter: { facts, received },
    dossier: {
      status: received ? 'completed' : 'processing',
      settlement: received ? {} : null,
      extensionDueAt: instant('2023-06-08T16:00:00+07:00'),
    },
    paper: letterHtml(templates, facts),
    refused: null,
  } as unknown as Parameters<typeof citizenLetterView>[0];
  return citizenLetterView(page, t);
}
