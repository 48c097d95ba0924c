import type { ControlStep } from '../../domain/dossier/control-slip.js';
import { formOn } from '../../domain/dossier/paper-forms.js';
import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Templates } from '../../platform/templates/handlebars.js';
import { renderPaper } from '../../platform/templates/paper.js';
import { writtenDue, writtenMoment } from '../../platform/templates/vietnamese.js';
import type { PaperLook } from './paper-look.js';
import { BLANK, headView, numberBox, topView } from './paper-words.js';

/** What the slip that travels with a dossier says, with names in the place of codes. */
export interface ControlFacts {
  readonly letterhead: ReceiptFacts['letterhead'];
  readonly code: string;
  readonly applicantName: string;
  readonly acceptedAt: Instant;
  readonly dueAt: Instant;
  readonly decides: string;
  readonly helps: readonly string[];
  readonly steps: readonly NamedStep[];
  /** rows left for a pen: what happens from now on */
  readonly blankSteps: number;
  readonly note: string;
  readonly illustration: boolean;
}

/** A step with the names of the units and the people. */
export interface NamedStep extends Pick<ControlStep, 'sentAt' | 'takenAt' | 'verdict' | 'note'> {
  readonly giver: string;
  readonly receiver: string;
  readonly givenBy: string | null;
  readonly takenBy: string | null;
}

const VERDICTS = { early: 'Trước hạn', on_time: 'Đúng hạn', late: 'Quá hạn' } as const;
/** Short enough for a column. */
const PEN = '……………';
const MOMENT = '…… giờ …… phút, ngày …… tháng …… năm ………';

/** The control slip of a dossier as HTML. Source: TT 01/2018 form 05 (reference 2.2). */
export function controlHtml(templates: Templates, facts: ControlFacts, look: PaperLook): string {
  const form = formOn('control', localDate(facts.acceptedAt));
  const blank = { giver: PEN, receiver: PEN, when: MOMENT, givenBy: PEN, takenBy: PEN, verdict: '', note: '' };
  return renderPaper(templates, 'forms/control', {
    sheet: controlSheet(look),
    ...topView(form, look, { illustration: facts.illustration, copyLabel: null }),
    head: headView(facts.letterhead, `Mã hồ sơ: ${facts.code}`, facts.acceptedAt),
    applicantName: facts.applicantName,
    code: facts.code,
    accepted: writtenMoment(facts.acceptedAt),
    due: writtenDue(facts.dueAt),
    decides: facts.decides,
    helps: facts.helps.length === 0 ? BLANK : facts.helps.join('; '),
    box: numberBox(facts.code, null, null),
    steps: [...facts.steps.map(stepView), ...Array.from({ length: facts.blankSteps }, () => blank)],
    note: facts.note,
  });
}

/** One copy travels: two of them on a sheet would be one too many. */
export function controlSheet({ size }: PaperLook): 'a4' | 'a5' {
  return size === 'a4' ? 'a4' : 'a5';
}

function stepView(step: NamedStep): object {
  return {
    giver: step.giver,
    receiver: step.receiver,
    when: step.takenAt === null ? MOMENT : writtenMoment(step.takenAt),
    givenBy: step.givenBy ?? PEN,
    takenBy: step.takenBy ?? PEN,
    verdict: step.verdict === null ? '' : VERDICTS[step.verdict],
    note: step.note ?? '',
  };
}
