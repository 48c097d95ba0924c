import { describe, expect, it, test } from '@jest/globals';
import { letterHtml, letterTitle } from '../../../src/apologies/letter.view.js';
import { FAULT_KINDS } from '../../../src/domain/apology/fault-kinds.js';
import type { LetterFacts, Matter } from '../../../src/domain/apology/letter-facts.js';
import { FAULT_CAUSES, type FaultCause } from '../../../src/domain/apology/obligation.js';
import { instant } from '../../../src/domain/time/instant.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { mailBody } from '../../../src/platform/pdf/paper-mail.js';
import { Templates } from '../../../src/platform/templates/handlebars.js';
import { templatesRoot } from '../../../src/platform/templates/project-root.js';
import { letterFacts } from '../../support/letters.js';

const templates = new Templates(templatesRoot);

/** The words of the letter, one paragraph a line. */
function words(changes: Partial<LetterFacts> = {}): string {
  return mailBody(letterHtml(templates, letterFacts(changes)), null).text;
}

const dossier = letterFacts().dossier;
const organisation = { kind: 'organisation', name: 'Công ty TNHH Hải sản', address: null, phone: null } as const;

describe('form 04', () => {
  it('says everything the form asks for', () => {
    const text = words();
    for (const sentence of [
      'UBND THỊ XÃ SÔNG CẦU\n',
      'PHÒNG QUẢN LÝ ĐÔ THỊ\n',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n',
      'Độc lập - Tự do - Hạnh phúc\n',
      'Số: 14/PXL\n',
      'Sông Cầu, ngày 05 tháng 6 năm 2023\n',
      'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ\n',
      'Ông/Bà Nguyễn Văn An\n',
      'Điện thoại: 09xx xxx 123\n',
      'Ngày 17 tháng 5 năm 2023, Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu đã tiếp nhận hồ sơ của Ông/Bà về việc cấp giấy phép xây dựng nhà ở riêng lẻ, mã hồ sơ H45.20-230517-0001; hẹn trả kết quả lúc 17 giờ 00 phút, ngày 01 tháng 6 năm 2023.\n',
      'Phòng Quản lý đô thị thành thật xin lỗi Ông/Bà vì sự chậm trễ nêu trên và vì thời gian, công sức Ông/Bà phải chờ đợi.\n',
      'Thời gian hẹn trả kết quả lại: 16 giờ 00 phút, ngày 08 tháng 6 năm 2023, tại Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu. Việc hẹn lại chỉ thực hiện một lần (khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP). Ông/Bà không phải nộp thêm giấy tờ, phí hoặc lệ phí do việc chậm trễ này; nếu có kết quả sớm hơn, chúng tôi sẽ báo ngay cho Ông/Bà.\n',
      'Cần trao đổi hoặc phản ánh, xin Ông/Bà liên hệ ông/bà Trần Quốc Bảo, chuyên viên Phòng Quản lý đô thị, điện thoại 0257 3875 000; đường dây nóng 0257 3875 111. Trân trọng./.\n',
      'Nơi nhận:\n- Như trên;\n- Bộ phận TN&TKQ;\n- Lưu: VT.\n',
      'TRƯỞNG PHÒNG\nLê Thị Mỹ Duyên\n',
    ]) {
      expect(text).toContain(sentence);
    }
  });

  it('leaves lines to fill in while it is a draft', () => {
    const text = words({
      number: null,
      date: null,
      newDueAt: null,
      reason: ' ',
      contact: null,
      hotline: null,
      signer: { authority: null, title: 'TRƯỞNG PHÒNG', name: null },
    });
    expect(text).toContain('Số: ……/PXL\n');
    expect(text).toContain('Sông Cầu, ngày …… tháng …… năm ………\n');
    expect(text).toContain('kết quả lại: …… giờ …… phút, ngày …… tháng …… năm ………, tại');
    expect(text).toContain('Lý do: …………. Việc');
    expect(text).toContain('\nTrân trọng./.\n');
    expect(text).not.toContain('Cần trao đổi');
  });

  it('names no article of a decree that no longer governs', () => {
    const text = words({ date: plainDate('2025-07-01') });
    expect(text).toContain('Việc hẹn lại chỉ thực hiện một lần. Ông/Bà');
    expect(text).not.toContain('61/2018');
    expect(words({ date: plainDate('2025-06-30') })).toContain('61/2018');
  });
});

