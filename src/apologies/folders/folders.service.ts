import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { newId } from '../../platform/ids/new-id.js';
import { LetterAccess } from '../letter-access.service.js';
import type { Folder, FolderLetter, FolderLine } from './folder.js';
import { FolderChoiceRepository, MOST_LETTERS } from './folder-choice.repository.js';
import { FoldersRepository } from './folders.repository.js';

/** Letters put into the folder in one transaction. */
const BATCH = 200;
const FOLDERS = 30;

/** Which letters go into a new folder: the ticked ones, or all that wait. */
export type Chosen = readonly string[] | 'all';

/** Folders that go to be signed by hand: opened, filled, emptied, closed. */
@Injectable()
export class FoldersService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly folders: FoldersRepository,
    private readonly choice: FolderChoiceRepository,
    private readonly access: LetterAccess,
  ) {}

  /** @throws DomainError `auth.forbidden` for another agency */
  async list(unitCode: string, by: Actor): Promise<FolderLine[]> {
    await this.access.requireAgency(unitCode, by);
    return this.folders.list(this.database, [unitCode], FOLDERS);
  }

  /** @throws DomainError `not_found`, also when it is another agency's */
  async find(id: string, by: Actor): Promise<Folder> {
    const folder = await this.folders.byId(this.database, id);
    if (await this.access.mayAct(folder.unitCode, by)) return folder;
    throw new DomainError('not_found', 'there is no such folder');
  }

  /** The same for whoever means to change it. @throws also `conflict.closed` */
  async findOpen(id: string, by: Actor): Promise<Folder> {
    const folder = await this.find(id, by);
    if (folder.closedAt === null) return folder;
    throw new DomainError('conflict.closed', 'this folder is closed', { id });
  }

  letters(id: string, after: number, limit: number): Promise<FolderLetter[]> {
    return this.folders.letters(this.database, id, { after, limit });
  }

  count(id: string): Promise<number> {
    return this.folders.count(this.database, id);
  }

  /**
   * Puts letters that wait for a signature into a new folder; from now on their marks are found.
   *
   * @returns the folder, and how many of the chosen were not to be had any more
   * @throws DomainError `auth.forbidden`; `request.invalid` when none of them waits (field `ids`)
   */
  async open(
    unitCode: string,
    chosen: Chosen,
    by: Actor,
    write: IdempotentWrite | null,
  ): Promise<{ readonly id: string; readonly put: number; readonly left: number }> {
    await this.access.requireAgency(unitCode, by);
    let result = { put: 0, left: 0 };
    const { resource } = await this.access.once(write, async () => {
      const at = this.clock.now();
      const ids = await this.choice.waiting(unitCode, chosen);
      if (ids.length === 0) throw nothingChosen();
      const folder: Folder = {
        id: newId(at),
        unitCode,
        openedAt: at,
        openedBy: by.username,
        closedAt: null,
        closedBy: null,
      };
      for (let first = 0; first < ids.length; first += BATCH) {
        await this.transactor.run(async (tx) => {
          if (first === 0) await this.begin(tx, folder, write, at);
          await this.choice.mark(tx, ids.slice(first, first + BATCH));
          await this.folders.put(tx, folder.id, ids.slice(first, first + BATCH), first + 1);
        });
      }
      result = { put: ids.length, left: chosen === 'all' ? 0 : Math.min(chosen.length, MOST_LETTERS) - ids.length };
      return folder.id;
    });
    return { id: resource, ...result };
  }

  /** Takes letters out again; they wait like before. Throws as `findOpen`. */
  async takeOut(id: string, letterIds: readonly string[], by: Actor): Promise<void> {
    await this.findOpen(id, by);
    await this.transactor.run((tx) => this.folders.takeOut(tx, id, letterIds));
  }

  private async begin(tx: Tx, folder: Folder, write: IdempotentWrite | null, at: Instant): Promise<void> {
    await this.access.remember(tx, write, folder.id, at);
    await this.folders.add(tx, folder);
  }
}

function nothingChosen(): DomainError {
  return new DomainError('request.invalid', 'none of these letters waits for a signature', {}, [
    { field: 'ids', message: 'Chưa chọn thư nào đang chờ ký' },
  ]);
}
