import { instant } from '../../src/domain/time/instant.js';
import type { RegisterRow } from '../../src/domain/dossier/register-row.js';
import type { SlipFacts, SlipMatter } from '../../src/domain/dossier/slip-facts.js';
import type { ControlFacts } from '../../src/dossiers/papers/control-slip.view.js';
import type { PaperLook } from '../../src/dossiers/papers/paper-look.js';
import { receiptFacts } from './letters.js';

/** What each paper about an act says, as it usually does. */
export const MATTERS: readonly SlipMatter[] = [
  {
    kind: 'supplement',
    items: ['Bản vẽ thiết kế xây dựng có thẩm duyệt', 'Bản cam kết bảo đảm an toàn đối với công trình liền kề'],
    reason: 'Bản vẽ nộp ngày 17/5/2023 chưa có mặt bằng móng; bản cam kết chưa có chữ ký của hộ liền kề.',
  },
  {
    kind: 'refusal',
    reason: 'Thửa đất nằm trong hành lang an toàn đường bộ đã có quyết định thu hồi, không đủ điều kiện cấp phép.',
    filedAt: instant('2023-05-16T20:15:00+07:00'),
  },
  {
    kind: 'stop',
    reason: 'Quá 30 ngày kể từ ngày nhận phiếu yêu cầu, Ông/Bà chưa bổ sung hồ sơ theo thông báo.',
    acceptedAt: instant('2023-05-17T08:30:00+07:00'),
  },
  { kind: 'payment', amountVnd: 75_000, method: 'transfer', reference: 'FT23137000123' },
  {
    kind: 'return',
    outcome: 'granted',
    resultNumber: '112/GPXD',
    dueAt: instant('2023-06-07T17:00:00+07:00'),
    receivedBy: 'Trần Thị Bình',
    how: 'desk',
  },
];

export function slipFacts(matter: SlipMatter, changes: Partial<SlipFacts> = {}): SlipFacts {
  const { letterhead, code, deskName, applicant, submitterName, content } = receiptFacts();
  return {
    matter,
    letterhead,
    code,
    deskName,
    applicant,
    submitterName,
    content,
    at: instant('2023-05-19T09:05:00+07:00'),
    officerName: 'Phạm Thị Thu Hà',
    closing: '<p>Cần được hướng dẫn thêm, Ông/Bà liên hệ bà Phạm Thị Thu Hà, điện thoại 0257 3875 000.</p>',
    illustration: false,
    ...changes,
  };
}

export function controlFacts(changes: Partial<ControlFacts> = {}): ControlFacts {
  const { letterhead, code } = receiptFacts();
  const division = 'Phòng Quản lý đô thị';
  return {
    letterhead,
    code,
    applicantName: 'Nguyễn Văn An',
    acceptedAt: instant('2023-05-17T08:30:00+07:00'),
    dueAt: instant('2023-06-07T17:00:00+07:00'),
    decides: division,
    helps: ['Phòng Tài nguyên và Môi trường'],
    steps: [
      {
        giver: 'UBND thị xã Sông Cầu',
        receiver: division,
        sentAt: instant('2023-05-17T15:00:00+07:00'),
        takenAt: instant('2023-05-17T15:20:00+07:00'),
        givenBy: 'Phạm Thị Thu Hà',
        takenBy: 'Đỗ Minh Tuấn',
        verdict: 'on_time',
        note: null,
      },
      {
        giver: division,
        receiver: 'UBND thị xã Sông Cầu',
        sentAt: instant('2023-06-09T09:00:00+07:00'),
        takenAt: instant('2023-06-09T09:10:00+07:00'),
        givenBy: 'Đỗ Minh Tuấn',
        takenBy: 'Phạm Thị Thu Hà',
        verdict: 'late',
        note: 'Kèm 02 bản vẽ',
      },
    ],
    blankSteps: 2,
    note: '<p><i>Phiếu này đi cùng hồ sơ.</i></p>',
    illustration: false,
    ...changes,
  };
}

export function look(size: PaperLook['size'], changes: Partial<PaperLook> = {}): PaperLook {
  return { size, plain: false, reprintedAt: null, ...changes };
}

/** A line of the register: every third is paid for, every fifth goes by post, the seventh was taken back. */
export function registerRow(index: number): RegisterRow {
  const { applicant, content } = receiptFacts();
  return {
    id: `id-${index}`,
    code: `H45.20-230601-${String(index).padStart(4, '0')}`,
    content,
    copies: 1,
    name: applicant.name,
    address: applicant.address,
    phone: '09xx xxx 123',
    acceptedAt: instant('2023-06-01T08:30:00+07:00'),
    dueAt: instant('2023-06-08T17:00:00+07:00'),
    finishedAt: instant('2023-06-07T10:00:00+07:00'),
    returnedAt: index % 2 === 0 ? instant('2023-06-08T09:00:00+07:00') : null,
    isVoid: index === 7,
    outcome: 'granted',
    resultNumber: `${index}/GP`,
    feeVnd: index % 3 === 0 ? 75_000 : 0,
    byPost: index % 5 === 0,
  };
}
