import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { IdempotencyService, type IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { IssuingService } from '../issuing.service.js';
import { LetterAccess } from '../letter-access.service.js';
import { NumberingService } from '../numbering.service.js';
import type { Folder } from './folder.js';
import { FoldersRepository } from './folders.repository.js';
import { SignedSheets } from './signed-sheets.service.js';

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
    private readonly issuing: IssuingService,
    private readonly sheets: SignedSheets,
    private readonly access: LetterAccess,
  ) {}

  /** @returns one result a row, in their order; sent again with its key it does what is missing */
  async take(
    folder: Folder,
    rows: readonly GridRow[],
    by: Actor,
    write: IdempotentWrite | null,
    idempotency: Pick<IdempotencyService, 'part'>,
  ): Promise<GridResult[]> {
    const results: GridResult[] = [];
    for (const row of rows) results.push(await this.one(folder, row, by, idempotency.part(write, row.letterId)));
    return results;
  }

  private async one(folder: Folder, row: GridRow, by: Actor, write: IdempotentWrite | null): Promise<GridResult> {
    const { letterId } = row;
    try {
      await this.access.once(write, async () => {
        await this.number(folder, row, by);
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
    if (numbered.awaits === null) await this.issuing.issue(letterId, by, null);
    else if (inFolder.scanHash !== null) await this.sheets.arrive({ ...inFolder, letter: numbered }, by);
    else if (signed && numbered.awaits === 'scan') await this.sheets.vouch(letterId, by);
  }
}
