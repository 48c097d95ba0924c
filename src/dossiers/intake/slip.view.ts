import type { Instant } from '../../domain/time/instant.js';
import { dueDay } from '../../domain/time/deadline.js';
import type { Reception } from '../../domain/time/reception.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { feeText, limitText } from '../../procedures/limit-and-fee.view.js';
import { explanationView } from '../explanation.view.js';
import { promiseView, type PromiseFacts } from '../promise.view.js';
import type { Preview } from '../terms.service.js';
import type { SlipView } from './dossier-new.view.js';

export const NO_SLIP: SlipView = {
  promise: null,
  explanation: null,
  refusal: null,
  hoursNote: null,
  limitText: null,
  feeText: null,
  printsText: null,
};

const UNSAVED: PromiseFacts = {
  clockState: 'running',
  progress: 'in_time',
  timeliness: null,
  remainingMinutes: null,
  dueToday: false,
  daysLate: 0,
  minutesLate: 0,
  dueAt: null,
  originalDueAt: null,
  answerDueAt: null,
  pausedSince: null,
  settledAt: null,
  provisional: false,
};

/** When something would be received, and how. */
export interface SlipCircumstances {
  readonly instant: boolean;
  readonly now: Instant;
  readonly reception: Reception;
}

/** The live slip: what would be promised now, why, what it costs and what will be printed. */
export function slipView(
  { version, limit, deadline, trace }: Preview,
  { instant, now, reception }: SlipCircumstances,
  t: Translator,
): SlipView {
  const { dueAt, budgetMinutes: remainingMinutes, provisional } = deadline;
  if (dueAt === null) throw new RangeError('a promise without pauses has its date');
  const dueToday = dueDay(dueAt) === localDate(now);
  return {
    promise: promiseView({ ...UNSAVED, remainingMinutes, dueToday, dueAt, provisional }, t),
    explanation: explanationView(trace, localDate(now), t),
    refusal: null,
    hoursNote: hoursNote(reception, t),
    limitText: limitText(limit, t),
    feeText: feeText(version, t),
    printsText: t(instant ? 'slip.prints_nothing' : 'slip.prints_receipt'),
  };
}

function hoursNote(reception: Reception, t: Translator): string | null {
  return reception === 'working' ? null : t(`slip.hours.${reception}`);
}

/** The same for what is filed online with the desk's help: nothing is promised before it is accepted, but an answer. */
export function filingSlipView({ version, limit }: Preview, answerDueAt: Instant, t: Translator): SlipView {
  return {
    ...NO_SLIP,
    promise: promiseView({ ...UNSAVED, clockState: 'not_started', progress: null, answerDueAt }, t),
    limitText: limitText(limit, t),
    feeText: feeText(version, t),
    printsText: t('slip.prints_filing'),
  };
}
