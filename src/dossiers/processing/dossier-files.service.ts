import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { attach, removeFile } from '../../domain/dossier/acts/work.js';
import { DomainError } from '../../domain/errors.js';
import { FileStore } from '../../platform/files/file-store.js';
import { newId } from '../../platform/ids/new-id.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { ActRunner, type Request } from '../act-runner.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { DossierFilesRepository, type DossierFile } from './dossier-files.repository.js';

/** What the first bytes of a file must be; its name and what the sender calls it prove nothing. */
const KINDS: readonly (readonly [contentType: string, start: Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

/** Papers scanned in: on the disk by their hash first, then in the history. */
@Injectable()
export class DossierFilesService {
  constructor(
    private readonly runner: ActRunner,
    private readonly dossiers: DossierQueryService,
    private readonly files: DossierFilesRepository,
    private readonly store: FileStore,
  ) {}

  /** @throws DomainError `request.unsupported_type` unless the bytes are a PDF, JPEG or PNG; as `attach` does */
  attach(request: Request, name: string, content: Buffer): Promise<Outcome> {
    const contentType = kindOf(content);
    return this.runner.performWith(request, async (dossier, context) => {
      // Asked before the bytes are kept: a refused file leaves nothing behind.
      attach(dossier, context, { id: '', fileHash: '', contentType, name, bytes: content.length });
      const stored = await this.store.write(content, contentType);
      const { hash: fileHash, bytes } = stored;
      const decision = attach(dossier, context, { id: newId(context.at), fileHash, contentType, name, bytes });
      return { decision, also: (tx) => this.store.record(tx, stored, context.at) };
    });
  }

  /** @throws DomainError `not_found` for a dossier the reader may not see */
  async of(code: string, by: Actor): Promise<DossierFile[]> {
    const { id } = await this.dossiers.workable(code, by);
    return this.files.of(id);
  }

  /**
   * Takes a file off the list; its row and its bytes stay.
   *
   * @throws DomainError as `removeFile`; `not_found` for a file of another dossier
   */
  remove(request: Request, fileId: string, reason: string): Promise<Outcome> {
    return this.runner.perform(request, async (dossier, context) => {
      const { id, removedAt } = await this.files.one(dossier.id, fileId);
      return removeFile(dossier, context, { id, removed: removedAt !== null, reason });
    });
  }

  async read(code: string, fileId: string, by: Actor): Promise<{ file: DossierFile; content: Buffer }> {
    const { id } = await this.dossiers.workable(code, by);
    const file = await this.files.one(id, fileId);
    return { file, content: await this.store.read(file.fileHash) };
  }
}

function kindOf(content: Buffer): string {
  const kind = KINDS.find(([, start]) => content.subarray(0, start.length).equals(start));
  if (kind) return kind[0];
  throw new DomainError('request.unsupported_type', 'a file must be a PDF, JPEG or PNG, whatever it is called', {
    allowed: KINDS.map(([contentType]) => contentType),
  });
}
