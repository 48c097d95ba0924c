import { describe, expect, it, test } from '@jest/globals';
import { NO_COUNTS } from '../../../src/domain/kpi/on-time-rate.js';
import { parsePeriod } from '../../../src/domain/kpi/period.js';
import { plainDate } from '../../../src/domain/time/plain-date.js';
import { narrativeDocx } from '../../../src/reporting/narrative/narrative-docx.js';
import type { NarrativeFacts } from '../../../src/reporting/narrative/narrative-facts.js';
import { holdersOf } from '../../../src/reporting/narrative/narrative-holders.js';
import { longDay, periodName, span } from '../../../src/reporting/narrative/narrative-sentences.js';
import { narrativePaper } from '../../../src/reporting/narrative/narrative-text.view.js';
import { NARRATIVE, NARRATIVE_NONE } from '../../support/gallery/narrative.js';
import { docxParts, docxText } from '../../support/docx.js';

const said = (changes: Partial<NarrativeFacts>, from: NarrativeFacts = NARRATIVE): string =>
  narrativePaper({ ...from, ...changes })
    .blocks.map((block) => ('text' in block ? block.text : ''))
    .join('\n');
const counted = (early: number, late: number): Partial<NarrativeFacts> => {
  const counts = { ...NO_COUNTS, received: early + late, early, late };
  return { counts, withoutSameDay: counts };
};

describe('what the report says', () => {
  it('says the figures of E14 with what each rate divides', () => {
    const text = said({});
    for (const sentence of [
      'Tổng số hồ sơ phải giải quyết trong kỳ là 1.035 hồ sơ, gồm 950 hồ sơ mới tiếp nhận và 85 hồ sơ từ kỳ trước chuyển sang.',
      'có 310 hồ sơ nộp trực tuyến, chiếm 32,63% (310/950).',
      'Đã giải quyết 829 hồ sơ, gồm 412 hồ sơ trước hạn, 380 hồ sơ đúng hạn và 37 hồ sơ quá hạn; trong đó có 3 hồ sơ người nộp rút và 1 hồ sơ từ chối giải quyết.',
      'là 95,54% (792/829 hồ sơ đã giải quyết), đạt mục tiêu từ 95% trở lên.',
      'Không kể 300 hồ sơ giải quyết ngay trong ngày, tỷ lệ này là 93,01% (492/529).',
      'Đến hết ngày 31/5/2023, còn 206 hồ sơ đang giải quyết, gồm 180 hồ sơ trong hạn và 26 hồ sơ đã quá hạn.',
      'Phòng Quản lý đô thị: 30 hồ sơ đã giải quyết quá hạn, 26 hồ sơ đang giải quyết đã quá hạn.',
      'Phòng Quản lý đô thị: quá 140 giờ 20 phút; nhiều nhất ở chặng 2',
      'chờ cơ quan khác trả lời (12 thư), hồ sơ dồn, thiếu người (7 thư) và chưa chọn nguyên nhân (1 thư).',
      'đã phát hành thư xin lỗi cho 34 trường hợp, đạt 91,89% (34/37).',
      'Có 1 lĩnh vực đạt dưới 95%: Đất đai 88,55% (232/262).',
      'Phát hành đủ 2 thư xin lỗi còn nợ.',
    ])
      expect(text).toContain(sentence);
  });

  test.each([
    ['nothing came in', NARRATIVE_NONE, {}, 'Trong kỳ không phát sinh hồ sơ phải giải quyết.'],
    ['no apology was owed', NARRATIVE_NONE, {}, 'Trong kỳ không phát sinh trường hợp phải xin lỗi'],
    ['nothing is weak', NARRATIVE_NONE, {}, 'không có hồ sơ đang quá hạn và không còn nợ thư xin lỗi.'],
    ['nothing was resolved', NARRATIVE, counted(0, 0), 'Trong kỳ không phát sinh hồ sơ phải giải quyết.'],
    ['one late one', NARRATIVE, counted(0, 1), 'là 0,00% (0/1 hồ sơ đã giải quyết), chưa đạt mục tiêu từ 95% trở lên; cần thêm 19 hồ sơ đúng hạn'], // prettier-ignore
    ['just below', NARRATIVE, counted(9_499, 501), 'là 94,99% (9.499/10.000 hồ sơ đã giải quyết), chưa đạt mục tiêu'],
    ['just met', NARRATIVE, counted(19, 1), 'là 95,00% (19/20 hồ sơ đã giải quyết), đạt mục tiêu từ 95% trở lên.'],
    [
      'nothing late',
      NARRATIVE,
      { ...counted(5, 0), holders: [] },
      'Trong kỳ không có hồ sơ giải quyết quá hạn và không còn hồ sơ đang giải quyết đã quá hạn.',
    ],
    ['no letter owed', NARRATIVE, { cover: { ...NARRATIVE.cover, missing: 0 } }, 'Không còn trường hợp nào nợ thư xin lỗi.'], // prettier-ignore
  ] as const)('%s', (_, from, changes, sentence) => {
    expect(said(changes, from)).toContain(sentence);
  });

  it('never says that a share of nothing is 100 %', () => {
    expect(said({}, NARRATIVE_NONE)).not.toContain('100');
  });
  it('has a table whose rows are fields and whose last row is the total', () => {
    const table = narrativePaper(NARRATIVE).blocks.find(({ kind }) => kind === 'table');
    expect(table).toMatchObject({
      rows: [
        ['Đất đai', '460', '262', '232', '30', '198', '88,55%'],
        ['Tư pháp', '575', '567', '560', '7', '8', '98,77%'],
        ['Tổng số', '1.035', '829', '792', '37', '206', '95,54%'],
      ],
    });
  });
});

