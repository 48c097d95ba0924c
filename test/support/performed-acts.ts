import { apologise, extend, noteBreach, waive } from '../../src/domain/dossier/acts/breach.js';
import { declareDelay } from '../../src/domain/dossier/acts/delay.js';
import { erase } from '../../src/domain/dossier/acts/erase.js';
import { grantExtraTime } from '../../src/domain/dossier/acts/extra-time.js';
import { confirmFault, dismissFault, mendFault, reportFault } from '../../src/domain/dossier/acts/faults.js';
import { accept, askFirst, reject, supplementFiling } from '../../src/domain/dossier/acts/filing.js';
import { acknowledge, handOver } from '../../src/domain/dossier/acts/hand-over.js';
import type { ReportedFault } from '../../src/domain/dossier/acts/judge.js';
import { askOutside, recordOutside } from '../../src/domain/dossier/acts/outside.js';
import { confirmPayment, pay, requestPayment } from '../../src/domain/dossier/acts/payment.js';
import { correct, proposeCorrection, voidReceipt } from '../../src/domain/dossier/acts/receipt-changes.js';
import { replan } from '../../src/domain/dossier/acts/replan.js';
import { complete, giveBack, stop, withdraw } from '../../src/domain/dossier/acts/settle.js';
import { receiveSupplement, requestSupplement } from '../../src/domain/dossier/acts/supplement.js';
import { assign, attach, note, removeFile, transferResult } from '../../src/domain/dossier/acts/work.js';
import type { ActContext, Decision } from '../../src/domain/dossier/decision.js';
import type { Dossier } from '../../src/domain/dossier/dossier.js';
import type { Act } from '../../src/domain/dossier/transitions.js';
import { localDate } from '../../src/domain/time/plain-date.js';
import { calendar, DIVISION, registration, RESULT } from './acts.js';
import { at } from './moments.js';

const FAULT: ReportedFault = {
  id: 'f-1',
  cause: 'error',
  kind: 'wrong_data',
  state: 'reported',
  reportedAt: at('2023-05-17 10:00'),
  detectedOn: null,
  mended: false,
};
const JUDGED = { fault: FAULT, handlers: [] };
const ENTERED = { enteredAt: at('2023-05-15 08:30') };
const IN_FORCE = { terms: registration().terms, calendar };
const RULES = { maxSupplements: 1, supplementDeadlineWd: 3, supplementMode: 'restart' as const };

