import type { LetterFacts } from '../domain/apology/letter-facts.js';
import { readMark, spacedMark } from '../domain/apology/letter-mark.js';
import { localDate } from '../domain/time/plain-date.js';
import { qrCode } from '../platform/drawings/qr-code.js';
import type { Templates } from '../platform/templates/handlebars.js';
import { renderPaper } from '../platform/templates/paper.js';
import { capitals, midSentence, writtenDate, writtenDue } from '../platform/templates/vietnamese.js';
import { apologySentence, faultSentence, isLate, matterParagraphs, subjectOf } from './letter-matters.view.js';
import { formSet, letterBody } from './wording/letter-body.js';
import { BLANK, BLANK_DATE, latenessWords, resultSince, sentence, voiceOf } from './wording/letter-phrases.js';

/**
 * The apology as HTML: form 04 with its new date, or a letter without one. The same facts give the same text for ever.
 *
 * @throws Error when the template or the wording asks for something the facts do not say
 * Source: TT 01/2018 form 04 (reference 2.2, 2.3); wording of the desk.
 */
export function letterHtml(templates: Templates, facts: LetterFacts): string {
  if (facts.wording === undefined) return renderPaper(templates, 'letters/apology', plainView(facts));
  return worded(templates, facts, letterBody(facts, facts.wording));
}

/** The whole paper round a body that is only being tried. @param body HTML of the small set papers are written in */
export function worded(templates: Templates, facts: LetterFacts, body: string): string {
  return renderPaper(templates, 'letters/letter', { ...frameView(facts), title: titleOf(facts), body });
}

/** Title of the letter's file and of its page. */
export function letterTitle(facts: LetterFacts): string {
  const name = facts.form === 'form_04' ? formName(facts) : 'Thư xin lỗi';
  return `${name}, hồ sơ ${facts.dossier.code}`;
}

/** Papers of before units had words of their own keep the title they had. */
function formName(facts: LetterFacts): string {
  return facts.wording === undefined ? 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' : formSet(facts).title;
}

/** In capitals above form 04; a letter has its subject in its head. */
function titleOf(facts: LetterFacts): string | null {
  return facts.form === 'form_04' ? capitals(formSet(facts).title) : null;
}

/** What stands on every letter round its body: the law's, not a unit's. */
function frameView(facts: LetterFacts): object {
  const { recipient } = facts;
  return {
    head: headView(facts),
    isPerson: recipient.kind === 'person',
    recipient,
    signer: { ...facts.signer, name: facts.signer.name ?? '' },
    illustration: facts.illustration,
    check: checkView(facts),
  };
}

function plainView(facts: LetterFacts): object {
  const { form, tense, dossier } = facts;
  const late = isLate(facts);
  const voice = voiceOf(facts);
  const { you } = voice;
  return {
    ...frameView(facts),
    isForm: form === 'form_04',
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
    article: voice.underDecree61 ? 'khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP' : null,
    contact: facts.contact,
    hotline: facts.hotline,
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
