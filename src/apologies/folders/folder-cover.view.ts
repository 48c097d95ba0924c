import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { renderPaper } from '../../platform/templates/paper.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { shortDate, writtenMoment } from '../../platform/templates/vietnamese.js';

/** A letter as its line on the cover list says it. */
export interface CoverLine {
  readonly position: number;
  readonly facts: LetterFacts;
}

export interface CoverFacts {
  readonly agency: string;
  readonly lines: readonly CoverLine[];
  /** letters of the whole folder */
  readonly total: number;
  readonly part: number;
  readonly parts: number;
  readonly printedAt: Instant;
  readonly illustration: boolean;
}

/** Longest reason that leaves a line of the list two lines of print. */
const REASON = 48;

/** The list on top of a part of a folder; what it says of pages the typesetter fills in. */
export function coverHtml(templates: Templates, facts: CoverFacts): string {
  const { agency, lines, total, part, parts, printedAt, illustration } = facts;
  const [first, last] = [lines[0]?.position ?? 0, lines.at(-1)?.position ?? 0];
  return renderPaper(templates, 'forms/folder-cover', {
    agency,
    illustration,
    whole: `Tập gồm ${String(total)} thư.`,
    range:
      parts === 1
        ? `Từ số thứ tự ${String(first)} đến ${String(last)}.`
        : `Phần ${String(part)} trên ${String(parts)}: từ số thứ tự ${String(first)} đến ${String(last)}.`,
    rows: lines.map(({ position, facts: letter }, i) => ({
      position,
      sheet: i + 1,
      code: letter.dossier.code,
      recipient: letter.recipient.name,
      reason: shortReason(letter),
      number: numberText(letter),
    })),
    printed: `In lúc ${writtenMoment(printedAt)}. Ký, đóng dấu rồi quét lại cả tập; mỗi thư tự tách theo mã QR.`,
  });
}

function shortReason({ reason, form }: LetterFacts): string {
  const kind = form === 'form_04' ? 'Hẹn lại ngày' : 'Xin lỗi';
  const text = reason.trim();
  if (text === '') return kind;
  const words = [...text];
  return `${kind}: ${words.length > REASON ? `${words.slice(0, REASON).join('').trimEnd()}…` : text}`;
}

function numberText({ number, date }: LetterFacts): string {
  if (number === null) return '';
  return date === null ? number : `${number}, ${shortDate(date)}`;
}
