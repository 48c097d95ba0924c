import type { Cause } from '../domain/apology/cause.js';
import type { FaultKind } from '../domain/apology/fault-kinds.js';
import type { LetterFacts, Matter } from '../domain/apology/letter-facts.js';
import { writtenDate } from '../platform/templates/vietnamese.js';

/** Whom the letter speaks to, for whom it speaks, and under which decree. */
export interface Voice {
  readonly you: string;
  readonly agency: string;
  /** NĐ 61/2018 governs: its articles are named */
  readonly underDecree61: boolean;
}

const LATENESS: Matter = { cause: 'late', kinds: [], detectedBy: null, correctedOn: null };

/** What a letter apologises for; those of version 0.1 knew lateness only. */
export function mattersOf({ matters }: LetterFacts): readonly Matter[] {
  return matters ?? [LATENESS];
}

export function isLate(facts: LetterFacts): boolean {
  return mattersOf(facts).some(({ cause }) => cause === 'late');
}

const SUBJECTS: Readonly<Record<Cause, string>> = {
  late: 'V/v xin lỗi do chậm trả kết quả giải quyết thủ tục hành chính',
  error: 'V/v xin lỗi do sai sót trong giải quyết thủ tục hành chính',
  loss: 'V/v xin lỗi do để thất lạc, hư hỏng giấy tờ trong hồ sơ',
  supplement: 'V/v xin lỗi do yêu cầu bổ sung hồ sơ sau khi tiếp nhận',
  conduct: 'V/v xin lỗi về cách ứng xử trong giải quyết thủ tục hành chính',
};

/** What a letter without a new date is about, in its head. */
export function subjectOf(facts: LetterFacts): string {
  const [first, ...others] = mattersOf(facts);
  return first && others.length === 0 ? SUBJECTS[first.cause] : 'V/v xin lỗi trong giải quyết thủ tục hành chính';
}

/** One paragraph for everything that went wrong besides lateness. */
export function matterParagraphs(facts: LetterFacts, voice: Voice): string[] {
  return mattersOf(facts)
    .filter(({ cause }) => cause !== 'late')
    .map((matter) => [whatHappened(matter, voice), ...whatWasDone(matter, voice)].join(' '));
}

/** What went wrong, and how it was found. */
export function whatHappened({ cause, kinds, detectedBy }: Matter, { you, agency }: Voice): string {
  const how = {
    citizen: `Sau khi nhận được phản ánh của ${you} và kiểm tra lại`,
    inspection: 'Qua thanh tra, kiểm tra',
    self: 'Qua rà soát',
  }[detectedBy ?? 'self'];
  const what = kinds.map((kind) => wordsFor(kind, you)).filter((words) => words !== '');
  return `${how}, ${agency} xác nhận ${what.length === 0 ? FALLBACK[cause] : what.join('; ')}.`;
}

const FALLBACK: Readonly<Record<Cause, string>> = {
  late: '',
  error: 'việc giải quyết hồ sơ có sai sót',
  loss: 'giấy tờ trong hồ sơ đã bị thất lạc hoặc hư hỏng trong thời gian cơ quan giữ',
  supplement: 'việc tiếp nhận hồ sơ chưa đầy đủ nên sau đó phải yêu cầu bổ sung',
  conduct: 'cách ứng xử trong quá trình giải quyết hồ sơ chưa đúng mực',
};

function wordsFor(kind: string, you: string): string {
  const words: Readonly<Record<FaultKind, string>> = {
    wrong_data: 'thông tin ghi trong kết quả giải quyết không đúng',
    no_authority: 'kết quả giải quyết chưa đúng thẩm quyền hoặc căn cứ pháp lý',
    extra_papers: `cơ quan đã yêu cầu ${you} nộp giấy tờ ngoài thành phần hồ sơ theo quy định`,
    wrong_fee: 'phí, lệ phí đã thu không đúng mức quy định',
    unjust_refusal: 'việc từ chối giải quyết hồ sơ không đúng quy định',
    other_error: 'việc giải quyết hồ sơ có sai sót',
    lost: `giấy tờ trong hồ sơ của ${you} đã bị thất lạc trong thời gian cơ quan giữ`,
    damaged: `giấy tờ trong hồ sơ của ${you} đã bị hư hỏng trong thời gian cơ quan giữ`,
    supplement_by_fault: `khi tiếp nhận, bộ phận tiếp nhận chưa kiểm tra, hướng dẫn đầy đủ nên sau đó phải yêu cầu ${you} bổ sung hồ sơ`,
    attitude: `cách ứng xử với ${you} trong quá trình giải quyết hồ sơ chưa đúng mực`,
    needless_visits: `${you} đã phải đi lại nhiều lần không cần thiết`,
    no_guidance: `${you} chưa được hướng dẫn đầy đủ, rõ ràng`,
  };
  return kind in words ? words[kind as FaultKind] : '';
}

