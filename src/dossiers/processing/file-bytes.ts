import { DomainError } from '../../domain/errors.js';
import { chosenFile, type FormFile } from '../../platform/web/form-files.js';
import { fileKind } from './file-kind.js';
import type { Scan } from './scan.js';

/** As the contract says of a single one. */
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * The bytes of a file of a form.
 *
 * @param field of the form, for the word beside it
 * @throws DomainError `request.invalid` beyond 20 MB
 */
export async function bytesOf({ stream, fileName }: FormFile, field: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw fileRefused(field, `${fileName}: lớn hơn 20 MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function fileRefused(field: string, message: string): DomainError {
  return new DomainError('request.invalid', 'the files cannot be taken', {}, [{ field, message }]);
}

/**
 * The paper that somebody chose in a form to show something; null when they chose none.
 *
 * @throws DomainError `request.invalid` beyond 20 MB, and for what is no PDF, JPEG or PNG
 */
export async function scanOf(body: unknown, field: string): Promise<Scan | null> {
  const file = await chosenFile(body);
  if (file === null) return null;
  const content = await bytesOf(file, field);
  if (fileKind(content) === null) throw fileRefused(field, `${file.fileName}: chỉ nhận PDF, JPEG hoặc PNG`);
  return { name: file.fileName, content };
}
