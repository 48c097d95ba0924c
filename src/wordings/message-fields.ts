import { always, fields, optional, type WordingField } from './wording-field.js';

/** What leads to a letter: the mail it is attached to, and a message to a telephone. */
export const MESSAGE_KINDS = ['mail-subject', 'mail-cover', 'mail-cover-en', 'message-letter'] as const;

export type MessageWordingKind = (typeof MESSAGE_KINDS)[number];

const number = always(optional('number', '1/PXL', '14/PXL', '1024/PXL-QLĐT'));
const paper = always(
  optional(
    'paper',
    'thư xin lỗi',
    'phiếu xin lỗi và hẹn lại ngày trả kết quả',
    'phiếu xin lỗi và hẹn lại ngày trả kết quả',
  ),
);
const check = optional(
  'check',
  'https://a.vn/thu/5KX2M8B0TQ9GH7Z3NC',
  'https://motcua.songcau.vn/thu/5KX2M8B0TQ9GH7Z3NC',
  'https://motcua.songcau.phuyen.gov.vn/thu/5KX2M8B0TQ9GH7Z3NC',
);
const newDueEn = optional('newDueAt', '09:30, 2 Jun 2023', '16:00, 8 Jun 2023', '16:30, 29 Dec 2023');
const shortDue = optional('newDueAt', '09:30 02/6/2023', '16:00 08/6/2023', '16:30 29/12/2023');

const said = [fields.you, fields.agency, always(fields.code), number, paper];

export const MESSAGE_FIELDS: Readonly<Record<MessageWordingKind, readonly WordingField[]>> = {
  'mail-subject': [fields.agency, always(fields.code), number, paper],
  'mail-cover': [...said, always(fields.applicant), always(fields.procedure), fields.newDueAt, check, fields.hotline],
  'mail-cover-en': [
    fields.agency,
    always(fields.code),
    number,
    always(fields.applicant),
    newDueEn,

    check,
    fields.hotline,
  ],
  'message-letter': [...said, always(fields.applicant), shortDue, fields.hotline],
};

export const MESSAGE_MUST_SAY: Readonly<Record<MessageWordingKind, readonly (readonly string[])[]>> = {
  'mail-subject': [['code']],
  'mail-cover': [['code'], ['agency'], ['newDueAt'], ['check']],
  'mail-cover-en': [['code'], ['agency'], ['newDueAt'], ['check']],
  'message-letter': [['code'], ['agency'], ['newDueAt']],
};
