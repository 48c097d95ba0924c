import { always, fields, LONG_AGENCY, optional, type WordingField } from './wording-field.js';

/** Bodies of letters, by what they are about. Head, address, title, signature and code are not a unit's to write. */
export const LETTER_KINDS = [
  'letter-form-04',
  'letter-late',
  'letter-error',
  'letter-loss',
  'letter-supplement',
  'letter-conduct',
  'letter-several',
] as const;

export type LetterWordingKind = (typeof LETTER_KINDS)[number];

/** What an officer who explains much writes. One who writes all that may be written fills a second sheet. */
const LONG_REASON =
  'Hồ sơ phải lấy ý kiến về hành lang an toàn đường bộ nhưng văn bản lấy ý kiến được gửi chậm 04 ngày.';
const LONG_RIGHTS =
  'Quý đơn vị không phải làm lại hồ sơ, không phải nộp thêm phí hoặc lệ phí; chi phí phát sinh do việc khắc phục do cơ quan chịu theo khoản 1 Điều 21 Nghị định số 61/2018/NĐ-CP.';

const code = always(fields.code);
const acceptedOn = always(optional('acceptedOn', '17 tháng 5 năm 2023', '17 tháng 5 năm 2023', '17 tháng 11 năm 2023'));
const promisedAt = always({ ...fields.dueAt, name: 'promisedAt' });
const standing = optional(
  'standing',
  'Đến nay đã quá thời gian hẹn nhưng UBND xã chưa trả được kết quả cho Ông/Bà.',
  'Đến nay đã quá thời gian hẹn 2 ngày làm việc nhưng Phòng Quản lý đô thị chưa trả được kết quả cho Ông/Bà.',
  `Kết quả đã có tại Bộ phận Tiếp nhận và Trả kết quả ${LONG_AGENCY} từ ngày 28 tháng 12 năm 2023, chậm 112 ngày làm việc so với thời gian đã hẹn.`,
);
const reason = optional(
  'reason',
  'Cơ quan gửi văn bản chậm.',
  'Hồ sơ phải lấy ý kiến về hành lang an toàn đường bộ nhưng Phòng gửi văn bản lấy ý kiến chậm 04 ngày làm việc.',
  LONG_REASON,
);
const fault = always(
  optional(
    'fault',
    'Việc này thuộc trách nhiệm của UBND xã, không do lỗi của Ông/Bà.',
    'Việc chậm trễ này thuộc trách nhiệm của Phòng Quản lý đô thị, không do lỗi của Ông/Bà.',
    `Những việc nêu trên phát sinh ở khâu phối hợp giữa các cơ quan giải quyết, không do lỗi của Quý đơn vị; ${LONG_AGENCY} là cơ quan chịu trách nhiệm trả lời Quý đơn vị về việc này.`,
  ),
);
const apology = always(
  optional(
    'apology',
    'UBND xã thành thật xin lỗi Ông/Bà vì sự chậm trễ nêu trên và vì thời gian, công sức Ông/Bà phải chờ đợi.',
    'Phòng Quản lý đô thị thành thật xin lỗi Ông/Bà vì sự chậm trễ nêu trên và vì thời gian, công sức Ông/Bà phải chờ đợi.',
    `${LONG_AGENCY} thành thật xin lỗi Quý đơn vị vì sự chậm trễ, sai sót, việc để thất lạc giấy tờ và việc yêu cầu bổ sung hồ sơ nêu trên và vì thời gian, công sức Quý đơn vị phải chờ đợi.`,
  ),
);
const once = always(
  optional(
    'once',
    'Việc hẹn lại chỉ thực hiện một lần.',
    'Việc hẹn lại chỉ thực hiện một lần (khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP).',
    'Việc hẹn lại chỉ thực hiện một lần (khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP).',
  ),
);
const next = optional(
  'next',
  'Mời Ông/Bà đến nhận kết quả tại UBND xã trong giờ làm việc.',
  'Ngay khi có kết quả, chúng tôi sẽ báo cho Ông/Bà; trước khi nhận được tin báo, Ông/Bà chưa cần đến.',
  `Mời Quý đơn vị đến nhận kết quả tại Bộ phận Tiếp nhận và Trả kết quả ${LONG_AGENCY} trong giờ làm việc.`,
);
const rights = optional(
  'rights',
  'Ông/Bà không phải nộp thêm phí hoặc lệ phí.',
  'Ông/Bà không phải nộp thêm giấy tờ, phí hoặc lệ phí do việc chậm trễ này.',
  LONG_RIGHTS,
);
/** Where lateness is the matter, and nothing else. */
const lateRights = {
  ...rights,
  longest: 'Quý đơn vị không phải nộp thêm giấy tờ, phí hoặc lệ phí do việc chậm trễ này.',
};
const waited = {
  ...standing,
  longest: `Đến nay đã quá thời gian hẹn 112 ngày làm việc nhưng ${LONG_AGENCY} chưa trả được kết quả cho Quý đơn vị.`,
};
const contact = optional(
  'contact',
  'Cần trao đổi hoặc phản ánh, xin Ông/Bà gọi đường dây nóng 1022.',
  'Cần trao đổi hoặc phản ánh, xin Ông/Bà liên hệ ông/bà Trần Thị Bình, Trưởng Bộ phận Một cửa, điện thoại 0257 3875 123; đường dây nóng 0257 3875 999.',
  'Cần trao đổi hoặc phản ánh, xin Quý đơn vị liên hệ ông/bà Nguyễn Phước Bảo Quỳnh, Trưởng Bộ phận Một cửa, điện thoại 0257 3875 123; đường dây nóng 1022.',
);
const lateBy = optional('lateBy', '1 ngày làm việc', '2 ngày làm việc', '112 ngày làm việc');
const happened = always(
  optional(
    'happened',
    'Qua rà soát, UBND xã xác nhận việc giải quyết hồ sơ có sai sót.',
    'Sau khi nhận được phản ánh của Ông/Bà và kiểm tra lại, Phòng Quản lý đô thị xác nhận thông tin ghi trong kết quả giải quyết không đúng.',
    `Sau khi nhận được phản ánh của Quý đơn vị và kiểm tra lại, ${LONG_AGENCY} xác nhận kết quả giải quyết chưa đúng thẩm quyền hoặc căn cứ pháp lý; cơ quan đã yêu cầu Quý đơn vị nộp giấy tờ ngoài thành phần hồ sơ theo quy định; phí, lệ phí đã thu không đúng mức quy định; việc từ chối giải quyết hồ sơ không đúng quy định.`,
  ),
);
const done = optional(
  'done',
  'Việc này đã được khắc phục ngày 06 tháng 6 năm 2023.',
  'Việc này đã được khắc phục ngày 06 tháng 6 năm 2023.',
  `${LONG_AGENCY} đang khắc phục và sẽ báo kết quả cho Quý đơn vị.`,
);
const matters = optional(
  'matters',
  `${happened.shortest} ${done.shortest}`,
  `${happened.usual} ${done.usual} ${rights.usual}`,
  `${happened.longest} ${done.longest} ${LONG_RIGHTS}`,
);

