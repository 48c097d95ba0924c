import { Inject, Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { UnitsService } from '../../units/units.service.js';
import { LetterListsService } from '../letter-lists.service.js';
import { SIGNERS } from '../letter-roles.js';
import { LetterSubjects } from '../letter-subjects.service.js';
import { CHOICE_ROWS, GRID_ROWS } from './folders.dto.js';
import type { FoldersState } from './folders-list.view.js';
import type { FolderState } from './folder-show.view.js';
import { FolderReads } from './folder-reads.service.js';

/** Gathers what the pages of folders show. */
@Injectable()
export class FolderScreen {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reads: FolderReads,
    private readonly lists: LetterListsService,
    private readonly subjects: LetterSubjects,
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
  ) {}

  /** @throws DomainError `auth.forbidden` for another agency */
  async list(unit: string, by: Actor): Promise<Omit<FoldersState, 'errors' | 'refusal'>> {
    const { folders, waiting, total } = await this.reads.list(unit, CHOICE_ROWS, by);
    const [names, units, recipients] = await Promise.all([
      this.accounts.names(folders.map(({ openedBy }) => openedBy)),
      hasRole(by, 'leader') ? this.lists.choices(by) : Promise.resolve([]),
      this.recipients(waiting.map(({ letter }) => letter.dossierId)),
    ]);
    const lines = waiting.map((line, i) => ({ ...line, recipient: recipients[i] ?? '' }));
    return { unit, units, waiting: lines, total, folders, names };
  }

  /** @throws DomainError `not_found` */
  async show(
    id: string,
    after: number,
    by: Actor,
  ): Promise<Omit<FolderState, 'errors' | 'refusal' | 'typed' | 'signer'> & { readonly signer: boolean }> {
    const parts = await this.reads.show(id, after, GRID_ROWS, by);
    const { folder, letters } = parts;
    const [unit, names, recipients] = await Promise.all([
      this.units.unit(folder.unitCode),
      this.accounts.names([folder.openedBy]),
      this.recipients(letters.map(({ letter }) => letter.dossierId)),
    ]);
    return {
      ...parts,
      unitName: unit.name,
      letters: letters.map((line, i) => ({ ...line, recipient: recipients[i] ?? '' })),
      after,
      names,
      today: localDate(this.clock.now()),
      signer: hasRole(by, ...SIGNERS),
      rowsAPage: GRID_ROWS,
    };
  }

  private async recipients(dossierIds: readonly string[]): Promise<string[]> {
    const subjects = await this.subjects.of(dossierIds);
    return subjects.map(({ applicant }) => applicant.name);
  }
}
