import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { CitizenContacts } from '../../dossiers/notices/citizen-contacts.service.js';
import { LetterListsService } from '../letter-lists.service.js';
import { CARRIERS } from '../letter-roles.js';
import { LetterSubjects, type LetterSubject } from '../letter-subjects.service.js';

/** Whose citizens a person may call, and who those are. */
@Injectable()
export class CallsReach {
  constructor(
    readonly contacts: CitizenContacts,
    private readonly lists: LetterListsService,
    private readonly people: LetterSubjects,
  ) {}

  /** Units whose letters the person may carry; none for those who carry none. */
  async units(by: Actor): Promise<readonly string[]> {
    return hasRole(by, ...CARRIERS) ? this.lists.carried(undefined, by) : [];
  }

  subjects(dossierIds: readonly string[]): Promise<LetterSubject[]> {
    return this.people.of(dossierIds);
  }
}
