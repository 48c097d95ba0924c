import type { Cause } from '../../domain/apology/cause.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { midSentence, writtenDate, writtenDue } from '../../platform/templates/vietnamese.js';
import type { Unit } from '../../units/unit.js';

/** What the request to an outside agency says; numbers of people never stand in it. */
export interface OutsideRequestFacts {
  /** who asks */
  readonly agency: Unit;
  readonly deskName: string;
  /** null: nobody outside had the papers by our book; the name is written by hand */
  readonly outsideName: string | null;
  readonly applicantName: string;
  readonly code: string;
  readonly procedureName: string;
  readonly cause: Cause;
  readonly acceptedAt: Instant;
  readonly promisedAt: Instant;
  readonly phone: string | null;
  readonly illustration: boolean;
}

const BLANK = '……………………………………';

const WHAT: Readonly<Record<Cause, string>> = {
  late: 'việc trả kết quả trễ so với thời gian đã hẹn',
  error: 'sai sót trong kết quả giải quyết',
  loss: 'việc mất, hư hỏng giấy tờ trong hồ sơ',
  supplement: 'việc yêu cầu bổ sung hồ sơ nhiều lần',
  conduct: 'thái độ, cách phục vụ khi giải quyết hồ sơ',
};

/** A short official letter; number and date are given by the office's own register when it is signed. */
export function outsideRequestHtml(templates: Templates, facts: OutsideRequestFacts): string {
  const { agency, outsideName } = facts;
  return renderPaper(templates, 'letters/outside-request', {
    head: {
      superior: agency.letterheadSuperior,
      agency: agency.letterheadAgency,
      number: 'Số: ……/……',
      subject: 'V/v đề nghị xin lỗi tổ chức, cá nhân',
      placeAndDate: `${agency.place}, ngày …… tháng …… năm ……`,
    },
    outside: outsideName ?? BLANK,
    received: writtenDate(localDate(facts.acceptedAt)).replace(/^ngày /, ''),
    promised: writtenDue(facts.promisedAt),
    desk: facts.deskName,
    applicant: facts.applicantName,
    procedure: midSentence(facts.procedureName),
    code: facts.code,
    what: WHAT[facts.cause],
    phone: facts.phone,
    signer: { authority: agency.signerAuthority, title: agency.signerTitle, name: agency.signerName ?? '' },
    check: null,
    illustration: facts.illustration,
  });
}
