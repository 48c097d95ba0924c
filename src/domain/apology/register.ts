import { DomainError } from '../errors.js';
import { yearOf, type PlainDate } from '../time/plain-date.js';

/** A day somebody wrote on a letter, and what stands in the register already. */
export interface RegisterDay {
  /** null: today */
  readonly given: PlainDate | null;
  readonly today: PlainDate;
  /** the day the letter was begun: it cannot be older */
  readonly draftedOn: PlainDate;
  /** true when our own register gives the number */
  readonly own: boolean;
  /** day of the last number our own register gave this year; null when it gave none */
  readonly lastOwn: PlainDate | null;
}

/**
 * The day of a letter. Numbers and days of our own register rise together, and only the running year gives numbers;
 * another register has its own order, and its days may lie in the year before until that is closed.
 *
 * @throws DomainError `request.invalid` naming the field `date`
 * Source: NĐ 30/2020, article 15 and annex I (số và ngày của văn bản); issue 5, C.
 */
export function registerDay({ given, today, draftedOn, own, lastOwn }: RegisterDay): PlainDate {
  // A clock that was set back holds no letter up: the register goes on from the day it had reached.
  const day = given ?? [today, draftedOn, ...(own && lastOwn !== null ? [lastOwn] : [])].sort().at(-1) ?? today;
  if (given === null) return day;
  if (day > today) throw refused('Ngày của thư không thể ở tương lai');
  if (day < draftedOn) throw refused('Ngày của thư không thể trước ngày thư được soạn');
  if (!own) return day;
  if (yearOf(day) !== yearOf(today)) throw refused('Sổ của năm trước không cấp số nữa: ghi ngày trong năm nay');
  if (lastOwn !== null && day < lastOwn) throw refused('Ngày không thể trước ngày của số vừa cấp trong sổ');
  return day;
}

/**
 * A register on paper was used up to `next` − 1: ours goes on from there.
 *
 * @param last the last number ours gave this year, 0 when none
 * @throws DomainError `request.invalid` naming the field `next`: a number that was passed over is not given any more
 */
export function requireUpward(next: number, last: number): void {
  if (next > last + 1) return;
  throw new DomainError('request.invalid', 'the register only goes upward', { last }, [
    { field: 'next', message: 'Số bắt đầu phải lớn hơn số tiếp theo của sổ' },
  ]);
}

function refused(message: string): DomainError {
  return new DomainError('request.invalid', 'this is no day for the letter', {}, [{ field: 'date', message }]);
}
