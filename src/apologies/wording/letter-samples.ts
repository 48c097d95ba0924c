import type { Cause } from '../../domain/apology/cause.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { checkAddress } from '../../domain/apology/letter-mark.js';
import { instant } from '../../domain/time/instant.js';
import { plainDate } from '../../domain/time/plain-date.js';
import type { LetterWordingKind } from '../../wordings/letter-fields.js';
import { LONG_AGENCY, LONG_NAME } from '../../wordings/wording-field.js';
import type { Sample } from '../../wordings/wording-rendering.js';

type Frame = Pick<LetterFacts, 'letterhead' | 'number' | 'recipient' | 'signer'>;

const USUAL: Frame = {
  letterhead: { superior: 'UBND thị xã Sông Cầu', agency: 'Phòng Quản lý đô thị', place: 'Sông Cầu' },
  number: '14/PXL',
  recipient: {
    kind: 'person',
    name: 'Nguyễn Văn An',
    address: 'khu phố Long Hải Nam, phường Xuân Yên, thị xã Sông Cầu, tỉnh Phú Yên',
    phone: '09xx xxx 123',
  },
  signer: { authority: null, title: 'TRƯỞNG PHÒNG', name: 'Lê Thị Mỹ Duyên' },
};

/** What stands round the body of a letter: the longest that we know of, and what may be missing. */
const FRAMES: Readonly<Record<Sample, Frame>> = {
  usual: USUAL,
  shortest: {
    letterhead: { superior: null, agency: 'UBND xã Xuân Cảnh', place: 'Xuân Cảnh' },
    number: '1/PXL',
    recipient: { kind: 'person', name: 'Lê Y', address: 'Xuân Cảnh', phone: '09xx xxx 123' },
    signer: { authority: null, title: 'CHỦ TỊCH', name: 'Lê Y' },
  },
  longest: {
    letterhead: { superior: 'Sở Tài nguyên và Môi trường tỉnh Phú Yên', agency: LONG_AGENCY, place: 'Sông Cầu' },
    number: '1024/PXL-CNVPĐKĐĐ',
    recipient: {
      kind: 'organisation',
      name: LONG_NAME,
      address: 'cụm công nghiệp Triều Sơn, xã Xuân Thọ 2, Sông Cầu',
      phone: '09xx xxx 123',
    },
    signer: { authority: 'KT. GIÁM ĐỐC', title: 'PHÓ GIÁM ĐỐC', name: 'Tôn Nữ Nguyễn Phước Bảo Quỳnh' },
  },
  least: { ...USUAL, recipient: { kind: 'person', name: 'Nguyễn Văn An', address: null, phone: null } },
};

/** An invented letter of the kind, to look at its words before anybody is handed them. */
export function sampleLetter(kind: LetterWordingKind, sample: Sample): LetterFacts {
  const form = kind === 'letter-form-04' ? 'form_04' : 'letter';
  return {
    form,
    tense: 'after_due',
    ...FRAMES[sample],
    date: plainDate('2023-06-05'),
    dossier: {
      code: sample === 'longest' ? 'H45.20.21-230517-10001' : 'H45.20-230517-0001',
      procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
      acceptedAt: instant('2023-05-17T08:30:00+07:00'),
      deskName: 'Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu',
      promisedAt: instant('2023-06-01T17:00:00+07:00'),
      limitUnit: 'working_day',
    },
    daysLate: 2,
    minutesLate: 960,
    resultAt: null,
    matters: causesOf(kind).map((cause) => ({ cause, kinds: [], detectedBy: null, correctedOn: null })),
    reason: '',
    fault: 'ours',
    newDueAt: form === 'form_04' ? instant('2023-06-08T16:00:00+07:00') : null,
    contact: null,
    hotline: null,
    checkUrl: checkAddress('https://motcua.songcau.phuyen.gov.vn', '5KX2M8B0TQ9GH7Z3NC'),
    illustration: false,
  };
}

function causesOf(kind: LetterWordingKind): readonly Cause[] {
  switch (kind) {
    case 'letter-form-04':
    case 'letter-late':
      return ['late'];
    case 'letter-error':
      return ['error'];
    case 'letter-loss':
      return ['loss'];
    case 'letter-supplement':
      return ['supplement'];
    case 'letter-conduct':
      return ['conduct'];
    case 'letter-several':
      return ['late', 'error'];
  }
}
