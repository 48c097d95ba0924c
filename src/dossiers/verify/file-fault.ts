import { DomainError } from '../../domain/errors.js';
import type { FileStore } from '../../platform/files/file-store.js';

/** What is wrong with the bytes of a stored file; null when they are those its name promises. */
export async function fileFault(files: FileStore, hash: string): Promise<'file_missing' | 'file_changed' | null> {
  try {
    await files.read(hash);
    return null;
  } catch (error) {
    return error instanceof DomainError ? 'file_missing' : 'file_changed';
  }
}
