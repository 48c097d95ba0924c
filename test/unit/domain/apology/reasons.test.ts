import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readReasons,
  REASONS,
  requireReason,
  requireSentence,
  sentenceFault,
} from '../../../../src/domain/apology/reasons.js';
import { DomainError } from '../../../../src/domain/errors.js';

const OWN = readReasons('other_agency; province = Chờ Sở Xây dựng trả lời | Waiting for the province')!;

describe('the sentence of a letter', () => {
  test.each([
    ['Phòng gửi văn bản lấy ý kiến chậm 04 ngày làm việc.', null],
    ['Chờ cơ quan khác trả lời về hành lang đường bộ.', null],
    ['', 'short'],
    ['   quá tải     ', 'short'],
    ['a'.repeat(600), null],
    ['a'.repeat(601), 'long'],
    ['Chúng tôi thành thật xin lỗi Ông!', 'exclamation'],
    ['Chờ cơ quan khác trả lời', 'list'],
    ['CHO CO QUAN KHAC TRA LOI.', 'list'],
    ['Lý do: chờ cơ quan khác trả lời…', 'list'],
    ['Do phần mềm, đường truyền lỗi', 'list'],
    ['Waiting for another agency.', 'list'],
    ['other_agency', 'list'],
    ['.............', 'list'],
    ['Chờ Sở Xây dựng trả lời', 'list'],
  ])('%j: %j', (sentence, fault) => {
    expect(sentenceFault(sentence, OWN)).toBe(fault);
  });

  it('is never an entry of the list, however it is typed', () => {
    const signs = fc.constantFrom('', '.', ' ', '…', ' - ', ',');
    fc.assert(
      fc.property(fc.constantFrom(...REASONS), fc.boolean(), fc.boolean(), signs, signs, (reason, en, loud, a, z) => {
        const words = en ? reason.en : reason.vi;
        const typed = `${a}${loud ? words.toUpperCase() : words.normalize('NFD')}${z}`;
        expect(sentenceFault(typed, REASONS)).not.toBeNull();
      }),
    );
  });

  it('is refused beside its field', () => {
    const refuse = (): void => {
      requireSentence('Chờ cơ quan khác trả lời', OWN, 'sentence');
    };
    expect(refuse).toThrow(DomainError);
    expect(refuse).toThrow(expect.objectContaining({ errors: [{ field: 'sentence', message: 'sentence.list {}' }] }));
  });
});

describe('the list of an installation', () => {
  test.each([
    ['other_agency', ['other_agency']],
    ['overload;  software ;', ['overload', 'software']],
    ['province = Chờ Sở trả lời | Waiting for the province', ['province']],
    ['province = Chờ Sở trả lời', ['province']],
  ])('%j', (text, keys) => {
    expect(readReasons(text)!.map(({ key }) => key)).toEqual(keys);
  });

  test.each([
    '',
    ' ; ',
    'nobody_knows_it',
    'overload; overload',
    'Province = Chờ Sở',
    'p = Chờ Sở',
    'province = ',
    'province = a | b | c',
    'province = Chờ = Sở',
    'province = Chậm quá!',
    `province = ${'x'.repeat(81)}`,
  ])('%j is none', (text) => {
    expect(readReasons(text)).toBeUndefined();
  });

  it('takes its own keys only, and none at all', () => {
    expect(() => {
      requireReason('province', OWN);
      requireReason(null, OWN);
    }).not.toThrow();
    expect(() => {
      requireReason('overload', OWN);
    }).toThrow(DomainError);
  });

  it('has words in both languages for every reason of the house', () => {
    for (const { key, vi, en } of REASONS) expect(`${key}: ${vi} | ${en}`).toMatch(/^[a-z_]+: [^!|]{5,} \| [^!|]{5,}$/);
  });
});
