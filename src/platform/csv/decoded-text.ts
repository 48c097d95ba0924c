import { TextDecoder } from 'node:util';
import { UnreadableFile } from '../spreadsheet/table.js';

/**
 * The text of a file as it arrives: UTF-8, or UTF-16 where a byte order mark says so (Excel's "Unicode text"); one kind
 * of line end. Old Vietnamese encodings are refused rather than guessed at: a wrong guess would change names.
 *
 * @throws UnreadableFile `not_utf8`
 */
export async function* decodedText(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let held = '';
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(isUtf16(chunk) ? 'utf-16le' : 'utf-8', { fatal: true });
    const text = held + decode(decoder, chunk);
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replaceAll('\r\n', '\n');
  }
  if (decoder) yield held + decode(decoder);
}

function isUtf16(chunk: Buffer): boolean {
  return chunk[0] === 0xff && chunk[1] === 0xfe;
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new UnreadableFile('not_utf8', 'text');
  }
}
