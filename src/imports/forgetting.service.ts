import { Inject, Injectable } from '@nestjs/common';
import { DAY, type Clock, type Instant } from '../domain/time/instant.js';
import { CLOCK } from '../platform/clock/clock.js';
import { Transactor } from '../platform/database/transactor.js';
import { Uploads } from '../platform/files/uploads.js';
import { ImportRowsRepository } from './import-rows.repository.js';
import { ImportsRepository } from './imports.repository.js';

/** Rejected rows can be fetched and mended for so long. */
const KEPT_DAYS = 30;

/** The people in files: what was not written is forgotten after a month, and no file stays on the disk. */
@Injectable()
export class ForgettingService {
  constructor(
    private readonly transactor: Transactor,
    private readonly imports: ImportsRepository,
    private readonly rows: ImportRowsRepository,
    private readonly uploads: Uploads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many files and imports were forgotten */
  async forgetOld(): Promise<number> {
    const before = (this.clock.now() - KEPT_DAYS * DAY) as Instant;
    const ids = await this.imports.settledBefore(before);
    for (const id of ids) await this.transactor.run((tx) => this.rows.forget(tx, id));
    let forgotten = ids.length;
    for (const id of await this.uploads.ids()) {
      const file = await this.imports.find(id);
      const settled = file ? file.state !== 'received' : await this.uploads.isOlderThan(id, DAY, this.clock.now());
      if (!settled) continue;
      await this.uploads.forget(id);
      forgotten += 1;
    }
    return forgotten;
  }
}