/** The correction and its day, and who bears what it costs (art. 21(1)). */
function whatWasDone(matter: Matter, voice: Voice): string[] {
  return [correction(matter, voice), borneCosts(matter, voice)].filter((said) => said !== null);
}

/** What was put right and when, or that it is being put right; null where nothing is said of it. */
export function correction({ cause, correctedOn }: Matter, { you, agency }: Voice): string | null {
  const done = correctedOn === null ? null : writtenDate(correctedOn);
  switch (cause) {
    case 'error':
    case 'loss':
      return done === null
        ? `${agency} đang khắc phục và sẽ báo kết quả cho ${you}.`
        : `Việc này đã được khắc phục ${done}.`;
    case 'supplement':
      return done === null ? null : `Việc này đã được khắc phục ${done}.`;
    case 'conduct':
      return done === null
        ? `${agency} đang chấn chỉnh để sự việc không lặp lại.`
        : `Việc này đã được chấn chỉnh ${done} để không lặp lại.`;
    case 'late':
      return null;
  }
}

/** What the citizen need not bring or pay because of it (art. 21(1), R33); null where it costs nobody anything. */
export function borneCosts({ cause }: Matter, { you, underDecree61 }: Voice): string | null {
  switch (cause) {
    case 'error':
    case 'loss': {
      const article = underDecree61 ? ' theo khoản 1 Điều 21 Nghị định số 61/2018/NĐ-CP' : '';
      return `${you} không phải làm lại hồ sơ, không phải nộp thêm phí hoặc lệ phí; chi phí phát sinh do việc khắc phục do cơ quan chịu${article}.`;
    }
    case 'supplement':
      return `${you} không phải nộp thêm phí hoặc lệ phí do việc bổ sung này.`;
    case 'conduct':
    case 'late':
      return null;
  }
}

/** Whose fault it was, in neutral words; nobody is named. */
export function faultSentence(facts: LetterFacts, { you, agency }: Voice): string {
  const matters = mattersOf(facts);
  const late = matters.length === 1 && isLate(facts);
  const it = matters.length > 1 ? 'Những việc nêu trên' : 'Việc này';
  switch (facts.fault) {
    case 'ours':
      return `${late ? 'Việc chậm trễ này' : it} thuộc trách nhiệm của ${agency}, không do lỗi của ${you}.`;
    case 'other_agency':
      return `${late ? 'Việc chậm trễ này' : it} phát sinh ở khâu phối hợp giữa các cơ quan giải quyết, không do lỗi của ${you}; ${agency} là cơ quan chịu trách nhiệm trả lời ${you} về việc này.`;
    case 'none':
      return `Sự việc này nằm ngoài dự liệu của cơ quan, không do lỗi của ${you}.`;
  }
}

/** The apology itself. */
export function apologySentence(facts: LetterFacts, { you, agency }: Voice): string {
  const regrets = mattersOf(facts).map(regretFor);
  const last = regrets.at(-1) ?? '';
  const all = regrets.length < 2 ? last : `${regrets.slice(0, -1).join(', ')} và ${last}`;
  const pains = isLate(facts)
    ? `vì thời gian, công sức ${you} phải chờ đợi`
    : `vì thời gian, công sức ${you} đã phải bỏ ra`;
  return `${agency} thành thật xin lỗi ${you} vì ${all} nêu trên và ${pains}.`;
}

function regretFor({ cause, kinds }: Matter): string {
  switch (cause) {
    case 'late':
      return 'sự chậm trễ';
    case 'error':
      return 'sai sót';
    case 'loss':
      return kinds.length === 1 && kinds[0] === 'damaged' ? 'việc để hư hỏng giấy tờ' : 'việc để thất lạc giấy tờ';
    case 'supplement':
      return 'việc yêu cầu bổ sung hồ sơ';
    case 'conduct':
      return 'cách ứng xử chưa đúng mực';
  }
}
