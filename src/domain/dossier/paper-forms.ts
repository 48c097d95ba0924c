import { plainDate, type PlainDate } from '../time/plain-date.js';

/** Papers of a dossier that have a name in law or in use. */
export const PAPER_KINDS = [
  'receipt',
  'supplement',
  'refusal',
  'apology',
  'stop',
  'control',
  'register',
  'result_slip',
  'payment',
  'return',
] as const;

export type PaperKind = (typeof PAPER_KINDS)[number];

/** What a paper is called on a day. */
export interface PaperForm {
  /** as in `Mẫu số 05`; null for a paper in use that no set of forms counts */
  readonly number: string | null;
  readonly title: string;
}

interface FormSet {
  /** which rules of one-stop desks it belongs to */
  readonly profile: 'ND61' | 'ND118';
  /** first day on which papers are made by it */
  readonly from: PlainDate;
  /** printed beside the number */
  readonly source: string;
  readonly forms: Readonly<Record<PaperKind, PaperForm>>;
}

const form = (number: string | null, title: string): PaperForm => ({ number, title });

/** In real use everywhere, and of no set (reference 2.2). Never "biên lai": that is a paper of the treasury's own. */
const IN_USE = {
  result_slip: form(null, 'PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH'),
  payment: form(null, 'PHIẾU XÁC NHẬN ĐÃ NỘP'),
  return: form(null, 'GIẤY BIÊN NHẬN TRẢ KẾT QUẢ'),
};

/**
 * The sets of forms one after the other. Another set is another entry here: nothing that was printed by an earlier one
 * changes.
 *
 * Source: TT 01/2018/TT-VPCP art. 9, 10 (reference 2.2); TT 03/2025/TT-VPCP of 15/9/2025 (reference 1.2), of which
 * numbers and titles are known and labels are not: its papers carry the labels of the set before.
 */
const FORM_SETS: readonly [FormSet, ...FormSet[]] = [
  {
    profile: 'ND61',
    from: plainDate('2019-01-06'),
    source: 'Thông tư số 01/2018/TT-VPCP',
    forms: {
      ...IN_USE,
      receipt: form('01', 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ'),
      supplement: form('02', 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ'),
      refusal: form('03', 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ'),
      apology: form('04', 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ'),
      stop: form(null, 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ'),
      control: form('05', 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ'),
      register: form('06', 'SỔ THEO DÕI HỒ SƠ'),
    },
  },
  {
    profile: 'ND118',
    from: plainDate('2025-09-15'),
    source: 'Thông tư số 03/2025/TT-VPCP',
    forms: {
      ...IN_USE,
      receipt: form('01', 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ'),
      supplement: form('02', 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ'),
      refusal: form('03', 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ'),
      apology: form('04', 'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT'),
      stop: form('05', 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ'),
      control: form('06', 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ'),
      register: form('07', 'SỔ THEO DÕI HỒ SƠ'),
    },
  },
];

/** Under which number and title a paper is made on a day; before the first set, as in the first. */
export function formOn(kind: PaperKind, day: PlainDate): PaperForm & Pick<FormSet, 'profile' | 'source'> {
  const { forms, profile, source } = FORM_SETS.findLast(({ from }) => from <= day) ?? FORM_SETS[0];
  return { ...forms[kind], profile, source };
}