const about = [fields.you, fields.agency, fields.desk, acceptedOn, always(fields.procedure), code, promisedAt];
const spoken = [fault, apology, contact, fields.officer, fields.phone, fields.hotline, always(fields.applicant)];
const lateApology = {
  ...apology,
  longest: `${LONG_AGENCY} thành thật xin lỗi Quý đơn vị vì sự chậm trễ nêu trên và vì thời gian, công sức Quý đơn vị phải chờ đợi.`,
};
const lateSpoken = spoken.map((field) => (field === apology ? lateApology : field));
const oneFault = [...about, happened, done, always(rights), reason, ...spoken];

export const LETTER_FIELDS: Readonly<Record<LetterWordingKind, readonly WordingField[]>> = {
  'letter-form-04': [
    ...about,
    always(waited),
    lateBy,
    always(reason),
    matters,
    always(fields.newDueAt),
    once,
    always(lateRights),
    ...lateSpoken,
  ],
  'letter-late': [...about, always(standing), lateBy, always(reason), next, lateRights, ...lateSpoken],
  'letter-error': oneFault,
  'letter-loss': oneFault,
  'letter-supplement': oneFault,
  'letter-conduct': [...about, happened, always(done), reason, ...spoken],
  'letter-several': [...about, standing, lateBy, always(matters), next, rights, reason, ...spoken],
};

const CONTACT = ['contact', 'phone', 'hotline'];
const ALWAYS = [['code'], ['fault'], ['apology'], CONTACT];

/**
 * What a letter must say, whatever its branches: of each group at least one, as long as the letter has the first of it.
 *
 * Source: reference 2.2 (form 04), 2.3, R16, R33; the citizen's right to bring nothing more and pay nothing more.
 */
export const LETTER_MUST_SAY: Readonly<Record<LetterWordingKind, readonly (readonly string[])[]>> = {
  'letter-form-04': [
    ...ALWAYS,
    ['promisedAt'],
    ['standing'],
    ['reason'],
    ['matters'],
    ['newDueAt'],
    ['once'],
    ['rights'],
  ],
  'letter-late': [...ALWAYS, ['promisedAt'], ['standing'], ['reason'], ['next'], ['rights']],
  'letter-error': [...ALWAYS, ['happened'], ['done'], ['rights'], ['reason']],
  'letter-loss': [...ALWAYS, ['happened'], ['done'], ['rights'], ['reason']],
  'letter-supplement': [...ALWAYS, ['happened'], ['done'], ['rights'], ['reason']],
  'letter-conduct': [...ALWAYS, ['happened'], ['done'], ['reason']],
  'letter-several': [...ALWAYS, ['standing'], ['matters'], ['next'], ['rights'], ['reason']],
};
