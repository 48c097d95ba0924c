import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';
import type { FieldError } from '../../domain/errors.js';
import type { Translator } from '../templates/i18n.js';
import type { Refusal } from './page-turns.js';
import { chosenFile } from './form-files.js';

/**
 * The file of a form, and what tells it from another.
 *
 * @throws DomainError `request.invalid` beside `file` when there is none, or it is larger
 */
export async function formBytes(body: unknown, mostBytes: number): Promise<{ content: Buffer; digest: string }> {
  const file = await chosenFile(body);
  if (!file) throw refusedFile('signature.no_file');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file.stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw refusedFile('signature.too_large');
    chunks.push(chunk);
  }
  const content = Buffer.concat(chunks);
  return { content, digest: createHash('sha256').update(content).digest('hex') };
}

/** The rules of signatures name their words by key. */
export function inWords({ errors, sentence, typed }: Refusal, t: Translator): Refusal {
  const worded = errors.map(({ field, message }): FieldError => ({
    field,
    message: message.startsWith('signature.') ? t(message) : message,
  }));
  return { errors: worded, sentence, typed };
}

function refusedFile(message: string): DomainError {
  return new DomainError('request.invalid', 'the file cannot be taken', {}, [{ field: 'file', message }]);
}
