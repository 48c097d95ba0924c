import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { projectRoot, templatesRoot } from '../../../src/platform/templates/project-root.js';
import { inEnglish } from '../../../src/platform/web/rule-sentences.js';
import { inWords } from '../../../src/platform/web/validation-words.js';

const TABLE = JSON.parse(readFileSync(join(templatesRoot, 'locales', 'sentences.json'), 'utf8')) as Record<
  string,
  string
>;
const VIETNAMESE = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/i;
/** Words of a message to a citizen, who reads Vietnamese. */
const TO_CITIZENS = 'Ông/Bà';
const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(projectRoot, 'src', file), 'utf8'));

/** A text of the code with whatever stands for its blanks, e.g. `Dài quá ${most} ký tự` as `Dài quá 7 ký tự`. */
const filled = (text: string): string => text.replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '7').replaceAll("\\'", "'");
/** What rules tell a field: the words of `message:`, of `says:`, and of the small functions that refuse. */
const told = sources
  .flatMap((source) => [
    ...source.matchAll(
      /(?:\bmessage[:=]|\bsays:|\b(?:invalid|refuse|fault)\([^`'"\n]*(?:'[^']*',)?)\s*(['`])((?:(?!\1).)+)\1/gs,
    ),
  ])
  .map(([, , text = '']) => text)
  .filter((text) => VIETNAMESE.test(text) && !text.startsWith(TO_CITIZENS))
  .map(filled);

describe('what rules say of a field', () => {
  it('is found in the code', () => {
    expect(told.length).toBeGreaterThan(60);
  });
  it('has its English', () => {
    expect([...new Set(told)].filter((sentence) => inEnglish(sentence) === sentence)).toEqual([]);
  });
  it('stands nowhere but in a rule', () => {
    const code = sources.join('\n');
    const start = (sentence: string): string => sentence.split('{{')[0]!.replaceAll('"', '');
    const unsaid = Object.keys(TABLE).filter((sentence) => !code.includes(start(sentence)));
    expect(unsaid).toEqual([]);
  });
  it('keeps its blanks', () => {
    const blanks = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
    const differing = Object.entries(TABLE).filter(([vi, en]) => String(blanks(vi)) !== String(blanks(en)));
    expect(differing).toEqual([]);
  });
});

test.each([
  ['Dài quá 40 ký tự', 'Longer than 40 characters'],
  ['Không đọc được "a;b (c"', '"a;b (c" cannot be read'],
  ['Tổng các chặng là 4, thời hạn là 5', 'The stages add up to 4, the time limit is 5'],
  ['Chưa chọn tệp', 'No file was chosen'],
  ['Nguyễn Văn Ẩn', 'Nguyễn Văn Ẩn'],
])('%s', (vietnamese, english) => {
  expect([inWords(vietnamese, 'vi'), inWords(vietnamese, 'en')]).toEqual([vietnamese, english]);
});