/** Every act of the house, with everything right but perhaps the status. */
export const PERFORM: Readonly<Record<Act, (dossier: Dossier, told: ActContext) => Decision | null>> = {
  accept: (dossier, told) => accept(dossier, told, IN_FORCE),
  ask_first: (dossier, told) => askFirst(dossier, told, { id: 's-1', items: ['Tờ khai'], reason: 'thiếu tờ khai' }),
  supplement_filing: (dossier, told) =>
    supplementFiling(dossier, told, { requestId: 's-1', items: ['Tờ khai'], deskCalendar: calendar }),
  reject: (dossier, told) => reject(dossier, told, 'không thuộc thẩm quyền'),
  assign: (dossier, told) => assign(dossier, told, 'minh'),
  note: (dossier, told) => note(dossier, told, 'đã gọi điện'),
  attach: (dossier, told) =>
    attach(dossier, told, { id: 'x-1', fileHash: 'a'.repeat(64), contentType: 'image/png', name: 'a.png', bytes: 1 }),
  remove_file: (dossier, told) =>
    removeFile(dossier, told, { id: 'x-1', removed: false, reason: 'chụp nhầm hồ sơ khác' }),
  hand_over: (dossier, told) =>
    handOver(dossier, told, { id: 'h-1', toUnitCode: DIVISION, toUsername: null, note: null, outside: false }),
  acknowledge: (dossier, told) => acknowledge(dossier, told, 'h-1', true),
  request_supplement: (dossier, told) =>
    requestSupplement(dossier, told, {
      id: 's-1',
      faultId: 'f-1',
      items: ['Tờ khai'],
      reason: 'thiếu tờ khai',
      receiversFault: false,
      overrideReason: null,
      rules: RULES,
    }),
  receive_supplement: (dossier, told) => receiveSupplement(dossier, told, { requestId: 's-1', items: ['Tờ khai'] }),
  request_payment: (dossier, told) =>
    requestPayment(dossier, told, { id: 'p-1', amountVnd: 1_000_000, reason: 'lệ phí trước bạ' }),
  confirm_payment: (dossier, told) =>
    confirmPayment(dossier, told, {
      request: { id: 'p-1', requestedAt: told.at },
      paidOn: localDate(told.at),
      reference: 'GNT 12',
    }),
  pay: (dossier, told) => pay(dossier, told, { id: 'p-2', amountVnd: 50_000, method: 'cash', reference: null }),
  grant_extra_time: (dossier, told) =>
    grantExtraTime(
      dossier,
      told,
      { ground: 'verification', amount: 2, document: 'CV 12' },
      {
        extraTimes: [{ ground: 'verification', maxAmount: 5, grantedBy: 'desk_head', paper: 'công văn' }],
        usedAmount: 0,
      },
    ),
  declare_delay: (dossier, told) =>
    declareDelay(dossier, told, {
      id: 'n-1',
      reason: 'lấy ý kiến chậm',
      sentence: null,
      reasonKey: null,
      fault: 'ours',
      newDueAt: null,
    }),
  transfer_result: (dossier, told) => transferResult(dossier, told, { outcome: 'granted', number: null }),
  complete: (dossier, told) => complete(dossier, told, RESULT),
  return: (dossier, told) => giveBack(dossier, told, { receivedBy: 'Nguyễn Văn A', how: 'desk' }),
  withdraw: (dossier, told) => withdraw(dossier, told, 'đơn xin rút'),
  stop: (dossier, told) => stop(dossier, told, 'quá hạn bổ sung'),
  propose_correction: (dossier, told) =>
    proposeCorrection(dossier, told, {
      id: 'c-1',
      parts: ['applicant'],
      proposal: '{}',
      reason: 'sai tên',
      ...ENTERED,
    }),
  correct: (dossier, told) =>
    correct(dossier, told, { id: 'c-1', proposedBy: 'another', parts: ['applicant'], inForce: null, ...ENTERED }),
  void: (dossier, told) => voidReceipt(dossier, told, { reason: 'nhập hai lần', ...ENTERED }),
  report_fault: (dossier, told) =>
    reportFault(dossier, told, {
      id: 'f-1',
      cause: 'error',
      kind: 'wrong_data',
      description: 'sai ngày sinh',
      detectedBy: 'citizen',
      detectedOn: null,
    }),
  confirm_fault: (dossier, told) =>
    confirmFault(dossier, told, { ...JUDGED, whose: 'ours', obligationId: null, newObligationId: 'o-2' }),
  dismiss_fault: (dossier, told) => dismissFault(dossier, told, { ...JUDGED, reason: 'kết quả đúng' }),
  mend_fault: (dossier, told) =>
    mendFault(dossier, told, {
      fault: { ...FAULT, state: 'confirmed', reportedAt: told.at },
      handlers: [],
      result: 'đã cấp lại',
      correctedOn: localDate(told.at),
      costsVnd: 0,
    }),
  extend: (dossier, told) =>
    extend(dossier, told, {
      letterId: 'l-1',
      letterNumber: '01/PXL',
      newDueAt: at('2023-06-23 16:00'),
      fixedAt: told.at,
      reason: 'lấy ý kiến chậm',
      ends: [],
    }),
  apologise: (dossier, told) => apologise(dossier, told, { letterId: 'l-1', letterNumber: '01/PXL', ends: [] }),
  waive: (dossier, told) => waive(dossier, told, { obligationId: 'o-late', reason: 'đã nhận đúng hẹn', proof: null }),
  ask_outside: (dossier, told) => askOutside(dossier, told, 'o-late'),
  record_outside: (dossier, told) =>
    recordOutside(dossier, told, {
      obligationId: 'o-late',
      letter: { number: '7/TXL', date: localDate(told.at), proof: null },
      timely: null,
    }),
  note_breach: (dossier, told) => noteBreach(dossier, told),
  replan: (dossier, told) => replan(dossier, told, 'r-1'),
  erase: (dossier, told) => erase(dossier, told, 'request'),
};
