import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { FileStore } from '../../platform/files/file-store.js';
import { Pictures } from '../../platform/files/pictures.js';
import { DossierFilesService } from './dossier-files.service.js';

/** Small pictures of the scans of a dossier, made when first looked at and kept beside the file they show. */
@Injectable()
export class PreviewsService {
  constructor(
    private readonly files: DossierFilesService,
    private readonly store: FileStore,
    private readonly pictures: Pictures,
  ) {}

  /**
   * @returns a JPEG
   * @throws DomainError `not_found` for a file the reader may not see, that was taken off the list, or that is no picture
   */
  async of(code: string, fileId: string, by: Actor): Promise<Buffer> {
    const { contentType, removedAt, fileHash } = await this.files.one(code, fileId, by);
    if (!contentType.startsWith('image/') || removedAt !== null) throw noPicture();
    const known = await this.store.preview(fileHash);
    if (known) return known;
    const made = await this.pictures.preview(await this.store.read(fileHash));
    if (made === null) throw noPicture();
    await this.store.keepPreview(fileHash, made);
    return made;
  }
}

function noPicture(): DomainError {
  return new DomainError('not_found', 'there is no picture of this file');
}
