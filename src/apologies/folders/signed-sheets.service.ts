import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { FileStore } from '../../platform/files/file-store.js';
import { IssuingService } from '../issuing.service.js';
import { LettersRepository } from '../letters.repository.js';
import type { FolderLetter } from './folder.js';

/** What the signed sheets of a letter do to it, once they are scanned or somebody vouches for them. */
@Injectable()
export class SignedSheets {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly letters: LettersRepository,
    private readonly issuing: IssuingService,
    private readonly files: FileStore,
  ) {}

  /**
   * Issues a letter that waits for its sheets; puts them beside one that was issued before. State-based: done twice, it
   * does nothing the second time.
   *
   * @throws as `FinishingService.finish`
   */
  async arrive({ letter: { id }, scanHash }: FolderLetter, by: Actor): Promise<void> {
    if (scanHash === null) return;
    const letter = await this.letters.byId(this.database, id);
    if (letter.state === 'numbered' && letter.awaits === 'scan') {
      const { length } = await this.files.read(scanHash);
      const file = { hash: scanHash, mediaType: 'application/pdf', bytes: length };
      await this.issuing.issueSigned(id, by, { how: 'scan', by: by.username, file });
    } else if (letter.state === 'issued' && letter.scanHash === null) {
      await this.transactor.run((tx) => this.letters.update(tx, letter, { ...letter, scanHash }));
    }
  }

  /**
   * Somebody has the signed and stamped sheet before them and does not scan it now.
   *
   * @throws as `FinishingService.finish`
   */
  async vouch(letterId: string, by: Actor): Promise<void> {
    await this.issuing.issueSigned(letterId, by, { how: 'word', by: by.username, file: null });
  }

  /** A letter whose approval is its signature. Throws as `IssuingService.issue`. */
  issue(letterId: string, by: Actor): Promise<void> {
    return this.issuing.issue(letterId, by, null);
  }

  now(): Instant {
    return this.clock.now();
  }
}
