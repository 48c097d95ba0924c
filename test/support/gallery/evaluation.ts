import { NO_DESK_WORK, type DeskWork } from '../../../src/domain/kpi/desk-work.js';
import { parsePeriod } from '../../../src/domain/kpi/period.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import type { Translator } from '../../../src/platform/templates/i18n.js';
import type { DeskEvaluation } from '../../../src/reporting/evaluation/desk-evaluation.service.js';
import { deskEvaluationView, type DeskEvaluationView } from '../../../src/reporting/evaluation/desk-evaluation.view.js';
import type { EvaluationFrame } from '../../../src/reporting/evaluation/evaluation-frame.service.js';
import { onlineView, type OnlineView } from '../../../src/reporting/evaluation/online.view.js';
import { at } from '../moments.js';

const TOWN = { code: 'H45.20', name: 'UBND thị xã Sông Cầu' };
const DIVISION = { code: 'H45.20.05', name: 'Phòng Quản lý đô thị' };

const WORK: DeskWork = {
  ...{ contactsNone: 340, contactsOnce: 60, contactsMore: 12, received: 430 },
  ...{ onlineFull: 190, onlinePartial: 70, onlineOther: 3, assisted: 180 },
  ...{ filed: 270, answered: 266, answeredInTime: 251, sentBack: 31, rejected: 7 },
  ...{ paidCash: 60, paidTransfer: 25, paidCard: 4, paidQr: 118 },
};

function evaluationFrame(some: boolean): EvaluationFrame {
  return {
    scope: { unit: TOWN, unitCodes: [TOWN.code, DIVISION.code], concerning: null },
    period: parsePeriod('2023-Q1'),
    today: plainDate('2023-06-05'),
    units: [TOWN, DIVISION],
    work: {
      total: some ? WORK : NO_DESK_WORK,
      byUnit: some ? [TOWN, DIVISION].map((unit) => ({ ...unit, work: WORK })) : [],
      countedAt: some ? at('2023-06-05 02:40') : null,
    },
  };
}

export function deskEvaluation(t: Translator, state: 'some' | 'none'): DeskEvaluationView {
  const some = state === 'some';
  const known = {
    time: some ? { two: 190, one: 205, none: 17 } : { two: 0, one: 0, none: 0 },
    contacts: some ? { two: 340, one: 60, none: 12 } : { two: 0, one: 0, none: 0 },
  };
  const evaluation: DeskEvaluation = {
    frame: evaluationFrame(some),
    all: known,
    units: some ? [TOWN, DIVISION].map((unit) => ({ ...unit, ...known })) : [],
    officers: some ? [{ name: 'Lê Văn Cường', time: known.time }] : null,
  };
  return deskEvaluationView(evaluation, t);
}

export function online(t: Translator, state: 'some' | 'none'): OnlineView {
  return onlineView(evaluationFrame(state === 'some'), t);
}
