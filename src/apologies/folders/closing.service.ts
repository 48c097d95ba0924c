import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { DAY, type Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Transactor } from '../../platform/database/transactor.js';
import { FolderFiles } from './folder-files.js';
import { FolderRoom } from './folder-room.repository.js';
import type { Folder } from './folder.js';
import { FoldersRepository } from './folders.repository.js';

/** Ends folders: what is not issued waits again, and the printed and scanned sheets are forgotten. */
@Injectable()
export class ClosingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly folders: FoldersRepository,
    private readonly room: FolderRoom,
    private readonly files: FolderFiles,
  ) {}

  /**
   * @throws DomainError `conflict.closed` when it was closed before; `request.invalid` while scanned pages have to be
   *   looked at
   */
  async close({ id }: Folder, by: Actor): Promise<void> {
    const at = this.clock.now();
    if (await this.room.undecided(this.database, id)) throw undecided();
    const kept = await this.room.files(this.database, id);
    await this.transactor.run(async (tx) => {
      if (!(await this.folders.close(tx, id, at, by.username))) {
        throw new DomainError('conflict.closed', 'this folder is closed', { id });
      }
      await this.room.forget(tx, id);
    });
    for (const file of kept) await this.files.forget(file);
  }

  /** Files nothing speaks of: a crash left them. @returns how many went */
  async forgetStray(): Promise<number> {
    let gone = 0;
    for (const id of await this.files.ids()) {
      if (!(await this.files.isOlderThan(id, DAY, this.clock.now()))) continue;
      if (await this.room.speaksOf(this.database, id)) continue;
      await this.files.forget(id);
      gone += 1;
    }
    return gone;
  }
}

function undecided(): DomainError {
  return new DomainError('request.invalid', 'scanned pages have to be looked at first', {}, [
    { field: 'scans', message: 'Còn trang quét chưa xử lý: gán vào thư hoặc bỏ qua trước khi đóng tập' },
  ]);
}
