import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { isUniqueViolation } from '../../platform/database/sql.js';
import { Transactor } from '../../platform/database/transactor.js';
import { newId } from '../../platform/ids/new-id.js';
import { FolderPress, PART } from './folder-press.js';
import { FolderPrintsRepository } from './folder-prints.repository.js';
import type { Folder, FolderLetter, FolderPart, FolderPrint } from './folder.js';
import { FoldersRepository } from './folders.repository.js';

/** Prints folders part by part: what was asked goes on after a crash, and stops when somebody says so. */
@Injectable()
export class PrintingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly database: Database,
    private readonly transactor: Transactor,
    private readonly prints: FolderPrintsRepository,
    private readonly folders: FoldersRepository,
    private readonly press: FolderPress,
  ) {}

  /** @throws DomainError `request.invalid` when nothing is in it; `conflict.duplicate` while one is under way */
  async ask({ id: folderId }: Folder, by: Actor): Promise<void> {
    const at = this.clock.now();
    const total = await this.folders.count(this.database, folderId);
    if (total === 0) throw new DomainError('request.invalid', 'the folder is empty', {}, [{ field: 'ids', message: 'Tập không còn thư nào' }]); // prettier-ignore
    const print: FolderPrint = {
      id: newId(at),
      folderId,
      state: 'waiting',
      total,
      done: 0,
      askedAt: at,
      askedBy: by.username,
      endedAt: null,
      fault: null,
    };
    try {
      await this.transactor.run((tx) => this.prints.add(tx, print));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('conflict.duplicate', 'this folder is being printed', { id: folderId });
    }
  }

  latest(folderId: string): Promise<FolderPrint | null> {
    return this.prints.latest(this.database, folderId);
  }

  parts(printId: string): Promise<FolderPart[]> {
    return this.prints.parts(this.database, printId);
  }

  /** The parts that are there stay. Stopping what has ended changes nothing. */
  async stop(printId: string): Promise<void> {
    const at = this.clock.now();
    await this.transactor.run((tx) => this.prints.end(tx, printId, 'stopped', at, null));
  }

  waiting(): Promise<FolderPrint[]> {
    return this.prints.waiting(this.database);
  }

  /** Makes the next part. @returns true when there may be another */
  async turn(print: FolderPrint): Promise<boolean> {
    const parts = await this.prints.parts(this.database, print.id);
    const after = parts.at(-1)?.last ?? 0;
    const letters = await this.folders.letters(this.database, print.folderId, { after, limit: PART });
    if (letters.length === 0) return this.end(print, 'printed', null);
    try {
      return await this.printPart(print, parts.length + 1, letters);
    } catch (error) {
      await this.end(print, 'failed', (error instanceof Error ? error.message : 'failed').slice(0, 200));
      throw error;
    }
  }

  private async printPart(print: FolderPrint, part: number, letters: readonly FolderLetter[]): Promise<boolean> {
    const at = this.clock.now();
    const folder = await this.folders.byId(this.database, print.folderId);
    const made = await this.press.part(folder, letters, { total: print.total, part, at });
    const fileId = newId(at);
    await this.press.keep(fileId, made.pdf);
    const [first, last] = [letters[0]?.position ?? 0, letters.at(-1)?.position ?? 0];
    const row = { printId: print.id, part, fileId, first, last, pages: made.pages };
    const written = await this.transactor.run(async (tx) => {
      if (!(await this.prints.addPart(tx, row, letters.length))) return false;
      await this.folders.printed(tx, folder.id, made.sheets, at);
      return true;
    });
    if (!written) await this.press.forget(fileId);
    return written;
  }

  /** The PDF of a part; made again when its file is not here. @throws DomainError `not_found` */
  async pdf(folder: Folder, number: number): Promise<Buffer> {
    const print = await this.prints.latest(this.database, folder.id);
    const parts = print ? await this.prints.parts(this.database, print.id) : [];
    const part = parts.find((one) => one.part === number);
    if (!print || !part) throw new DomainError('not_found', 'there is no such part');
    return (await this.press.kept(part.fileId)) ?? this.again(folder, print, part);
  }

  /** Another machine has the file: the same letters, as they were printed. */
  private async again(folder: Folder, print: FolderPrint, part: FolderPart): Promise<Buffer> {
    const { first, last } = part;
    const letters = await this.folders.letters(this.database, folder.id, {
      after: first - 1,
      limit: PART,
      loose: true,
    });
    const same = letters.filter(({ position, printed }) => position <= last && printed !== null);
    const told = { total: print.total, part: part.part, at: print.askedAt };
    return (await this.press.part(folder, same, told, (one) => one.printed as LetterFacts)).pdf;
  }

  private async end(print: FolderPrint, state: 'printed' | 'failed', fault: string | null): Promise<boolean> {
    const at = this.clock.now();
    await this.transactor.run((tx) => this.prints.end(tx, print.id, state, at, fault));
    return false;
  }
}
