import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { LetterAccess } from '../letter-access.service.js';
import { LettersService } from '../letters.service.js';
import { NumberingService } from '../numbering.service.js';
import type { Folder } from './folder.js';
import { FoldersRepository } from './folders.repository.js';
import { SignedSheets } from './signed-sheets.service.js';

/** Letters that one press of a button takes: some seconds; the next press goes on. */
const MOST_AT_ONCE = 200;

/** What somebody wrote into a line of the grid. */
export interface GridRow {
  readonly letterId: string;
  /** from another register; null: none was typed */
  readonly number: string | null;
  /** our register gives the next one */
  readonly own: boolean;
  /** the day written on the sheet; null: today */
  readonly date: PlainDate | null;
  /** it is signed and stamped, and not scanned */
  readonly signed: boolean;
}

/** What became of one line. */
export type GridResult =
  { readonly letterId: string; readonly done: true } | { readonly letterId: string; readonly error: DomainError };

/** Numbers and days of many letters at once, each in transactions of its own: what is refused holds up nobody else. */
@Injectable()
export class FolderGrid {
  constructor(
    private readonly database: Database,
    private readonly folders: FoldersRepository,
    private readonly numbering: NumberingService,
    private readonly sheets: SignedSheets,
    private readonly letters: LettersService,
    private readonly access: LetterAccess,
  ) {}

  /** @returns one result a row, in their order; sent again with its key it does what is missing */
  async take(
    folder: Folder,
    rows: readonly GridRow[],
    by: Actor,
    write: IdempotentWrite | null,
  ): Promise<GridResult[]> {
    return this.each(rows.map(({ letterId }) => letterId), write, (_, i) => this.number(folder, rows[i] as GridRow, by)); // prettier-ignore
  }

  /** Our register's next numbers for what is approved, in the order of the folder: the day is today. */
  async allocate(folder: Folder, by: Actor, write: IdempotentWrite | null): Promise<GridResult[]> {
    const ids = await this.folders.inState(this.database, folder.id, 'approved', MOST_AT_ONCE);
    const row = { number: null, own: true, date: null, signed: false };
    return this.each(ids, write, (letterId) => this.number(folder, { ...row, letterId }, by));
  }

  /** The signer's yes to the drafts of the folder; whoever handled a dossier is refused for its letter. */
  async approve(folder: Folder, by: Actor, write: IdempotentWrite | null): Promise<GridResult[]> {
    const ids = await this.folders.inState(this.database, folder.id, 'drafted', MOST_AT_ONCE);
    return this.each(ids, write, async (letterId) => {
      await this.letters.approve(letterId, by, null);
    });
  }

  private async each(
    letterIds: readonly string[],
    write: IdempotentWrite | null,
    work: (letterId: string, i: number) => Promise<void>,
  ): Promise<GridResult[]> {
    const results: GridResult[] = [];
    for (const [i, letterId] of letterIds.entries()) {
      results.push(await this.one(letterId, this.access.part(write, letterId), () => work(letterId, i)));
    }
    return results;
  }

  private async one(letterId: string, write: IdempotentWrite | null, work: () => Promise<void>): Promise<GridResult> {
    try {
      await this.access.once(write, async () => {
        await work();
        await this.access.keep(write, letterId);
        return letterId;
      });
      return { letterId, done: true };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { letterId, error };
    }
  }

  /** Takes the number if it has none, then issues it as far as the unit's way of signing lets it. */
  private async number(folder: Folder, { letterId, number, own, date, signed }: GridRow, by: Actor): Promise<void> {
    const inFolder = await this.folders.letter(this.database, folder.id, letterId);
    const { letter, printed } = inFolder;
    const numbered =
      letter.state === 'numbered'
        ? letter
        : await this.numbering.number(letter, by, own ? null : number, { date, facts: printed });
    if (numbered.awaits === null) await this.sheets.issue(letterId, by);
    else if (inFolder.scanHash !== null) await this.sheets.arrive({ ...inFolder, letter: numbered }, by);
    else if (signed && numbered.awaits === 'scan') await this.sheets.vouch(letterId, by);
  }
}
