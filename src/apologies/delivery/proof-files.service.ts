import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { fileKind } from '../../dossiers/processing/file-kind.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Transactor } from '../../platform/database/transactor.js';
import { FileStore, type StoredFile } from '../../platform/files/file-store.js';
import { LetterDeliveriesRepository } from './letter-deliveries.repository.js';
import { LetterCarriers } from './letter-carriers.service.js';

/** A signature drawn on a screen is a few kilobytes. */
const MOST_DRAWING_BYTES = 200_000;
const DRAWING = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/;

/** Pictures, scans and signatures that show that a letter went, or came. */
@Injectable()
export class ProofFiles {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly deliveries: LetterDeliveriesRepository,
    private readonly transactor: Transactor,
    private readonly files: FileStore,
    private readonly carriers: LetterCarriers,
  ) {}

  /**
   * Keeps a file before anything speaks of it; one that nothing speaks of is only waste.
   *
   * @throws DomainError `request.invalid` for what is no PDF, JPEG or PNG
   */
  async keep(content: Buffer, field: string): Promise<StoredFile> {
    const kind = fileKind(content);
    if (kind === null) {
      const errors = [{ field, message: 'Chỉ nhận PDF, JPEG hoặc PNG' }];
      throw new DomainError('request.invalid', 'the file is none that is kept', {}, errors);
    }
    const stored = await this.files.write(content, kind);
    const at = this.clock.now();
    await this.transactor.run((tx) => this.files.record(tx, stored, at));
    return stored;
  }

  /** A signature as the browser draws it (`data:image/png;base64,…`). Throws as `keep`. */
  async keepDrawing(text: string, field: string): Promise<StoredFile> {
    const content = Buffer.from(DRAWING.exec(text)?.[1] ?? '', 'base64');
    if (content.length === 0 || content.length > MOST_DRAWING_BYTES || fileKind(content) !== 'image/png') {
      const errors = [{ field, message: 'Chữ ký chưa đọc được, xin ký lại' }];
      throw new DomainError('request.invalid', 'not a drawing of ours', {}, errors);
    }
    return this.keep(content, field);
  }

  /** @throws DomainError `not_found` for a file that shows nothing of this letter, or to a stranger */
  async read(letterId: string, hash: string, by: Actor): Promise<{ readonly type: string; readonly content: Buffer }> {
    await this.carriers.record(letterId, by);
    const type = await this.deliveries.proofType(letterId, hash);
    if (type === null) throw new DomainError('not_found', 'this shows nothing of the letter');
    return { type, content: await this.files.read(hash) };
  }
}
