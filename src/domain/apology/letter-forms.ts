import { plainDate, type PlainDate } from '../time/plain-date.js';

/** What form 04 is called and which article it names, from a day on. */
export interface FormSet {
  /** first day of letters it holds for */
  readonly from: PlainDate;
  readonly title: string;
  /** named where the new date is given; null where no article of a decree in force says it */
  readonly article: string | null;
}

const REAPPOINTMENT = 'Phiếu xin lỗi và hẹn lại ngày trả kết quả';

/**
 * Form 04 by the day of the letter, the oldest first: TT 01/2018 under NĐ 61/2018; NĐ 118/2025, at first still with the
 * old form; the forms of TT 03/2025.
 *
 * Source: reference 1.2, 2.2.
 */
const FORM_SETS: readonly FormSet[] = [
  { from: plainDate('2018-06-21'), title: REAPPOINTMENT, article: 'khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP' },
  { from: plainDate('2025-07-01'), title: REAPPOINTMENT, article: null },
  {
    from: plainDate('2025-09-15'),
    title: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
    article: null,
  },
];

/** The set of the day; of earlier days, the first. */
export function formSetOn(day: PlainDate): FormSet {
  const [first, ...others] = FORM_SETS;
  return others.reduce((set, next) => (next.from <= day ? next : set), first as FormSet);
}
