import { csvLine } from '../../platform/csv/csv-line.js';
import { worded } from '../finding.js';
import type { StagedRow } from '../import-rows.repository.js';

const AT_ONCE = 500;
/** For lists that are read elsewhere: no person of a row is in it, only its line, its code and what is to be said. */
const HEADINGS = ['Dòng', 'Mã hồ sơ', 'Kết quả (state)', 'Ghi chú', 'Remarks'];

/** @param page rows behind a line, so many at most */
export async function* resultCsv(
  page: (after: number, limit: number) => Promise<readonly StagedRow[]>,
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(HEADINGS)}\r\n`;
  let after = 0;
  for (;;) {
    const rows = await page(after, AT_ONCE);
    if (rows.length > 0) yield rows.map(resultLine).join('');
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)?.line ?? after;
  }
}

function resultLine({ line, code, state, findings }: StagedRow): string {
  const words = findings.map(worded);
  const say = (language: 'vi' | 'en'): string =>
    words.map(({ field, ...one }) => (field === '' ? one[language] : `${field}: ${one[language]}`)).join('; ');
  return `${csvLine([String(line), code ?? '', state, say('vi'), say('en')])}\r\n`;
}
