import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { isUniqueViolation } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { FileStore, type StoredFile } from '../../platform/files/file-store.js';
import { newId } from '../../platform/ids/new-id.js';
import type { CheckedSignature } from '../../platform/signatures/check-signatures.js';
import { SignaturesRepository, type SigningWay, type Unfinished } from './signatures.repository.js';

/** Signed papers, kept before their letters are issued: after a crash the same signed file goes out. */
@Injectable()
export class SignedFiles {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly signatures: SignaturesRepository,
    private readonly transactor: Transactor,
    private readonly files: FileStore,
  ) {}

  /** @returns the file of record: the one that came first, when somebody else was quicker */
  async keep(
    letterId: string,
    content: Buffer,
    found: readonly CheckedSignature[],
    { way, by }: { readonly way: SigningWay; readonly by: Actor },
  ): Promise<StoredFile> {
    const earlier = await this.signatures.fileOf(letterId);
    if (earlier) return earlier;
    const file = await this.files.write(content, 'application/pdf');
    const at = this.clock.now();
    const ids = found.map(() => newId(at));
    const signatures = found.map((each) => ({ ...each, way, fileHash: file.hash, at, by: by.username }));
    try {
      await this.transactor.run(async (tx) => {
        await this.files.record(tx, file, at);
        await this.signatures.keep(tx, letterId, ids, signatures);
      });
      return file;
    } catch (error) {
      const first = isUniqueViolation(error) ? await this.signatures.fileOf(letterId) : null;
      if (first) return first;
      throw error;
    }
  }

  /** At most 100. */
  unfinished(): Promise<Unfinished[]> {
    return this.signatures.unfinished();
  }
}
