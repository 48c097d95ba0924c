import type { LetterFacts, LetterWording } from '../../domain/apology/letter-facts.js';
import { formSetOn, type FormSet } from '../../domain/apology/letter-forms.js';
import { localDate } from '../../domain/time/plain-date.js';
import { midSentence, writtenDate, writtenDue } from '../../platform/templates/vietnamese.js';
import type { LetterWordingKind } from '../../wordings/letter-fields.js';
import { WordingRendering, type WordingFacts } from '../../wordings/wording-rendering.js';
import {
  apologySentence,
  borneCosts,
  correction,
  faultSentence,
  isLate,
  matterParagraphs,
  mattersOf,
  whatHappened,
} from '../letter-matters.view.js';
import { BLANK_DATE, latenessWords, resultSince, sentence, voiceOf } from './letter-phrases.js';

/** Compiled once for all letters of the same words. */
const rendering = new WordingRendering();

/** Between matters, which are paragraphs of their own: a sign of private use, which nobody types. */
const BREAK = '\ue000';
const CODE = /^[0-9A-Z.-]+$/i;
/** `61/2018/NĐ-CP` */
const DECREE = /\b\d{1,4}\/\d{4}\/[A-ZĐ]+-[A-ZĐ]+/gu;

/** Which letter it is, by what it is about. */
export function letterKind(facts: LetterFacts): LetterWordingKind {
  if (facts.form === 'form_04') return 'letter-form-04';
  const [first, ...others] = mattersOf(facts);
  return first && others.length === 0 ? `letter-${first.cause}` : 'letter-several';
}

/** The title and the article of form 04 on the day of the letter; of a draft, on the promised day. */
export function formSet({ date, dossier }: LetterFacts): FormSet {
  return formSetOn(date ?? localDate(dossier.promisedAt));
}

/**
 * The paragraphs between address and signature, as HTML.
 *
 * @throws Error when the wording asks for something the facts do not say
 */
export function letterBody(facts: LetterFacts, { kind, source }: Pick<LetterWording, 'kind' | 'source'>): string {
  const letter = kind as LetterWordingKind;
  const html = rendering.render(letter, source, letterFields(facts, letter));
  return laidOut(html, facts.dossier.code);
}

/** Matters in paragraphs of their own, or on lines where they stand in bold; and codes that no line break divides. */
export function laidOut(html: string, code: string): string {
  const apart = html.replace(/<p>([^<]*)<\/p>/g, (whole, inner: string) =>
    inner.includes(BREAK)
      ? inner
          .split(BREAK)
          .map((each) => `<p>${each.trim()}</p>`)
          .join('\n')
      : whole,
  );
  const broken = apart.replaceAll(BREAK, '<br>').replace(DECREE, '<span class="code">$&</span>');
  return CODE.test(code) ? broken.replaceAll(code, `<span class="code">${code}</span>`) : broken;
}

/** Everything a wording of a letter may put between its words. Facts a letter does not have are ''. */
export function letterFields(facts: LetterFacts, kind: LetterWordingKind): WordingFacts {
  const { dossier, recipient, newDueAt, contact, hotline } = facts;
  const voice = voiceOf(facts);
  const late = isLate(facts);
  const fields = {
    you: voice.you,
    agency: voice.agency,
    applicant: recipient.name,
    desk: dossier.deskName,
    acceptedOn: writtenDate(localDate(dossier.acceptedAt)).replace(/^ngày /, ''),
    procedure: midSentence(dossier.procedureName),
    code: dossier.code,
    promisedAt: writtenDue(dossier.promisedAt),
    lateBy: latenessWords(facts) ?? '',
    reason: late || facts.reason.trim() !== '' ? sentence(facts.reason) : '',
    fault: faultSentence(facts, voice),
    apology: apologySentence(facts, voice),
    newDueAt: newDueAt === null ? `…… giờ …… phút, ${BLANK_DATE}` : writtenDue(newDueAt),
    once: onceSentence(facts),
    contact: contactSentence(facts),
    officer: contact?.name ?? '',
    phone: contact?.phone ?? '',
    hotline: hotline ?? '',
    ...latenessFields(facts, late),
    ...matterFields(facts, kind),
  };
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, name === 'matters' ? value : value.replaceAll(BREAK, ' ')]),
  );
}

/** The tense, what to do now, and that nothing more is asked of the citizen. */
function latenessFields(facts: LetterFacts, late: boolean): { standing: string; next: string; rights: string } {
  if (!late) return { standing: '', next: '', rights: '' };
  const { dossier, tense } = facts;
  const { you, agency } = voiceOf(facts);
  const by = latenessWords(facts);
  const lateBy = by === null ? '' : ` ${by}`;
  const since = resultSince(facts);
  const sinceThen = since === null ? '' : ` từ ${since}`;
  const rights = `${you} không phải nộp thêm giấy tờ, phí hoặc lệ phí do việc chậm trễ này.`;
  const wait = `Ngay khi có kết quả, chúng tôi sẽ báo cho ${you}; trước khi nhận được tin báo, ${you} chưa cần đến.`;
  switch (tense) {
    case 'before_due':
      return {
        standing: `Đến nay, ${agency} chưa giải quyết xong và không thể trả kết quả đúng thời gian đã hẹn.`,
        next: wait,
        rights,
      };
    case 'after_due':
      return {
        standing: `Đến nay đã quá thời gian hẹn${lateBy} nhưng ${agency} chưa trả được kết quả cho ${you}.`,
        next: wait,
        rights,
      };
    case 'result_ready':
      return {
        standing: `Kết quả đã có tại ${dossier.deskName}${sinceThen}, chậm${lateBy} so với thời gian đã hẹn.`,
        next: `Mời ${you} đến nhận kết quả tại ${dossier.deskName} trong giờ làm việc.`,
        rights,
      };
    case 'closed':
      return {
        standing: `Hồ sơ đã kết thúc${sinceThen} khi chưa có kết quả, chậm${lateBy} so với thời gian đã hẹn.`,
        next: '',
        rights: '',
      };
  }
}

/** What went wrong besides lateness. */
function matterFields(facts: LetterFacts, kind: LetterWordingKind): Record<string, string> {
  const voice = voiceOf(facts);
  const [only] = mattersOf(facts);
  if (kind === 'letter-form-04' || kind === 'letter-late' || kind === 'letter-several' || !only) {
    return { matters: matterParagraphs(facts, voice).join(BREAK) };
  }
  return {
    happened: whatHappened(only, voice),
    done: correction(only, voice) ?? '',
    rights: borneCosts(only, voice) ?? '',
  };
}

function onceSentence(facts: LetterFacts): string {
  const { article } = formSet(facts);
  return `Việc hẹn lại chỉ thực hiện một lần${article === null ? '' : ` (${article})`}.`;
}

function contactSentence(facts: LetterFacts): string {
  const { you } = voiceOf(facts);
  const { contact, hotline } = facts;
  const line = hotline === null ? '' : `đường dây nóng ${hotline}`;
  if (contact === null) return line === '' ? '' : `Cần trao đổi hoặc phản ánh, xin ${you} gọi ${line}.`;
  const person = `ông/bà ${contact.name}, ${contact.title}, điện thoại ${contact.phone}`;
  return `Cần trao đổi hoặc phản ánh, xin ${you} liên hệ ${person}${line === '' ? '' : `; ${line}`}.`;
}
