import { DomainError } from '../../domain/errors.js';
import { chosenFile, type FormFile } from './form-files.js';

/** The file of a form that is nothing without one. @throws DomainError `request.invalid`, worded */
export async function sentFile(body: unknown): Promise<FormFile> {
  const file = await chosenFile(body);
  if (file) return file;
  throw new DomainError('request.invalid', 'no file was chosen', {}, [{ field: 'file', message: 'Chưa chọn tệp' }]);
}