describe('the three tenses', () => {
  test.each<[string, Partial<LetterFacts>, string]>([
    [
      'before the due date',
      { tense: 'before_due' },
      'Đến nay, Phòng Quản lý đô thị chưa giải quyết xong và không thể trả kết quả đúng thời gian đã hẹn.\n',
    ],
    [
      'after it, in days',
      { tense: 'after_due', daysLate: 4 },
      'Đến nay đã quá thời gian hẹn 4 ngày làm việc nhưng Phòng Quản lý đô thị chưa trả được kết quả cho Ông/Bà.\n',
    ],
    [
      'after it, in hours and minutes',
      { tense: 'after_due', daysLate: 0, minutesLate: 135 },
      'Đến nay đã quá thời gian hẹn 2 giờ 15 phút làm việc nhưng Phòng Quản lý đô thị chưa',
    ],
    [
      'after it, before any working time has passed',
      { tense: 'after_due', daysLate: 0, minutesLate: 0 },
      'Đến nay đã quá thời gian hẹn nhưng Phòng Quản lý đô thị chưa',
    ],
    [
      'with the result at the desk, by its day',
      {
        form: 'letter',
        tense: 'result_ready',
        daysLate: 2,
        resultAt: instant('2023-06-05T10:30:00+07:00'),
      },
      'Kết quả đã có tại Bộ phận Tiếp nhận và Trả kết quả UBND thị xã Sông Cầu từ ngày 05 tháng 6 năm 2023, chậm 2 ngày làm việc so với thời gian đã hẹn.\n',
    ],
    [
      'with the result at the desk, by its hour where hours were promised',
      {
        form: 'letter',
        tense: 'result_ready',
        daysLate: 0,
        minutesLate: 45,
        resultAt: instant('2023-06-05T10:30:00+07:00'),
        dossier: { ...dossier, limitUnit: 'working_hour' },
      },
      'từ 10 giờ 30 phút, ngày 05 tháng 6 năm 2023, chậm 45 phút làm việc so với thời gian đã hẹn.\n',
    ],
  ])('%s', (_tense, changes, sentence) => {
    const text = words(changes);
    expect(text).toContain(sentence);
    const said = ['Đến nay, ', 'Đến nay đã quá', 'Kết quả đã có'].filter((start) => text.includes(start));
    expect(said).toHaveLength(1);
  });
});

describe('the letter without a new date', () => {
  it('has a subject instead of the title of form 04 and promises no date', () => {
    const text = words({ form: 'letter', number: '52/UBND' });
    expect(text).toContain('Số: 52/UBND\nV/v xin lỗi do chậm trả kết quả giải quyết thủ tục hành chính\n');
    expect(text).toContain('trước khi nhận được tin báo, Ông/Bà chưa cần đến.');
    expect(text).not.toMatch(/PHIẾU|hẹn lại|kết quả lại/);
  });

  it('invites when the result is there', () => {
    const text = words({ form: 'letter', tense: 'result_ready', resultAt: instant('2023-06-05T10:30:00+07:00') });
    expect(text).toContain('Mời Ông/Bà đến nhận kết quả tại');
    expect(text).not.toContain('chưa cần đến');
  });
});

describe('whose fault, and to whom', () => {
  test.each<[LetterFacts['fault'], string]>([
    ['ours', 'Việc chậm trễ này thuộc trách nhiệm của Phòng Quản lý đô thị, không do lỗi của Ông/Bà.\n'],
    [
      'other_agency',
      'Việc chậm trễ này phát sinh ở khâu phối hợp giữa các cơ quan giải quyết, không do lỗi của Ông/Bà; Phòng Quản lý đô thị là cơ quan chịu trách nhiệm trả lời Ông/Bà về việc này.\n',
    ],
    ['none', 'Sự việc này nằm ngoài dự liệu của cơ quan, không do lỗi của Ông/Bà.\n'],
  ])('fault %s', (fault, sentence) => {
    expect(words({ fault, reason: 'mạng đường truyền gián đoạn' })).toContain(
      `Lý do: mạng đường truyền gián đoạn. ${sentence}`,
    );
  });

  it('addresses an organisation as one', () => {
    const text = words({ recipient: organisation });
    expect(text).toContain('Công ty TNHH Hải sản\n');
    expect(text).toContain('thành thật xin lỗi Quý đơn vị vì sự chậm trễ nêu trên');
    expect(text).not.toContain('Ông/Bà');
    expect(text).not.toContain('Địa chỉ');
  });

  it('never raises its voice, and calls nobody a customer', () => {
    for (const form of ['form_04', 'letter'] as const) {
      for (const tense of ['before_due', 'after_due', 'result_ready'] as const) {
        for (const fault of ['ours', 'other_agency', 'none'] as const) {
          expect(words({ form, tense, fault })).not.toMatch(/!|khách hàng|user|bồi thường|quá hạn/i);
        }
      }
    }
  });
});

describe('the paper', () => {
  it('prints what people typed as they typed it', () => {
    const name = '<script>alert(1)</script> {{you}} #read("x") file:///etc/passwd';
    const recipient = { ...letterFacts().recipient, name: `${name}\u202e` };
    const html = letterHtml(templates, letterFacts({ recipient }));
    expect(html).not.toContain('<script');
    expect(html).not.toContain('\u202e');
    expect(mailBody(html, null).text).toContain(`Ông/Bà ${name}\n`);
  });

  it('is composed text, whatever came in', () => {
    const reason = 'hồ sơ chờ ý kiến của cơ quan thuế'.normalize('NFD');
    const html = letterHtml(templates, letterFacts({ reason }));
    expect(html).toBe(html.normalize('NFC'));
    expect(html).toContain(reason.normalize('NFC'));
  });

  it('says that data are invented only when they are', () => {
    expect(letterHtml(templates, letterFacts({ illustration: true }))).toContain('data-watermark="DỮ LIỆU MINH HỌA"');
    expect(letterHtml(templates, letterFacts())).not.toContain('data-watermark');
  });

  it('has a title of its own', () => {
    expect(letterTitle(letterFacts())).toBe('Phiếu xin lỗi và hẹn lại ngày trả kết quả, hồ sơ H45.20-230517-0001');
    expect(letterTitle(letterFacts({ form: 'letter' }))).toBe('Thư xin lỗi, hồ sơ H45.20-230517-0001');
  });
});

