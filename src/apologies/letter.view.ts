import type { LetterFacts } from '../domain/apology/letter-facts.js';
import { readMark, spacedMark } from '../domain/apology/letter-mark.js';
import { localDate, plainDate } from '../domain/time/plain-date.js';
import { qrCode } from '../platform/drawings/qr-code.js';
import type { Templates } from '../platform/templates/handlebars.js';
import { renderPaper } from '../platform/templates/paper.js';
import {
  capitals,
  midSentence,
  workingDays,
  workingTime,
  writtenDate,
  writtenDue,
  writtenMoment,
} from '../platform/templates/vietnamese.js';
import { apologySentence, faultSentence, isLate, matterParagraphs, subjectOf } from './letter-matters.view.js';

/** From this day NĐ 118/2025 governs the desk; the article named on form 04 is the older decree's (reference 1.2). */
const DECREE_61_UNTIL = plainDate('2025-07-01');

/** Where a draft still waits for something, the paper shows a line to fill in. */
const BLANK = '……';
const BLANK_DATE = 'ngày …… tháng …… năm ………';

/**
 * The apology as HTML: form 04 with its new date, or a letter without one. The same facts give the same text for ever.
 *
 * @throws Error when the template asks for something the view does not say
 * Source: TT 01/2018 form 04 (reference 2.2, 2.3); wording of the desk.
 */
export function letterHtml(templates: Templates, facts: LetterFacts): string {
  return renderPaper(templates, 'letters/apology', letterView(facts));
}

/** Title of the letter's file and of its page. */
export function letterTitle(facts: LetterFacts): string {
  const name = facts.form === 'form_04' ? 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' : 'Thư xin lỗi';
  return `${name}, hồ sơ ${facts.dossier.code}`;
}

function letterView(facts: LetterFacts): object {
  const { form, tense, dossier, recipient } = facts;
  const isForm = form === 'form_04';
  const you = recipient.kind === 'person' ? 'Ông/Bà' : 'Quý đơn vị';
  const late = isLate(facts);
  const voice = { you, agency: facts.letterhead.agency, underDecree61: underDecree61(facts) };
  return {
    head: headView(facts),
    isForm,
    isPerson: recipient.kind === 'person',
    recipient,
    you,
    agency: facts.letterhead.agency,
    desk: dossier.deskName,
    accepted: writtenDate(localDate(dossier.acceptedAt)).replace(/^ngày /, ''),
    procedure: midSentence(dossier.procedureName),
    code: dossier.code,
    promised: writtenDue(dossier.promisedAt),
    beforeDue: late && tense === 'before_due',
    afterDue: late && tense === 'after_due',
    resultReady: late && tense === 'result_ready',
    closed: late && tense === 'closed',
    waiting: late && (tense === 'before_due' || tense === 'after_due'),
    late: latenessWords(facts),
    resultSince: resultSince(facts),
    matters: matterParagraphs(facts, voice),
    reason: late || facts.reason.trim() !== '' ? sentence(facts.reason) : null,
    faultWords: faultSentence(facts, voice),
    apology: apologySentence(facts, voice),
    newDue: facts.newDueAt === null ? `…… giờ …… phút, ${BLANK_DATE}` : writtenDue(facts.newDueAt),
    article: underDecree61(facts) ? 'khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP' : null,
    contact: facts.contact,
    hotline: facts.hotline,
    signer: { ...facts.signer, name: facts.signer.name ?? '' },
    illustration: facts.illustration,
    check: checkView(facts),
  };
}

/** Letters of before there was a page to check them have no code either: they stay the paper they were (R37). */
function checkView({ checkUrl }: LetterFacts): object | null {
  if (checkUrl === undefined) return null;
  const mark = readMark(checkUrl) ?? '';
  const host = checkUrl.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '');
  return { qr: qrCode(checkUrl), address: `${host}/${spacedMark(mark).replaceAll(' ', '-')}` };
}

function headView(facts: LetterFacts): object {
  const { form, letterhead, number, date } = facts;
  const isForm = form === 'form_04';
  return {
    superior: letterhead.superior === null ? null : capitals(letterhead.superior),
    agency: capitals(letterhead.agency),
    number: `Số: ${number ?? (isForm ? `${BLANK}/PXL` : BLANK)}`,
    subject: isForm ? null : subjectOf(facts),
    placeAndDate: `${letterhead.place}, ${date === null ? BLANK_DATE : writtenDate(date)}`,
  };
}

/** Null while there is no whole working day or minute to speak of, e.g. over a weekend just after the due date. */
function latenessWords({ daysLate, minutesLate }: LetterFacts): string | null {
  if (daysLate > 0) return workingDays(daysLate);
  return minutesLate > 0 ? workingTime(minutesLate) : null;
}

/** Limits in hours are promises of an hour: the result's hour is said too. */
function resultSince({ resultAt, dossier }: LetterFacts): string | null {
  if (resultAt === null) return null;
  return dossier.limitUnit === 'working_hour' ? writtenMoment(resultAt) : writtenDate(localDate(resultAt));
}

function underDecree61({ date, dossier }: LetterFacts): boolean {
  return (date ?? localDate(dossier.promisedAt)) < DECREE_61_UNTIL;
}

/** The officer's reason ends as a sentence, so that the next one may follow. */
function sentence(reason: string): string {
  const text = reason.trim();
  if (text === '') return `${BLANK}${BLANK}.`;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
