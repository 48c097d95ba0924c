import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { MAX_PARAM } from '../../platform/gateway/gateway.js';
import { shortDate, shortMoment } from '../../platform/templates/vietnamese.js';

/**
 * What an approved template of a line is filled with, at most ten: no address and no telephone number, for those are
 * refused inside its text (desk.md 1, ZNS).
 */
export function lineParams(facts: LetterFacts): Record<string, string> {
  const params = {
    ten: facts.recipient.name,
    ma_ho_so: facts.dossier.code,
    thu_tuc: facts.dossier.procedureName,
    co_quan: facts.letterhead.agency,
    so_thu: facts.number ?? '',
    ngay_thu: facts.date === null ? '' : shortDate(facts.date),
    hen_lai: promiseOf(facts),
  };
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, [...value].slice(0, MAX_PARAM).join('')]),
  );
}

function promiseOf({ newDueAt, resultAt }: LetterFacts): string {
  if (newDueAt !== null) return shortMoment(newDueAt);
  return resultAt === null ? 'nêu trong thư' : 'đã có kết quả';
}

/** The same for a chat, to be written by a person: the address of the letter is put behind it when it is shown. */
export function chatText(facts: LetterFacts): string {
  const { recipient, dossier, letterhead, number, newDueAt, hotline } = facts;
  const you = recipient.kind === 'person' ? 'Ông/Bà' : 'Quý đơn vị';
  const again = newDueAt === null ? '' : ` Hẹn trả kết quả lại: ${shortMoment(newDueAt)}.`;
  const call = hotline === null ? '' : ` Cần trao đổi, xin gọi đường dây nóng ${hotline}.`;
  return (
    `Kính gửi ${recipient.name}.\n\n${letterhead.agency} thành thật xin lỗi ${you} về hồ sơ ${dossier.code} ` +
    `(thư số ${number ?? ''}).${again} ${you} không phải nộp thêm giấy tờ, phí hoặc lệ phí.${call}`
  );
}

/** For somebody who handed the papers in: that a letter went out, and none of what it says. */
export function submitterText({ dossier, letterhead, number }: LetterFacts): string {
  return `${letterhead.agency} đã gửi thư xin lỗi số ${number ?? ''} về hồ sơ ${dossier.code} đến chủ hồ sơ.`;
}