describe('letters for every cause', () => {
  const matter = (changes: Partial<Matter>): Matter => ({
    cause: 'error',
    kinds: ['wrong_data'],
    detectedBy: 'citizen',
    correctedOn: plainDate('2023-06-06'),
    ...changes,
  });
  const LATE: Matter = { cause: 'late', kinds: [], detectedBy: null, correctedOn: null };
  const letter = (matters: readonly Matter[], changes: Partial<LetterFacts> = {}): string =>
    words({ form: 'letter', newDueAt: null, reason: '', matters, ...changes });

  it('says what the citizen noticed, that it was put right, and who bears the costs', () => {
    const text = letter([matter({})]);
    for (const said of [
      'V/v xin lỗi do sai sót trong giải quyết thủ tục hành chính\n',
      'Sau khi nhận được phản ánh của Ông/Bà và kiểm tra lại, Phòng Quản lý đô thị xác nhận thông tin ghi trong kết quả giải quyết không đúng. Việc này đã được khắc phục ngày 06 tháng 6 năm 2023.',
      'chi phí phát sinh do việc khắc phục do cơ quan chịu theo khoản 1 Điều 21 Nghị định số 61/2018/NĐ-CP.\n',
      '\nViệc này thuộc trách nhiệm của Phòng Quản lý đô thị, không do lỗi của Ông/Bà.\n',
      'thành thật xin lỗi Ông/Bà vì sai sót nêu trên',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toMatch(/chậm|trễ|Lý do|hẹn lại|chưa có kết quả/);
  });

  it('promises to put right what is not yet', () => {
    expect(letter([matter({ correctedOn: null })])).toContain('đang khắc phục và sẽ báo kết quả cho Ông/Bà.');
  });

  test.each<[string, Partial<Matter>, string, string]>([
    ['loss', { cause: 'loss', kinds: ['lost'], detectedBy: 'self' }, 'bị thất lạc', 'việc để thất lạc giấy tờ'],
    ['damage', { cause: 'loss', kinds: ['damaged'] }, 'bị hư hỏng', 'việc để hư hỏng giấy tờ'],
    [
      'supplement',
      { cause: 'supplement', kinds: ['supplement_by_fault'] },
      'bổ sung hồ sơ',
      'việc yêu cầu bổ sung hồ sơ',
    ],
    ['conduct', { cause: 'conduct', kinds: ['attitude'] }, 'chưa đúng mực', 'cách ứng xử chưa đúng mực'],
  ])('speaks of %s', (_cause, changes, happened, regret) => {
    const text = letter([matter(changes)]);
    expect(text).toContain(happened);
    expect(text).toContain(`thành thật xin lỗi Ông/Bà vì ${regret} nêu trên`);
  });

  it('puts several matters into one letter, lateness with its new date first', () => {
    const text = words({ matters: [LATE, matter({}), matter({ cause: 'loss', kinds: ['lost'] })] });
    expect(text).toContain('PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ');
    const order = ['Đến nay đã quá thời gian hẹn', 'xác nhận thông tin', 'đã bị thất lạc', 'Lý do: hồ sơ phải'];
    expect(order.map((said) => text.indexOf(said))).toEqual(
      order.map((said) => text.indexOf(said)).sort((a, b) => a - b),
    );
    expect(text).toContain('vì sự chậm trễ, sai sót và việc để thất lạc giấy tờ nêu trên');
    expect(text).toContain('Những việc nêu trên thuộc trách nhiệm của');
    expect(text).toContain('Thời gian hẹn trả kết quả lại');
  });

  it('has words for every kind there is, none of them loud', () => {
    for (const cause of FAULT_CAUSES as FaultCause[]) {
      const said = FAULT_KINDS[cause].map((kind) => letter([matter({ cause, kinds: [kind] })]));
      expect(new Set(said).size).toBe(said.length);
      for (const fault of ['ours', 'other_agency', 'none'] as const) {
        for (const recipient of [letterFacts().recipient, organisation]) {
          for (const correctedOn of [null, plainDate('2023-06-06')]) {
            const text = letter([LATE, matter({ cause, correctedOn })], { fault, recipient });
            expect(text).not.toMatch(/!|khách hàng|user|bồi thường|quá hạn|undefined|null/i);
          }
        }
      }
    }
  });

  it('renders letters of version 0.1, which knew lateness only, as they were', () => {
    expect(words()).toBe(words({ matters: [LATE] }));
  });
});
