import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { attach, removeFile } from '../../domain/dossier/acts/work.js';
import { DomainError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Tx } from '../../platform/database/sql.js';
import { FileStore, type StoredFile } from '../../platform/files/file-store.js';
import { newId } from '../../platform/ids/new-id.js';
import type { Outcome } from '../../platform/idempotency/idempotency.js';
import { ActRunner, type Request } from '../act-runner.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { FILE_KINDS, fileKind } from './file-kind.js';
import { DossierFilesRepository, type DossierFile } from './dossier-files.repository.js';

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

  /**
   * A paper that proves an act, on the disk before the act is written; whoever writes it records it (`record`).
   *
   * @throws DomainError `request.unsupported_type` unless the bytes are a PDF, JPEG or PNG
   */
  keep(content: Buffer): Promise<StoredFile> {
    return this.store.write(content, kindOf(content));
  }

  /** Inside the transaction of the act that a kept paper proves. */
  record(tx: Tx, stored: StoredFile, at: Instant): Promise<void> {
    return this.store.record(tx, stored, at);
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

  /** @throws DomainError `not_found` also for a file of another dossier */
  async one(code: string, fileId: string, by: Actor): Promise<DossierFile> {
    const { id } = await this.dossiers.workable(code, by);
    return this.files.one(id, fileId);
  }

  async read(code: string, fileId: string, by: Actor): Promise<{ file: DossierFile; content: Buffer }> {
    const file = await this.one(code, fileId, by);
    return { file, content: await this.store.read(file.fileHash) };
  }
}

function kindOf(content: Buffer): string {
  const kind = fileKind(content);
  if (kind !== null) return kind;
  throw new DomainError('request.unsupported_type', 'a file must be a PDF, JPEG or PNG, whatever it is called', {
    allowed: FILE_KINDS,
  });
}