test.each([
  ['2023-05', 'tháng 5 năm 2023'],
  ['2023-02', 'tháng 02 năm 2023'],
  ['2023-Q2', 'quý II năm 2023'],
  ['2023-6M', '6 tháng đầu năm 2023'],
  ['2023', 'năm 2023'],
])('%s is called %s', (code, name) => {
  expect(periodName(parsePeriod(code))).toBe(name);
});
test.each([
  ['2023-02-05', 'ngày 05 tháng 02 năm 2023'],
  ['2023-12-15', 'ngày 15 tháng 12 năm 2023'],
])('%s is written %s', (day, text) => {
  expect(longDay(plainDate(day))).toBe(text);
});
test.each([
  [5, '5 phút'],
  [60, '1 giờ'],
  [8_420, '140 giờ 20 phút'],
])('%i minutes are %s', (minutes, text) => {
  expect(span(minutes)).toBe(text);
});

describe('who held what was late', () => {
  const names = { unitNames: new Map([['T', 'Thị xã'], ['A', 'Phòng A']]), procedureNames: new Map([['p', 'Thủ tục P']]) }; // prettier-ignore
  const stage = (nodeCode: string, stageNo: number, lateMinutes: number) => ({
    nodeCode,
    procedureCode: 'p',
    stageNo,
    lateMinutes,
  });
  it('leaves to the unit what none of those below it held', () => {
    const stages = [stage('T', 1, 100), stage('T', 2, 50), stage('A', 1, 70), stage('A', 2, 50)];
    const held = holdersOf(stages, { unitCode: 'T', children: ['A'], ...names });
    expect(held.map(({ unitName, lateMinutes, worst }) => [unitName, lateMinutes, worst.stageNo])).toEqual([
      ['Phòng A', 120, 1],
      ['Thị xã', 30, 1],
    ]);
  });
  it('names nobody where nothing was late', () => {
    expect(holdersOf([], { unitCode: 'T', children: ['A'], ...names })).toEqual([]);
  });
});

describe('the Word file', () => {
  it('holds every word of the report, in its order', async () => {
    const paper = narrativePaper(NARRATIVE);
    const text = docxText(await narrativeDocx(paper));
    const wanted = [
      'ỦY BAN NHÂN DÂN THỊ XÃ SÔNG CẦU',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Sông Cầu, ngày 01 tháng 6 năm 2023',
      'BÁO CÁO',
      paper.subject,
      ...paper.blocks.flatMap(
        (block) =>
        'text' in block ? [block.text] : block.kind === 'table' ? [block.caption, ...block.columns, ...block.rows.flat()] : [], // prettier-ignore
      ),
      'CHỦ TỊCH',
    ];
    let at = 0;
    for (const words of wanted) {
      const found = text.indexOf(words, at);
      expect([words, found >= at]).toEqual([words, true]);
      at = found + words.length;
    }
  });
  it('has the paper, margins and letters of an official paper', async () => {
    const parts = docxParts(await narrativeDocx(narrativePaper(NARRATIVE)));
    const xml = parts.get('word/document.xml') ?? '';
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
    expect(xml).toContain('<w:titlePg/>');
    expect(parts.get('word/styles.xml')).toContain('Times New Roman');
    const sizes = [...xml.matchAll(/<w:sz w:val="(\d+)"/g)].map(([, size]) => Number(size));
    expect(sizes.every((size) => size >= 22 && size <= 28)).toBe(true);
  });
});
