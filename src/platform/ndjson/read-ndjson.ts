import { decodedText } from '../csv/decoded-text.js';
import { MAX_ROWS, UnreadableFile } from '../spreadsheet/table.js';

export interface NdjsonRow {
  /** line of the file; the first is 1 */
  readonly line: number;
  /** an object, or null when the line is none */
  readonly value: Readonly<Record<string, unknown>> | null;
}

/** One object with its history fits many times over. */
const MAX_LINE_CHARACTERS = 256 * 1024;

/** One JSON object a line, read as a stream; empty lines are passed over. @throws UnreadableFile */
export async function* ndjsonRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<NdjsonRow> {
  let [line, count, held] = [0, 0, ''];
  for await (const text of decodedText(bytes)) {
    const lines = (held + text).split('\n');
    held = lines.pop() ?? '';
    if (held.length > MAX_LINE_CHARACTERS) throw new UnreadableFile('too_large', `line ${String(line + 1)}`);
    for (const one of lines) {
      line += 1;
      if (one.trim() === '') continue;
      count += 1;
      if (count > MAX_ROWS) throw new UnreadableFile('too_large', `${String(MAX_ROWS)} rows`);
      yield { line, value: objectOf(one) };
    }
  }
  if (held.trim() !== '') yield { line: line + 1, value: objectOf(held) };
}

function objectOf(line: string): NdjsonRow['value'] {
  if (line.length > MAX_LINE_CHARACTERS) return null;
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
