import { Readable } from 'node:stream';

export const FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * What a file is, by its first bytes and not by what somebody called it: a ZIP (or an old workbook, which is then
 * refused in words) is a spreadsheet, an opening brace is NDJSON, anything else a text table.
 *
 * @returns the same bytes, to be read once
 */
export async function recognised(stream: Readable): Promise<{ readonly format: Format; readonly bytes: Readable }> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  const head = first.done === true ? Buffer.alloc(0) : first.value;
  async function* all(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  return { format: formatOf(head), bytes: Readable.from(all()) };
}

function formatOf(head: Buffer): Format {
  const [a, b] = head;
  const zipped = a === 0x50 && b === 0x4b;
  const oldWorkbook = a === 0xd0 && b === 0xcf;
  if (zipped || oldWorkbook) return 'xlsx';
  return /^\ufeff?\s*\{/.test(head.subarray(0, 200).toString('utf8')) ? 'ndjson' : 'csv';
}
